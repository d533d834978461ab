namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// A form sends a field that nobody filled in without a value. A page takes it for left out, and none of its links carries it on. Whoever asks for data is
/// refused: a program that failed to find a value would be given everything.
/// </summary>
internal static class EmptyFields
{
    /// <summary>Call it where it is known whether a page is asked for, and before routing.</summary>
    public static IApplicationBuilder UseEmptyFields(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.IsReading() && request.QueryString.HasValue && context.IsForPage()
            && request.Query.Any(field => field.Value.Any(string.IsNullOrWhiteSpace)))
        {
            request.QueryString = QueryString.Create(request.Query.SelectMany(
                field => field.Value.Where(value => !string.IsNullOrWhiteSpace(value)), (field, value) => KeyValuePair.Create(field.Key, value)));
        }

        return next(context);
    });
}
