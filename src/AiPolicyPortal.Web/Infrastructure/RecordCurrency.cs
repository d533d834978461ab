using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary><c>currency</c> of one record that states amounts, the same for its page and its API twin: they are given in that currency too.</summary>
internal static class RecordCurrency
{
    public const string Parameter = "currency";

    /// <summary>Whether the records of these queries state amounts.</summary>
    public static bool Of<TDetail, TQueries>()
        where TDetail : class => typeof(IConvertedQueries<TDetail>).IsAssignableFrom(typeof(TQueries));

    public static string? Read(QueryParameters parameters) => parameters.CurrencyCode(Parameter);

    /// <exception cref="InvalidQueryException">The portal does not know the currency.</exception>
    public static async Task<TDetail> InAsync<TDetail>(object queries, TDetail record, string? currency, CancellationToken cancellationToken)
        where TDetail : class =>
        currency is not null && queries is IConvertedQueries<TDetail> converted ? await converted.ConvertAsync(record, currency, cancellationToken) : record;

    /// <summary>A local address of a record in that currency.</summary>
    public static string AddTo(string address, string? currency) => currency is null ? address : QueryHelpers.AddQueryString(address, Parameter, currency);
}
