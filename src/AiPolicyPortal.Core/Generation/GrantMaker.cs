using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;

namespace AiPolicyPortal.Core.Generation;

/// <summary>
/// Makes grants, each after one of the portal's drawn by chance: its programme, funder, kind, stage, currency, themes, recipients'
/// countries and roles; other words, an amount and a date around its own.
/// </summary>
/// <param name="samples">Grants with their recipients.</param>
/// <param name="moment">The publication's.</param>
/// <param name="dice">Where chance comes from.</param>
/// <param name="ids">Where ids come from.</param>
internal sealed class GrantMaker(IReadOnlyList<Grant> samples, DateTimeOffset moment, Dice dice, SequentialIds ids)
{
    private const double AmountSpread = 0.8;
    private const int MostDaysEarlier = 5 * 365;

    private readonly WordChain titles = new(samples.Select(grant => grant.Title));
    private readonly WordChain names = new(samples.SelectMany(grant => grant.Recipients).Select(recipient => recipient.Name).DefaultIfEmpty("Recipient"));

    public IEnumerable<Grant> Make(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            yield return After(dice.Any(samples), number);
        }
    }

    private Grant After(Grant sample, int number)
    {
        var factor = dice.Factor(AmountSpread);
        var days = dice.Below(MostDaysEarlier);
        var grant = new Grant
        {
            Id = ids.Next(),
            Reference = $"{DataGeneration.Mark}g-{number:00000000}",
            ProgrammeId = sample.ProgrammeId,
            FunderId = sample.FunderId,
            Title = titles.Next(dice, Grant.TitleMaxLength),
            Amount = Scaled(sample.Amount, factor),
            CurrencyCode = sample.CurrencyCode,
            Awarded = Moved(sample.Awarded, days),
            Start = Moved(sample.Start, days),
            End = Moved(sample.End, days),
            FunderType = sample.FunderType,
            Stage = sample.Stage,
            Confidence = sample.Confidence,
            SourceId = sample.SourceId,
            Themes = sample.Themes,
            RecordedAt = moment,
            UpdatedAt = moment,
            FactsRecordedAt = moment,
        };
        grant.Recipients.AddRange(sample.Recipients.Select(recipient => After(recipient, grant.Id, factor)));
        return grant;
    }

    private GrantRecipient After(GrantRecipient sample, Guid grant, double factor) => new()
    {
        GrantId = grant,
        Position = sample.Position,
        Name = sample.OrganisationId is null ? names.Next(dice, GrantRecipient.NameMaxLength) : sample.Name,
        OrganisationId = sample.OrganisationId,
        CountryCode = sample.CountryCode,
        Role = sample.Role,
        Amount = Scaled(sample.Amount, factor),
        CurrencyCode = sample.CurrencyCode,
    };

    private static decimal? Scaled(decimal? amount, double factor) => amount is { } known ? Dice.Scale(known, factor) : null;

    private static PartialDate? Moved(PartialDate? date, int days) => date is { } known ? Dice.Earlier(known, days) : null;
}
