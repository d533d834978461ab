using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Releases;

/// <summary>Which kind of licence a release as a whole has.</summary>
public enum LicenceFamily
{
    /// <summary>Approved by the Open Source Initiative.</summary>
    OpenSource,

    /// <summary>An open licence for data or works.</summary>
    OpenContent,

    /// <summary>It keeps something back.</summary>
    Restricted,

    /// <summary>What it allows is not known.</summary>
    Unclear,

    NotStated,
}

/// <summary>
/// The results of the three frameworks for a holding release, as lists are filtered, counted and ordered by them. Worked out by
/// <see cref="ReleaseAssessing"/> within each publication that touches the release; a page shows the reasons by working them out again.
/// </summary>
public sealed class ReleaseAssessment : IEntityTypeConfiguration<ReleaseAssessment>
{
    public Guid ReleaseId { get; init; }

    public MofClass Mof { get; set; }

    public MofClass MofAtMost { get; set; }

    public OsaidVerdict Osaid { get; set; }

    /// <summary>How much of the grid is open.</summary>
    public OpenShare Grid { get; set; }

    public int GridOpen { get; set; }

    public int GridPartial { get; set; }

    public int GridClosed { get; set; }

    public int GridUnknown { get; set; }

    public LicenceFamily LicenceFamily { get; set; }

    /// <summary>The last day of the newest judgement that it rests on.</summary>
    public DateOnly? AssessedOn { get; set; }

    public DatePrecision? AssessedPrecision { get; set; }

    /// <summary>The rules it was worked out by; of others it is worked out anew.</summary>
    public string Rules { get; set; } = "";

    public void Configure(EntityTypeBuilder<ReleaseAssessment> builder)
    {
        builder.ToTable("release_assessments");
        builder.HasKey(assessment => assessment.ReleaseId);
        builder.HasOne<Release>().WithOne(release => release.Assessment).HasForeignKey<ReleaseAssessment>(assessment => assessment.ReleaseId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
