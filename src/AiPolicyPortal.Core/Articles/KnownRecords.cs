using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

/// <summary>What the portal already holds, as far as the reading of an article needs it.</summary>
/// <param name="Figures">Disclosed figures that hold.</param>
public sealed record KnownRecords(
    IReadOnlyList<KnownName> Organisations,
    IReadOnlyList<KnownName> Releases,
    IReadOnlyList<KnownProgramme> Programmes,
    IReadOnlyList<KnownFigure> Figures)
{
    public static KnownRecords None { get; } = new([], [], [], []);
}

/// <param name="Date">When a release came out; tells releases of the same name apart.</param>
public sealed record KnownName(string Reference, string Name, DateOnly? Date = null);

/// <param name="Country">ISO 3166-1 alpha-2, or <c>EU</c> or <c>INT</c>.</param>
public sealed record KnownProgramme(string Reference, string Name, string? NameOriginal, string Country);

/// <param name="Low">In units of <paramref name="Currency"/>.</param>
/// <param name="SameMoney">The smallest reference of the figures that editors linked as the same money; its own when there is no other.</param>
public sealed record KnownFigure(
    string Reference,
    string Programme,
    string ProgrammeName,
    string Country,
    Stage Stage,
    Standing Standing,
    Nature Nature,
    AmountBasis Basis,
    decimal Low,
    decimal High,
    string Currency,
    PartialDate StatedOn,
    string Announcement,
    string AnnouncementTitle,
    string SameMoney);
