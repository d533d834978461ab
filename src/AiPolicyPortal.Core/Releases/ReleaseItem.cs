using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Releases;

/// <summary>A release as lists show it.</summary>
public sealed record ReleaseItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required string Name { get; init; }

    public required ReleaseKind Kind { get; init; }

    /// <summary>The developers as the source writes them.</summary>
    public required IReadOnlyList<string> DeveloperNames { get; init; }

    /// <summary>Those developers that the portal knows as organisations.</summary>
    public required IReadOnlyList<RecordLabel> Developers { get; init; }

    public required IReadOnlyList<CountryLabel> Countries { get; init; }

    public required IReadOnlyList<Modality> Modalities { get; init; }

    public required BaseLabel? Base { get; init; }

    public required PartialDate? Announced { get; init; }

    public required PartialDate? Released { get; init; }

    /// <summary>SPDX licence expression; null where the stated words do not mean exactly one.</summary>
    public required string? Licence { get; init; }

    public required string? LicenceAsStated { get; init; }

    public required long? Parameters { get; init; }

    /// <summary>The list the record was taken from.</summary>
    public required Assessor Origin { get; init; }

    public required ComponentSummary Components { get; init; }

    /// <summary>The results of the three frameworks, each worked out from the components.</summary>
    public required OpennessSummary? Openness { get; init; }

    /// <summary>
    /// True where a source says that public money paid for it, in whole or in part; false where payers are on record and no source shows their money
    /// to be public; null where it is not on record who paid.
    /// </summary>
    public required bool? HasPublicFunding { get; init; }

    public required string? Url { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<Release, ReleaseItem>> Projection(IQueryable<Country> countries, IQueryable<ReleaseFunding> funding)
    {
        var publicFunding = funding.Public();
        return release => new ReleaseItem
        {
            Id = release.Id,
            Ref = release.Reference,
            Name = release.Name,
            Kind = release.Kind,
            DeveloperNames = release.DeveloperNames,
            Developers = release.Developers.OrderBy(developer => developer.Position)
                .Select(developer => new RecordLabel(developer.Organisation.Reference, developer.Organisation.Name)).ToList(),
            Countries = countries.Where(country => release.CountryCodes.Contains(country.Code))
                .OrderBy(country => Array.IndexOf(release.CountryCodes, country.Code))
                .Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).ToList(),
            Modalities = release.Modalities,
            Base = release.BaseRelease != null
                ? new BaseLabel(release.BaseRelease.Reference, release.BaseRelease.Name)
                : release.BaseName != null ? new BaseLabel(null, release.BaseName) : null,
            Announced = PartialDate.From(release.AnnouncedOn, release.AnnouncedPrecision),
            Released = PartialDate.From(release.ReleasedOn, release.ReleasedPrecision),
            Licence = release.Licence,
            LicenceAsStated = release.LicenceAsStated,
            Parameters = release.Parameters,
            Origin = release.Origin,
            Components = new ComponentSummary(
                release.Origin,
                release.Components.Count(component => component.Assessor == release.Origin && component.Availability == Availability.Open),
                release.Components.Count(component => component.Assessor == release.Origin && component.Availability == Availability.Partial),
                release.Components.Count(component => component.Assessor == release.Origin && component.Availability == Availability.Closed),
                release.Components.Count(component => component.Assessor == release.Origin && component.Availability == Availability.Unknown)),
            Openness = release.Assessment == null ? null : new OpennessSummary(
                release.Assessment.Mof,
                release.Assessment.MofAtMost,
                release.Assessment.Osaid,
                release.Assessment.Grid,
                release.Assessment.GridOpen,
                release.Assessment.GridPartial,
                release.Assessment.GridClosed,
                release.Assessment.GridUnknown,
                release.Assessment.LicenceFamily,
                PartialDate.From(release.Assessment.AssessedOn, release.Assessment.AssessedPrecision)),
            HasPublicFunding = publicFunding.Any(payment => payment.ReleaseId == release.Id) ? true : funding.Any(payment => payment.ReleaseId == release.Id) ? false : null,
            Url = release.Url,
            Revision = release.Revision,
            UpdatedAt = release.UpdatedAt,
        };
    }
}

/// <summary>How open a release is by three frameworks, in a word each.</summary>
/// <param name="Mof">The class in the Model Openness Framework 1.0 that is surely reached.</param>
/// <param name="MofAtMost">The class that would be reached if all that is unknown were open.</param>
/// <param name="Osaid">Whether it is open source AI by the Open Source AI Definition 1.0.</param>
/// <param name="Grid">How much is open of the fourteen criteria of the European Open Source AI Index; the next four add up to them.</param>
/// <param name="Assessed">The newest judgement that the results rest on.</param>
public sealed record OpennessSummary(
    MofClass Mof,
    MofClass MofAtMost,
    OsaidVerdict Osaid,
    OpenShare Grid,
    int GridOpen,
    int GridPartial,
    int GridClosed,
    int GridUnknown,
    LicenceFamily LicenceFamily,
    PartialDate? Assessed)
{
    internal static OpennessSummary? Of(ReleaseAssessment? assessment) => assessment is null ? null : new OpennessSummary(
        assessment.Mof, assessment.MofAtMost, assessment.Osaid, assessment.Grid, assessment.GridOpen, assessment.GridPartial, assessment.GridClosed,
        assessment.GridUnknown, assessment.LicenceFamily, PartialDate.From(assessment.AssessedOn, assessment.AssessedPrecision));
}

/// <summary>What a release was built from.</summary>
/// <param name="Ref">Reference of that release; null when the portal has no record of it and the name is the source's.</param>
public sealed record BaseLabel(string? Ref, string Name);

/// <summary>How many components one assessor judged how; judgements of different assessors are never added.</summary>
public sealed record ComponentSummary(Assessor Assessor, int Open, int Partial, int Closed, int Unknown)
{
    public int Judged => Open + Partial + Closed + Unknown;
}
