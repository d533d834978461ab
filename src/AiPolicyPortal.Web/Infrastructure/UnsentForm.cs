using Microsoft.AspNetCore.Http.Features;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>What somebody typed into a form that the portal could not take for now, to be sent again as it is.</summary>
/// <param name="Address">Where it was sent, with its query.</param>
/// <param name="Fields">In the order of the form; a name may come again.</param>
public sealed record UnsentForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The most fields of a form: a long article with many amounts asks how each relates to several figures.</summary>
    public const int MostFields = 20_000;

    /// <summary>The largest form, bytes: the longest article takes nine bytes a letter, where it is Chinese.</summary>
    public const int MostBytes = 4 << 20;

    private static readonly FormOptions Options = new() { ValueCountLimit = MostFields };

    // Passwords and codes are never sent back, and a form that was wrong in itself would be refused again.
    private static readonly int[] Statuses =
        [StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    /// <summary>Whether a request is a form whose fields may be shown to whoever sent it.</summary>
    public static bool IsIn(HttpRequest request, PathString path) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
        && !path.StartsWithSegments("/account");

    /// <summary>The form of a request that is answered with an error; null when there is none to send again.</summary>
    public static async Task<UnsentForm?> OfAsync(HttpContext context, int status)
    {
        var address = PageAddress.Current(context);
        if (!Statuses.Contains(status) || !IsIn(context.Request, address.Split('?')[0]))
            return null;
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = MostBytes;
            var form = context.Features.Get<IFormFeature>()?.Form ?? await new FormFeature(context.Request, Options).ReadFormAsync(context.RequestAborted);
            return form.Count == 0 ? null
                : new UnsentForm(address, [.. form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))]);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
