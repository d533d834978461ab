using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>What the portal has somewhere is no slip where one noun lacks it: "Slovakia" is not Slovenia, nor "billion" a trillion.</summary>
internal static class WrittenWords
{
    /// <summary>Whether the word is the name of a country, with records or without, or stands in a record of any noun.</summary>
    /// <param name="word">Of letters and digits alone, without accents.</param>
    public static async Task<bool> HasAsync(PortalDbContext db, string word, CancellationToken cancellationToken)
    {
        Task<bool> In<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, string>> text) => rows.AnyAsync(text.Then(TextSearch.WithWord(word)), cancellationToken);
        return await In(db.Countries, SearchedText.OfCountry)
            || await db.GrantDictionary.AnyAsync(known => known.Word == word && known.Written, cancellationToken)
            || await In(db.Programmes.Holding(), SearchedText.OfProgramme)
            || await In(db.Figures.Holding(), SearchedText.OfFigure)
            || await In(db.Announcements.Holding(), SearchedText.OfAnnouncement)
            || await In(db.Sources.Holding(), SearchedText.OfSource)
            || await In(db.Organisations.Holding(), SearchedText.OfOrganisation)
            || await In(db.Releases.Holding(), SearchedText.OfRelease)
            || await In(db.GovernanceMeasures.Holding(), SearchedText.OfGovernanceMeasure);
    }
}
