using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>An organisation that turned out to be another, by however many merges, and the one that it is in the end. For reading: a view works it out.</summary>
public sealed class OrganisationMerge : IEntityTypeConfiguration<OrganisationMerge>
{
    public Guid OrganisationId { get; init; }

    public Organisation Organisation { get; init; } = null!;

    public Guid SurvivorId { get; init; }

    public void Configure(EntityTypeBuilder<OrganisationMerge> builder)
    {
        builder.ToView("organisation_merges");
        builder.HasKey(merge => merge.OrganisationId);
        builder.HasOne(merge => merge.Organisation).WithMany().HasForeignKey(merge => merge.OrganisationId);
    }
}
