using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>A currency of ISO 4217, withdrawn ones included.</summary>
public sealed class Currency : IEntityTypeConfiguration<Currency>
{
    public const int CodeLength = 3;

    /// <summary>ISO 4217 alphabetic code.</summary>
    public string Code { get; init; } = "";

    public string Name { get; set; } = "";

    /// <summary>Decimal places of the smallest unit: 2 for EUR, 0 for JPY, 3 for BHD.</summary>
    public int MinorUnit { get; set; }

    /// <summary>Month or range of withdrawal as the standard gives it; null while in use.</summary>
    public string? Withdrawn { get; set; }

    public void Configure(EntityTypeBuilder<Currency> builder)
    {
        builder.ToTable("currencies", table =>
        {
            table.HasCheckConstraint("ck_currencies_code", "code ~ '^[A-Z]{3}$'");
            table.HasCheckConstraint("ck_currencies_minor_unit", "minor_unit between 0 and 4");
        });
        builder.HasKey(currency => currency.Code);
        builder.Property(currency => currency.Code).HasMaxLength(CodeLength);
    }
}
