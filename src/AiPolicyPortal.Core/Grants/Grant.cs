using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Grants;

/// <summary>An award to one or more named recipients.</summary>
public sealed class Grant : PublicRecord, IHasFacts, IEntityTypeConfiguration<Grant>
{
    public const int TitleMaxLength = 1000;

    public Guid? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }

    public Guid? FunderId { get; set; }

    public Organisation? Funder { get; set; }

    public required string Title { get; set; }

    /// <summary>In units of <see cref="CurrencyCode"/>; null when not disclosed, never zero for that.</summary>
    public decimal? Amount { get; set; }

    public required string CurrencyCode { get; set; }

    public Currency Currency { get; set; } = null!;

    public DateOnly? AwardedOn { get; set; }

    public DatePrecision? AwardedPrecision { get; set; }

    public PartialDate? Awarded
    {
        get => PartialDate.From(AwardedOn, AwardedPrecision);
        set => (AwardedOn, AwardedPrecision) = (value?.LastDay, value?.Precision);
    }

    public DateOnly? StartOn { get; set; }

    public DatePrecision? StartPrecision { get; set; }

    public PartialDate? Start
    {
        get => PartialDate.From(StartOn, StartPrecision);
        set => (StartOn, StartPrecision) = (value?.LastDay, value?.Precision);
    }

    public DateOnly? EndOn { get; set; }

    public DatePrecision? EndPrecision { get; set; }

    public PartialDate? End
    {
        get => PartialDate.From(EndOn, EndPrecision);
        set => (EndOn, EndPrecision) = (value?.LastDay, value?.Precision);
    }

    public FunderType FunderType { get; set; }

    public Stage Stage { get; set; }

    public Confidence Confidence { get; set; }

    public Guid? SourceId { get; set; }

    public Source? Source { get; set; }

    public string? Url { get; set; }

    public Theme[] Themes { get; set; } = [];

    public string? Note { get; set; }

    /// <summary>Since when the portal holds the present amount and what places it; earlier ones are in <see cref="GrantHistory"/>.</summary>
    public DateTimeOffset FactsRecordedAt { get; set; }

    public List<GrantRecipient> Recipients { get; } = [];

    public List<GrantDisbursement> Disbursements { get; } = [];

    /// <summary>What it is found by; a withdrawn grant has none, and no query over entries finds it.</summary>
    public GrantEntry Entry { get; init; } = null!;

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("grants", table =>
        {
            table.HasCheckConstraint("ck_grants_amount", "amount between 0 and 1e18");
            table.HasCheckConstraint("ck_grants_awarded", "(awarded_on is null) = (awarded_precision is null)");
            table.HasCheckConstraint("ck_grants_start", "(start_on is null) = (start_precision is null)");
            table.HasCheckConstraint("ck_grants_end", "(end_on is null) = (end_precision is null)");
        });
        builder.Property(grant => grant.Title).HasMaxLength(TitleMaxLength);
        builder.Ignore(grant => grant.Awarded).Ignore(grant => grant.Start).Ignore(grant => grant.End);
        builder.HasOne(grant => grant.Programme).WithMany(programme => programme.Grants).HasForeignKey(grant => grant.ProgrammeId)
            .OnDelete(DeleteBehavior.Restrict);
        // Also for the last award of each kind in a programme, which promises are compared with.
        builder.HasIndex(grant => new { grant.ProgrammeId, grant.Stage, grant.FunderType, grant.AwardedOn }).HasDatabaseName("ix_grants_programme_id_awarded_on");
        builder.HasIndex(grant => grant.UpdatedAt).HasFilter("withdrawn_at is not null");
        builder.HasOne(grant => grant.Funder).WithMany(organisation => organisation.GrantsFunded).HasForeignKey(grant => grant.FunderId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(grant => grant.Source).WithMany().HasForeignKey(grant => grant.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(grant => grant.Currency).WithMany().HasForeignKey(grant => grant.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(grant => grant.Recipients).WithOne(recipient => recipient.Grant).HasForeignKey(recipient => recipient.GrantId);
        builder.HasMany(grant => grant.Disbursements).WithOne(disbursement => disbursement.Grant).HasForeignKey(disbursement => disbursement.GrantId);
        builder.Navigation(grant => grant.Entry).IsRequired();
    }
}

public enum RecipientRole
{
    Recipient,
    Coordinator,
    Partner,
}

/// <summary>Who received a grant: an organisation of the portal where that is sure, a name as stated in any case.</summary>
public sealed class GrantRecipient : IEntityTypeConfiguration<GrantRecipient>
{
    public const int NameMaxLength = 500;

    public Guid GrantId { get; init; }

    public Grant Grant { get; init; } = null!;

    /// <summary>Order among the grant's recipients, from 1.</summary>
    public int Position { get; init; }

    public required string Name { get; set; }

    public Guid? OrganisationId { get; set; }

    public Organisation? Organisation { get; set; }

    public string? CountryCode { get; set; }

    public Country? Country { get; set; }

    public RecipientRole Role { get; set; }

    /// <summary>This recipient's share, when the source gives one.</summary>
    public decimal? Amount { get; set; }

    public string? CurrencyCode { get; set; }

    public Currency? Currency { get; set; }

    public void Configure(EntityTypeBuilder<GrantRecipient> builder)
    {
        builder.ToTable("grant_recipients", table =>
        {
            table.HasCheckConstraint("ck_grant_recipients_position", "position > 0");
            table.HasCheckConstraint("ck_grant_recipients_amount", "amount between 0 and 1e18 and (amount is null or currency_code is not null)");
        });
        builder.HasKey(recipient => new { recipient.GrantId, recipient.Position });
        builder.Property(recipient => recipient.Name).HasMaxLength(NameMaxLength);
        builder.HasOne(recipient => recipient.Organisation).WithMany(organisation => organisation.Receipts)
            .HasForeignKey(recipient => recipient.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(recipient => recipient.Country).WithMany().HasForeignKey(recipient => recipient.CountryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(recipient => recipient.Currency).WithMany().HasForeignKey(recipient => recipient.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(recipient => recipient.Name);
    }
}

/// <summary>A payment that a source shows under a grant.</summary>
public sealed class GrantDisbursement : IRecordedFact, IEntityTypeConfiguration<GrantDisbursement>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Reference { get; init; }

    public Guid GrantId { get; init; }

    public Grant Grant { get; init; } = null!;

    public DateOnly PaidOn { get; set; }

    public DatePrecision PaidPrecision { get; set; }

    public PartialDate Paid
    {
        get => new(PaidOn, PaidPrecision);
        set => (PaidOn, PaidPrecision) = (value.LastDay, value.Precision);
    }

    public decimal Amount { get; set; }

    public required string CurrencyCode { get; set; }

    public Currency Currency { get; set; } = null!;

    public Guid? SourceId { get; set; }

    public Source? Source { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<GrantDisbursement> builder)
    {
        builder.ToTable("grant_disbursements", table => table.HasCheckConstraint("ck_grant_disbursements_amount", "amount between 0 and 1e18"));
        builder.Ignore(disbursement => disbursement.Paid);
        builder.Property(disbursement => disbursement.Reference).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.HasIndex(disbursement => disbursement.Reference).IsUnique();
        builder.HasOne(disbursement => disbursement.Source).WithMany().HasForeignKey(disbursement => disbursement.SourceId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(disbursement => disbursement.Currency).WithMany().HasForeignKey(disbursement => disbursement.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What a total could take from a grant before its present values.</summary>
public sealed class GrantHistory : IRecordedFact, IEntityTypeConfiguration<GrantHistory>
{
    public Guid GrantId { get; init; }

    public Guid? ProgrammeId { get; init; }

    public FunderType FunderType { get; init; }

    public Stage Stage { get; init; }

    public decimal? Amount { get; init; }

    public required string CurrencyCode { get; init; }

    public DateOnly? AwardedOn { get; init; }

    public DatePrecision? AwardedPrecision { get; init; }

    public DateOnly? StartOn { get; init; }

    public DatePrecision? StartPrecision { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<GrantHistory> builder)
    {
        builder.ToTable("grant_history");
        builder.HasKey(history => new { history.GrantId, history.RecordedAt });
        builder.Property(history => history.WithdrawnAt).IsRequired();
        builder.HasOne<Grant>().WithMany().HasForeignKey(history => history.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany().HasForeignKey(history => history.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}
