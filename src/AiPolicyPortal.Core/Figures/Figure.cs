using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Figures;

/// <summary>
/// One amount at one stage of the money, as one announcement stated it for one programme.
/// Published once and never edited: a newer figure may revise it, and it may be withdrawn.
/// </summary>
public sealed class Figure : PublicRecord, IEntityTypeConfiguration<Figure>
{
    public const string AmountCheck =
        "(nature = 'undisclosed' and amount_low is null and amount_high is null) or "
        + "(nature <> 'undisclosed' and amount_low is not null and amount_high is not null and amount_low between 0 and 1e18 "
        + "and amount_high between amount_low and 1e18 and (nature = 'range' or amount_low = amount_high))";

    public Guid ProgrammeId { get; init; }

    public Programme Programme { get; init; } = null!;

    public Guid AnnouncementId { get; init; }

    public Announcement Announcement { get; init; } = null!;

    public Stage Stage { get; init; }

    public Standing Standing { get; init; }

    public Nature Nature { get; init; }

    /// <summary>In units of <see cref="CurrencyCode"/>; equal to <see cref="AmountHigh"/> unless a range; null when undisclosed.</summary>
    public decimal? AmountLow { get; init; }

    public decimal? AmountHigh { get; init; }

    public required string CurrencyCode { get; init; }

    public Currency Currency { get; init; } = null!;

    public AmountBasis Basis { get; init; }

    /// <summary>First year the money is for; null when unstated.</summary>
    public int? PeriodStartYear { get; init; }

    /// <summary>Last year the money is for; null when unstated or open.</summary>
    public int? PeriodEndYear { get; init; }

    public FunderType FunderType { get; init; }

    public Instrument Instrument { get; init; }

    public Confidence Confidence { get; init; }

    /// <summary>This money comes on top of the parent programme's.</summary>
    public bool Additional { get; init; }

    /// <summary>A few words of the source around the number.</summary>
    public string? Evidence { get; set; }

    public string? Note { get; set; }

    public List<FigureLink> LinksFrom { get; } = [];

    public List<FigureLink> LinksTo { get; } = [];

    public List<FigurePreference> Preferences { get; } = [];

    public void Configure(EntityTypeBuilder<Figure> builder)
    {
        builder.ToTable("figures", table =>
        {
            table.HasCheckConstraint("ck_figures_amount", AmountCheck);
            table.HasCheckConstraint("ck_figures_period", "period_end_year >= period_start_year");
            table.HasCheckConstraint("ck_figures_period_start_year", "period_start_year between 1900 and 2200");
            table.HasCheckConstraint("ck_figures_period_end_year", "period_end_year between 1900 and 2200");
        });
        builder.HasOne(figure => figure.Programme).WithMany(programme => programme.Figures).HasForeignKey(figure => figure.ProgrammeId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(figure => figure.Announcement).WithMany(announcement => announcement.Figures).HasForeignKey(figure => figure.AnnouncementId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(figure => figure.Currency).WithMany().HasForeignKey(figure => figure.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(figure => figure.LinksFrom).WithOne(link => link.From).HasForeignKey(link => link.FromId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(figure => figure.LinksTo).WithOne(link => link.To).HasForeignKey(link => link.ToId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(figure => figure.Preferences).WithOne().HasForeignKey(preference => preference.FigureId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>An editor's statement on how one figure's money relates to another's.</summary>
public sealed class FigureLink : IRecordedFact, IEntityTypeConfiguration<FigureLink>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid FromId { get; init; }

    public Figure From { get; init; } = null!;

    public FigureLinkKind Kind { get; init; }

    public Guid ToId { get; init; }

    public Figure To { get; init; } = null!;

    public string? Note { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<FigureLink> builder)
    {
        builder.ToTable("figure_links", table =>
        {
            table.HasCheckConstraint("ck_figure_links_not_itself", "from_id <> to_id");
            table.HasCheckConstraint("ck_figure_links_withdrawn_at", "withdrawn_at >= recorded_at");
        });
        builder.HasIndex(link => new { link.FromId, link.Kind, link.ToId }).IsUnique().HasFilter("withdrawn_at is null")
            .HasDatabaseName("ux_figure_links_current");
    }
}

/// <summary>That the editors preferred this figure among those of the same money.</summary>
public sealed class FigurePreference : IRecordedFact, IEntityTypeConfiguration<FigurePreference>
{
    public Guid FigureId { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<FigurePreference> builder)
    {
        builder.ToTable("figure_preferences", table => table.HasCheckConstraint("ck_figure_preferences_withdrawn_at", "withdrawn_at >= recorded_at"));
        builder.HasKey(preference => new { preference.FigureId, preference.RecordedAt });
        builder.HasIndex(preference => preference.FigureId).IsUnique().HasFilter("withdrawn_at is null")
            .HasDatabaseName("ux_figure_preferences_current");
    }
}
