namespace AiPolicyPortal.Core.Queries;

/// <summary>A noun whose records state amounts, which can be expressed in a currency as well.</summary>
public interface IConvertedQueries<TDetail>
    where TDetail : class
{
    /// <param name="record">As it was found.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>The record with the amounts that lists have in that currency too, at the same rates; shares and payments of a grant and sums stay as they are stated.</returns>
    /// <exception cref="InvalidQueryException">The portal does not know the currency.</exception>
    Task<TDetail> ConvertAsync(TDetail record, string currency, CancellationToken cancellationToken);
}
