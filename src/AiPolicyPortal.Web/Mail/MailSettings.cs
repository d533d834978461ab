using AiPolicyPortal.Web.Hosting;

namespace AiPolicyPortal.Web.Mail;

/// <summary><c>Mail:…</c> of the configuration: the server that sends the portal's few mails.</summary>
public sealed record MailSettings
{
    public const string Section = "Mail";

    /// <summary>Null when mails are not sent.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>Null for a server that asks for none.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The address mails come from.</summary>
    public string? From { get; init; }

    /// <summary>Whether the connection must be encrypted; false only for a server on the same machine.</summary>
    public bool Encrypted { get; init; } = true;

    /// <exception cref="StartupException">There is a server but no sender.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<MailSettings>() ?? new MailSettings();
        return settings.Host is null || settings.From is not null
            ? settings
            : throw new StartupException($"{Section}:Host is set, so {Section}:From must name the address that mails come from.");
    }
}
