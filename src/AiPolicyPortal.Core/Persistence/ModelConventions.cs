using AiPolicyPortal.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>What holds for every table: codes as text that the database checks, references, revisions, unbounded numerics.</summary>
internal static class ModelConventions
{
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().ToList())
            {
                StoreCodes(modelBuilder, entity, property);
                StoreDecimals(property);
            }

            if (typeof(PublicRecord).IsAssignableFrom(entity.ClrType))
            {
                ConfigureRecord(modelBuilder, entity);
            }
        }
    }

    private static void StoreCodes(ModelBuilder modelBuilder, IMutableEntityType entity, IMutableProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var isList = type.IsArray && type.GetElementType()!.IsEnum;
        var codeType = isList ? type.GetElementType()! : type;
        if (!codeType.IsEnum)
        {
            return;
        }

        var converter = (ValueConverter)Activator.CreateInstance(typeof(CodeConverter<>).MakeGenericType(codeType))!;
        if (isList)
        {
            property.SetElementType(codeType);
            property.GetElementType()!.SetValueConverter(converter);
        }
        else
        {
            property.SetValueConverter(converter);
        }

        var table = entity.GetTableName()!;
        var column = property.GetColumnName();
        var codes = string.Join(", ", CodesOf(codeType).Select(code => $"'{code}'"));
        modelBuilder.Entity(entity.ClrType).ToTable(table, builder => builder.HasCheckConstraint(
            $"ck_{table}_{column}",
            isList ? $"{column} <@ array[{codes}]::text[]" : $"{column} in ({codes})"));
    }

    private static IReadOnlyList<string> CodesOf(Type codeType) =>
        (IReadOnlyList<string>)typeof(Codes<>).MakeGenericType(codeType).GetProperty(nameof(Codes<DatePrecision>.All))!.GetValue(null)!;

    // Without precision and scale PostgreSQL keeps an amount exactly as it was written.
    private static void StoreDecimals(IMutableProperty property)
    {
        if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(decimal))
        {
            property.SetColumnType("numeric");
        }
    }

    private static void ConfigureRecord(ModelBuilder modelBuilder, IMutableEntityType entity)
    {
        var builder = modelBuilder.Entity(entity.ClrType);
        var table = entity.GetTableName()!;
        builder.Property(nameof(PublicRecord.Reference)).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.Property(nameof(PublicRecord.ReplacedBy)).HasMaxLength(PublicRecord.ReferenceMaxLength);
        builder.HasIndex(nameof(PublicRecord.Reference)).IsUnique();
        builder.Property(nameof(PublicRecord.Revision)).IsConcurrencyToken();
        builder.ToTable(table, check =>
        {
            check.HasCheckConstraint($"ck_{table}_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
            check.HasCheckConstraint($"ck_{table}_withdrawn_at", "withdrawn_at >= recorded_at");
            check.HasCheckConstraint($"ck_{table}_revision", "revision > 0");
        });
    }
}

internal sealed class CodeConverter<TEnum>() : ValueConverter<TEnum, string>(value => Codes<TEnum>.Of(value), code => Codes<TEnum>.Parse(code))
    where TEnum : struct, Enum;
