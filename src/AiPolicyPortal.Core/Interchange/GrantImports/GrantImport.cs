using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Where an import of grants stands.</summary>
public enum GrantImportState
{
    /// <summary>The portal finds out what kind of file it is.</summary>
    Inspecting,

    /// <summary>Somebody is to say which column is what.</summary>
    Mapping,

    /// <summary>Every row is read and checked, organisations are matched, and all is compared with what the portal holds.</summary>
    Checking,

    /// <summary>Somebody is to look at the result.</summary>
    Checked,

    /// <summary>A second person is to approve it.</summary>
    Submitted,

    Publishing,

    Published,

    Undoing,

    Undone,

    /// <summary>The file cannot be read at all; <see cref="GrantImport.Problem"/> says why.</summary>
    Refused,

    Discarded,
}

public enum GrantFileFormat
{
    Csv,
    Xlsx,
    Json,
}

/// <summary>A file of grants on its way into the portal. Nothing of it is public before it is published.</summary>
public sealed class GrantImport : IEntityTypeConfiguration<GrantImport>
{
    public const int FileNameMaxLength = 200;
    public const int SourceMaxLength = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people call it by, from 1.</summary>
    public int Number { get; init; }

    public required string FileName { get; init; }

    /// <summary>In bytes.</summary>
    public long Length { get; set; }

    public GrantFileFormat Format { get; init; }

    /// <summary>Whose list it is: what was said about its columns is remembered under this name.</summary>
    public required string Source { get; init; }

    public GrantImportState State { get; set; }

    /// <summary>Raised with every step a person takes; who saves says which one they saw.</summary>
    public int Version { get; set; } = 1;

    public GrantFileLayout? Layout { get; set; }

    public GrantMapping? Mapping { get; set; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public ImportProblem? Problem { get; set; }

    public GrantImportResult? Result { get; set; }

    /// <summary>How many rows were read so far.</summary>
    public int RowsDone { get; set; }

    /// <summary>Whether all rows were read, so that only matching and comparing are left.</summary>
    public bool IsRead { get; set; }

    public DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    /// <summary>The accounts of those who uploaded, mapped, decided or submitted; none of them may approve.</summary>
    public List<Guid> Workers { get; set; } = [];

    /// <summary>Who approved it; the publication is theirs.</summary>
    public Actor? Approver { get; set; }

    /// <summary>Who took it back.</summary>
    public Actor? Undoer { get; set; }

    public long? PublicationNumber { get; set; }

    public long? UndoNumber { get; set; }

    /// <summary>The process at work on it; it says so again and again, and who has fallen silent is replaced.</summary>
    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public bool StopRequested { get; set; }

    public void Configure(EntityTypeBuilder<GrantImport> builder)
    {
        builder.ToTable("grant_imports");
        builder.Property(import => import.Number).UseIdentityAlwaysColumn();
        builder.HasIndex(import => import.Number).IsUnique();
        builder.Property(import => import.FileName).HasMaxLength(FileNameMaxLength);
        builder.Property(import => import.Source).HasMaxLength(SourceMaxLength);
        builder.Property(import => import.Version).IsConcurrencyToken();
        builder.HasIndex(import => import.State);
    }
}

/// <summary>A piece of an uploaded file, as it came.</summary>
public sealed class GrantImportChunk : IEntityTypeConfiguration<GrantImportChunk>
{
    public Guid ImportId { get; init; }

    /// <summary>From 0.</summary>
    public int Position { get; init; }

    public required byte[] Bytes { get; init; }

    public void Configure(EntityTypeBuilder<GrantImportChunk> builder)
    {
        builder.ToTable("grant_import_chunks");
        builder.HasKey(chunk => new { chunk.ImportId, chunk.Position });
        builder.HasOne<GrantImport>().WithMany().HasForeignKey(chunk => chunk.ImportId);
    }
}

/// <summary>What was last said about the columns of a source's files.</summary>
public sealed class GrantImportSource : IEntityTypeConfiguration<GrantImportSource>
{
    public required string Name { get; init; }

