using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Releases;

/// <summary>That a programme, a grant or an organisation paid for a release, as a source states it.</summary>
public sealed class ReleaseFunding : IEntityTypeConfiguration<ReleaseFunding>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Reference { get; init; }

    public Guid ReleaseId { get; init; }

    public Release Release { get; init; } = null!;

    public Guid? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }

    public Guid? GrantId { get; set; }

    public Grant? Grant { get; set; }

    public Guid? OrganisationId { get; set; }

    public Organisation? Organisation { get; set; }

    public FundingKind Kind { get; set; }

    /// <summary>In units of <see cref="CurrencyCode"/>; null when not disclosed.</summary>
    public decimal? Amount { get; set; }

    public string? CurrencyCode { get; set; }

    public Currency? Currency { get; set; }

    public DateOnly? GivenOn { get; set; }

    public DatePrecision? GivenPrecision { get; set; }

    /// <summary>When it was given, or began to be; null where no source says so.</summary>
    public PartialDate? Given
    {
        get => PartialDate.From(GivenOn, GivenPrecision);
        set => (GivenOn, GivenPrecision) = (value?.LastDay, value?.Precision);
    }

    public Guid SourceId { get; set; }

    public Source Source { get; set; } = null!;

    public string? Evidence { get; set; }

    public string? Note { get; set; }

    public void Configure(EntityTypeBuilder<ReleaseFunding> builder)
    {
        builder.ToTable("release_funding", table =>
        {
            table.HasCheckConstraint("ck_release_funding_payer", "num_nonnulls(programme_id, grant_id, organisation_id) >= 1");
            table.HasCheckConstraint("ck_release_funding_given", "(given_on is null) = (given_precision is null)");
            table.HasCheckConstraint("ck_release_funding_amount", "amount between 0 and 1e18 and (amount is null or currency_code is not null)");
        });
        builder.Property(funding => funding.Reference).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.HasIndex(funding => funding.Reference).IsUnique();
        builder.Ignore(funding => funding.Given);
        builder.HasOne(funding => funding.Programme).WithMany().HasForeignKey(funding => funding.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(funding => funding.Grant).WithMany().HasForeignKey(funding => funding.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(funding => funding.Organisation).WithMany().HasForeignKey(funding => funding.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(funding => funding.Source).WithMany().HasForeignKey(funding => funding.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(funding => funding.Currency).WithMany().HasForeignKey(funding => funding.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
    }
}
