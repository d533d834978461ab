using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

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

    /// <summary>The field that shows that a form is of this portal, which the page that offers it again makes anew.</summary>
    public const string Token = "__RequestVerificationToken";

    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly FormOptions Options = new() { ValueCountLimit = MostFields };

    // 400 is that of a form that was opened before its sender signed in anew. Passwords and codes are never sent back.
    private static readonly int[] Statuses =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests,
        StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Whether a request is a form whose fields may be shown to whoever sent it.</summary>
    public static bool IsIn(HttpRequest request, PathString path) =>
        HttpMethods.IsPost(request.Method)
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase)
        && IsOwn(request)
        && !path.StartsWithSegments("/account");

    /// <summary>The form of a request that is answered with an error; null when there is none to send again.</summary>
    public static async Task<UnsentForm?> OfAsync(HttpContext context, int status)
    {
        var address = PageAddress.Current(context);
        if (!Statuses.Contains(status) || context.Features.Get<IReadOnlyList<ParameterError>>() is not null || !IsIn(context.Request, address.Split('?')[0]))
            return null;
        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = MostBytes;
            var form = context.Features.Get<IFormFeature>()?.Form ?? await new FormFeature(context.Request, Options).ReadFormAsync(context.RequestAborted);
            var isEarlier = status == StatusCodes.Status400BadRequest;
            if (form.Count == 0 || WouldBeRefusedAgain(form) || (isEarlier && !form.ContainsKey(Token)))
                return null;
            return new UnsentForm(address, [.. form.Where(field => !isEarlier || field.Key != Token)
                .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))]);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    // Another site's form is not offered to be sent from here. Browsers say where a form comes from; what says nothing is no browser of today.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
        ? site == "same-origin"
        : request.Headers.Origin.ToString() is not { Length: > 0 } origin || origin == $"{request.Scheme}://{request.Host}";

    // The character that the database cannot hold.
    private static bool WouldBeRefusedAgain(IFormCollection form) =>
        form.Any(field => field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true));
}