    public required GrantMapping Mapping { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public void Configure(EntityTypeBuilder<GrantImportSource> builder)
    {
        builder.ToTable("grant_import_sources");
        builder.HasKey(source => source.Name);
        builder.Property(source => source.Name).HasMaxLength(GrantImport.SourceMaxLength);
    }
}

/// <summary>Something wrong in a row of an import.</summary>
public sealed class GrantImportFault : IEntityTypeConfiguration<GrantImportFault>
{
    public Guid ImportId { get; init; }

    public int Number { get; init; }

    /// <summary>As a spreadsheet shows it; of 360Giving JSON the grant's place from 1. Null where the whole file is meant.</summary>
    public int? Row { get; init; }

    /// <summary>The column of the data folder.</summary>
    public string? Column { get; init; }

    /// <summary>The heading of the file that was taken for it.</summary>
    public string? Heading { get; init; }

    public string? Value { get; init; }

    /// <summary>One of <see cref="FaultCodes"/>.</summary>
    public required string Code { get; init; }

    public required string Expectation { get; init; }

    public void Configure(EntityTypeBuilder<GrantImportFault> builder)
    {
        builder.ToTable("grant_import_faults");
        builder.HasKey(fault => new { fault.ImportId, fault.Number });
        builder.Property(fault => fault.Column).HasColumnName("target");
        builder.HasOne<GrantImport>().WithMany().HasForeignKey(fault => fault.ImportId);
    }
}

/// <summary>How an organisation that a file names was found among the portal's.</summary>
public enum OrganisationMatch
{
    None,
    Identifier,
    Name,
    Similar,
}

/// <summary>What a person said an organisation of a file is.</summary>
public enum OrganisationDecision
{
    /// <summary>Nobody said; the name stays as it is stated.</summary>
    Undecided,

    /// <summary>The organisation of the portal that was found.</summary>
    Match,

    /// <summary>An organisation that the portal does not have yet.</summary>
    New,

    /// <summary>A name and no organisation of the portal.</summary>
    Name,
}

/// <summary>An organisation that a file names as recipient or funder.</summary>
public sealed class GrantImportOrganisation : IEntityTypeConfiguration<GrantImportOrganisation>
{
    public Guid ImportId { get; init; }

    /// <summary>The identifier behind <c>i:</c> where the file has one, else the plain name behind <c>n:</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Of org-id.guide.</summary>
    public string? Identifier { get; init; }

    public string? CountryCode { get; init; }

    /// <summary>How many rows name it.</summary>
    public int Rows { get; init; }

    public OrganisationMatch Match { get; init; }

    /// <summary>How alike the names are, from 0 to 1.</summary>
    public float Score { get; init; }

    /// <summary>The organisation of the portal that was found.</summary>
    public Guid? MatchId { get; init; }

    public OrganisationDecision Decision { get; set; }

    /// <summary>The key and reference that a new one is to have.</summary>
    public Guid NewId { get; init; }

    public required string NewReference { get; init; }

    public Organisations.OrganisationType NewType { get; set; }

    public void Configure(EntityTypeBuilder<GrantImportOrganisation> builder)
    {
        builder.ToTable("grant_import_organisations");
        builder.HasKey(organisation => new { organisation.ImportId, organisation.Key });
        builder.HasOne<GrantImport>().WithMany().HasForeignKey(organisation => organisation.ImportId);
    }
}

/// <summary>A grant as a 360Giving file stated it, so that nothing of it is lost when it is given back.</summary>
public sealed class GrantOriginal : IEntityTypeConfiguration<GrantOriginal>
{
    public Guid GrantId { get; init; }

    /// <summary>The publisher's identifier, letter by letter.</summary>
    public required string Identifier { get; init; }

    /// <summary>The object; null where only the identifier is known.</summary>
    public string? Statement { get; init; }

    public void Configure(EntityTypeBuilder<GrantOriginal> builder)
    {
        builder.ToTable("grant_originals");
        builder.HasKey(original => original.GrantId);
        builder.HasOne<Grant>().WithOne().HasForeignKey<GrantOriginal>(original => original.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(original => original.Statement).HasColumnType("jsonb");
    }
}
