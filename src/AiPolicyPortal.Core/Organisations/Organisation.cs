using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Organisations;

public enum OrganisationType
{
    Government,
    Agency,
    University,
    ResearchInstitute,
    Company,
    Nonprofit,
    Fund,
    International,
}

/// <summary>A body that pays, receives, decides or develops.</summary>
public sealed class Organisation : PublicRecord, IEntityTypeConfiguration<Organisation>
{
    public const int NameMaxLength = 300;

    public required string Name { get; set; }

    public string? CountryCode { get; set; }

    public Country? Country { get; set; }

    public OrganisationType Type { get; set; }

    public string? Website { get; set; }

    public string? Note { get; set; }

    /// <summary>The organisation this one turned out to be; its address then answers with that one's.</summary>
    public Guid? MergedIntoId { get; set; }

    public Organisation? MergedInto { get; set; }

    public DateOnly? MergedOn { get; set; }

    public string? MergeNote { get; set; }

    /// <summary>Organisations that turned out to be this one.</summary>
    public List<Organisation> MergedFrom { get; } = [];

    /// <summary>All that turned out to be this one, those merged into another first among them; for reading.</summary>
    public List<OrganisationMerge> Merges { get; } = [];

    public List<OrganisationIdentifier> Identifiers { get; } = [];

    public List<Programme> ProgrammesLed { get; } = [];

    public List<Grant> GrantsFunded { get; } = [];

    /// <summary>Where it stands among the recipients of grants.</summary>
    public List<GrantRecipient> Receipts { get; } = [];

    /// <summary>All grants that it funded, with those of organisations merged into it, however often; worked out by publications.</summary>
    public List<GrantGroup> GroupsFunded { get; } = [];

    /// <summary>All grants that it received, alone or with others, with those of organisations merged into it, however often; worked out by publications.</summary>
    public List<GrantGroupRecipient> GroupsReceived { get; } = [];

    /// <summary>Where it stands among the developers of releases.</summary>
    public List<ReleaseDeveloper> Developments { get; } = [];

    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations", table =>
            table.HasCheckConstraint("ck_organisations_merged_into", "merged_into_id <> id"));
        builder.Property(organisation => organisation.Name).HasMaxLength(NameMaxLength);
        builder.HasOne(organisation => organisation.Country).WithMany().HasForeignKey(organisation => organisation.CountryCode)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(organisation => organisation.MergedInto).WithMany(organisation => organisation.MergedFrom).HasForeignKey(organisation => organisation.MergedIntoId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(organisation => organisation.Merges).WithOne().HasForeignKey(merge => merge.SurvivorId);
        builder.HasMany(organisation => organisation.Identifiers).WithOne().HasForeignKey(identifier => identifier.OrganisationId);
        builder.HasIndex(organisation => organisation.Name);
    }
}

public enum IdentifierScheme
{
    Ror,
    Isni,
    Wikidata,
    Lei,
    OrgId,
    Duns,
    Other,
}

/// <summary>An organisation's name in a public register, such as ROR or org-id.guide.</summary>
public sealed class OrganisationIdentifier : IEntityTypeConfiguration<OrganisationIdentifier>
{
    public const int ValueMaxLength = 200;

    public Guid OrganisationId { get; init; }

    public IdentifierScheme Scheme { get; init; }

    public required string Value { get; init; }

    public void Configure(EntityTypeBuilder<OrganisationIdentifier> builder)
    {
        builder.ToTable("organisation_identifiers");
        builder.HasKey(identifier => new { identifier.OrganisationId, identifier.Scheme, identifier.Value });
        builder.Property(identifier => identifier.Value).HasMaxLength(ValueMaxLength);
        builder.HasIndex(identifier => new { identifier.Scheme, identifier.Value }).IsUnique();
    }
}
