using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace AiPolicyPortal.Web.Mail;

/// <summary>Sends plain mails through the server of the configuration; in Development without one they are printed.</summary>
public sealed partial class Mailer(MailSettings settings, IHostEnvironment environment, ILogger<Mailer> logger)
{
    private const int PatienceMilliseconds = 15_000;

    /// <returns>Whether it was sent (or printed); if not, the reason is in the log, without address or text.</returns>
    public async Task<bool> SendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        if (settings.Host is null)
        {
            if (environment.IsDevelopment())
                Console.WriteLine($"Mail to {to}: {subject}\n{text}");
            return environment.IsDevelopment();
        }

        try
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse(settings.From!));
            message.To.Add(MailboxAddress.Parse(to));
            message.Subject = subject;
            message.Body = new TextPart("plain") { Text = text };
            using var client = new SmtpClient { Timeout = PatienceMilliseconds };
            await client.ConnectAsync(
                settings.Host, settings.Port, settings.Encrypted ? SecureSocketOptions.Auto : SecureSocketOptions.None, cancellationToken);
            if (settings.User is not null)
                await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotSent(logger, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail was not sent: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string reason);
}
