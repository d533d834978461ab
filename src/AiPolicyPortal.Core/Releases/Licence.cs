using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Releases;

/// <summary>A licence of the SPDX list.</summary>
public sealed class Licence : IEntityTypeConfiguration<Licence>
{
    /// <summary>SPDX short identifier.</summary>
    public string Code { get; init; } = "";

    public string Name { get; set; } = "";

    public string? Url { get; set; }

    /// <summary>Approved by the Open Source Initiative.</summary>
    public bool OsiApproved { get; set; }

    public void Configure(EntityTypeBuilder<Licence> builder)
    {
        builder.ToTable("licences");
        builder.HasKey(licence => licence.Code);
    }
}
