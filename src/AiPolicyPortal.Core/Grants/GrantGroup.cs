using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// All grants that are alike in everything but their words, recipients, exact amounts and dates: how many they are and what they add up to.
/// Few beside the grants, so that counts and sums of most selections need no grant. Written with <see cref="GrantEntry"/>.
/// </summary>
public sealed class GrantGroup : IEntityTypeConfiguration<GrantGroup>
{
    public int Id { get; init; }

    /// <summary>See <see cref="GrantTags"/>; no two groups have the same.</summary>
    public required string[] Tags { get; init; }

    public Guid? ProgrammeId { get; init; }

    /// <summary>As merges left it.</summary>
    public Guid? FunderId { get; init; }

    /// <summary>Of the recipients, each once.</summary>
    public string[] Countries { get; init; } = [];

    public string? PayingCountry { get; init; }

    public Theme[] Themes { get; init; } = [];

    public int? Year { get; init; }

    /// <summary>One of <see cref="AmountBands"/>.</summary>
    public required string Band { get; init; }

    public FunderType FunderType { get; init; }

    public Stage Stage { get; init; }

    public Confidence Confidence { get; init; }

    public required string CurrencyCode { get; init; }

    public int Grants { get; init; }

    /// <summary>How many of them have an amount.</summary>
    public int Disclosed { get; init; }

    /// <summary>What the amounts add up to; zero without any.</summary>
    public decimal Amount { get; init; }

    /// <summary>How many of the amounts could be converted into euros.</summary>
    public int Converted { get; init; }

    public decimal Euros { get; init; }

    public void Configure(EntityTypeBuilder<GrantGroup> builder)
    {
        builder.ToTable("grant_groups");
        builder.Property(group => group.Id).UseIdentityAlwaysColumn();
        builder.Property(group => group.CurrencyCode).HasMaxLength(Conversion.Currency.CodeLength);
        builder.HasIndex(group => group.Tags).IsUnique();
        // A relation to read by, without a foreign key in the database, as that of GrantGroupRecipient.
        builder.HasOne<Organisation>().WithMany(organisation => organisation.GroupsFunded).HasForeignKey(group => group.FunderId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What one organisation received of a group of grants, alone or with others.</summary>
public sealed class GrantGroupRecipient : IEntityTypeConfiguration<GrantGroupRecipient>
{
    public int GroupId { get; init; }

    public GrantGroup Group { get; init; } = null!;

    /// <summary>As merges left it; of no digit but zero for grants with no organisation among their recipients.</summary>
    public Guid OrganisationId { get; init; }

    public int Grants { get; init; }

    public int Disclosed { get; init; }

    /// <summary>Of whole grants.</summary>
    public decimal Amount { get; init; }

    public int Converted { get; init; }

    /// <summary>Of whole grants.</summary>
    public decimal Euros { get; init; }

    /// <summary>Of how many grants the organisation's own part is known.</summary>
    public int Shared { get; init; }

    /// <summary>What those parts add up to.</summary>
    public decimal Share { get; init; }

    public void Configure(EntityTypeBuilder<GrantGroupRecipient> builder)
    {
        builder.ToTable("grant_group_recipients");
        builder.HasKey(received => new { received.GroupId, received.OrganisationId });
        builder.HasOne(received => received.Group).WithMany().HasForeignKey(received => received.GroupId);
        // A relation to read by; the database has no foreign key, since the organisation of grants without one is none.
        builder.HasOne<Organisation>().WithMany(organisation => organisation.GroupsReceived).HasForeignKey(received => received.OrganisationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What a unit of a currency was worth in euros for awards of a date; no numbers where there is no rate. An award of unknown date has that of its start.</summary>
public sealed class GrantRate : IEntityTypeConfiguration<GrantRate>
{
    public required string CurrencyCode { get; init; }

    /// <summary>The last day of that date; the earliest of all days where neither is known.</summary>
    public DateOnly AwardedOn { get; init; }

    public Common.DatePrecision AwardedPrecision { get; init; }

    public decimal? Numerator { get; set; }

    public decimal? Denominator { get; set; }

    public void Configure(EntityTypeBuilder<GrantRate> builder)
    {
        builder.ToTable("grant_rates");
        builder.Property(rate => rate.CurrencyCode).HasMaxLength(Conversion.Currency.CodeLength);
        builder.HasKey(rate => new { rate.CurrencyCode, rate.AwardedOn, rate.AwardedPrecision });
    }
}

/// <summary>A word that grants have or had, or the stem of one.</summary>
public sealed class GrantWord : IEntityTypeConfiguration<GrantWord>
{
    public required string Word { get; init; }

    /// <summary>Not only a stem.</summary>
    public bool Written { get; init; }

    public void Configure(EntityTypeBuilder<GrantWord> builder)
    {
        builder.ToTable("grant_dictionary");
        builder.HasKey(word => word.Word);
        // The order of code points, so that a prefix is a range of the key.
        builder.Property(word => word.Word).UseCollation("C");
        builder.HasIndex(word => word.Word).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("ix_grant_dictionary_trigrams");
    }
}
