using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Tables;

/// <inheritdoc/>
/// <remarks>Built by naming the columns in their order; the first is the key.</remarks>
public sealed class Table<TItem>(string name, string title, string description) : Table(name, title, description)
{
    // With ten digits a rate of won would be wrong by euros in a large sum.
    private const int RateDecimals = 20;

    private readonly List<Column<TItem>> columns = [];

    public override IReadOnlyList<Column<TItem>> Columns => columns;

    public Table<TItem> Text(string name, string description, Func<TItem, string?> read) =>
        Add(name, ColumnType.Text, description, item => Cell.Of(read(item)));

    /// <param name="to">The table whose row it names; null for the reference of the row itself.</param>
    public Table<TItem> Reference(string name, string description, Func<TItem, string> read, string? to = null) =>
        Add(name, ColumnType.Text, description, item => Cell.Of(read(item)), required: true, to: to);

    /// <param name="to">The table whose row it names, where it names one.</param>
    public Table<TItem> ReferenceOrNone(string name, string description, Func<TItem, string?> read, string to) =>
        Add(name, ColumnType.Text, description, item => Cell.Of(read(item)), to: to);

    public Table<TItem> Url(string name, string description, Func<TItem, string?> read) =>
        Add(name, ColumnType.Url, description, item => Cell.Of(read(item)));

    public Table<TItem> Whole(string name, string description, Func<TItem, long?> read) =>
        Add(name, ColumnType.WholeNumber, description, item => Cell.Of((decimal?)read(item)));

    public Table<TItem> Number(string name, string description, Func<TItem, decimal?> read) =>
        Add(name, ColumnType.Number, description, item => Cell.Of(read(item)));

    public Table<TItem> Flag(string name, string description, Func<TItem, bool?> read) =>
        Add(name, ColumnType.Flag, description, item => Cell.Of(read(item)));

    public Table<TItem> Instant(string name, string description, Func<TItem, DateTimeOffset?> read) =>
        Add(name, ColumnType.Instant, description, item => Cell.Of(read(item)));

    public Table<TItem> Code<TEnum>(string name, string description, Func<TItem, TEnum?> read)
        where TEnum : struct, Enum =>
        Add(name, ColumnType.Code, description, item => Cell.Of(read(item) is { } value ? value.Code() : null), typeof(TEnum), Common.Codes<TEnum>.All);

    public Table<TItem> Codes<TEnum>(string name, string description, Func<TItem, IReadOnlyList<TEnum>> read)
        where TEnum : struct, Enum =>
        Add(name, ColumnType.CodeList, description, item => Cell.Of(Words(read(item), CodeExtensions.Code)), typeof(TEnum), Common.Codes<TEnum>.All);

    public Table<TItem> Texts(string name, string description, Func<TItem, IReadOnlyList<string>> read) =>
        Add(name, ColumnType.TextList, description, item => Cell.Of(read(item)));

    /// <summary>A partial date as written, and how much of it is known.</summary>
    public Table<TItem> Date(string name, string description, Func<TItem, PartialDate?> read) => this
        .Add(name, ColumnType.Date, description, item => Cell.Of(read(item)?.ToString()))
        .Code($"{name}_precision", $"How much of {name} is known", item => read(item)?.Precision);

    /// <summary>The reference and the name of another record.</summary>
    /// <param name="to">The table it is a row of.</param>
    public Table<TItem> Label(string name, string description, Func<TItem, RecordLabel?> read, string to) => this
        .ReferenceOrNone($"{name}_ref", $"{description}: its reference", item => read(item)?.Ref, to)
        .Text($"{name}_name", $"{description}: its name", item => read(item)?.Name);

    /// <summary>The code and the English name of a country.</summary>
    public Table<TItem> Country(string name, string description, Func<TItem, CountryLabel?> read) => this
        .ReferenceOrNone(name, $"{description}: ISO 3166-1 alpha-2 code, EU for the European Union or INT for international bodies", item => read(item)?.Code, "countries")
        .Text($"{name}_name", $"{description}: its name in English", item => read(item)?.Name);

    /// <summary>An amount and its currency; null stays nothing, never zero.</summary>
    public Table<TItem> Amount(string name, string description, Func<TItem, Money?> read) => this
        .Number(name, $"{description}, in units of {name}_currency; empty when not disclosed, which is not zero", item => read(item) is { } money ? Amounts.Of(money.High, money.MinorUnit) : null)
        .Text($"{name}_currency", $"Currency of {name}: ISO 4217 code", item => read(item)?.Currency);

    /// <summary>By what an amount was converted, so that whoever quotes it can name the rate.</summary>
    public Table<TItem> Rate(Func<TItem, ConvertedMoney?> read) => this
        .Add(
            "rate", ColumnType.Number, "Units of converted_currency for one of currency; empty where nothing was converted",
            item => Cell.Of(read(item)?.Rate), decimals: RateDecimals)
        .Text("rate_date", "Date of the oldest rate used; empty where the currencies are the same", item => read(item)?.RateDate?.ToString())
        .Text("rate_series", "Series that the rate is from", item => read(item)?.Series);

    /// <summary>The last column of those that have <see cref="Rate"/>: what came later stands behind what readers know by its place.</summary>
    public Table<TItem> RateThrough(Func<TItem, ConvertedMoney?> read) => this
        .Text("rate_through", "Last day or month that a mean rate is of, where the rates end before the month or year of rate_date does; else empty", item => read(item)?.RateThrough?.ToString());

    public Table<TItem> Revision(Func<TItem, int> revision, Func<TItem, DateTimeOffset> updatedAt) => this
        .Whole("revision", "Counts the record's publications from 1", item => revision(item))
        .Instant("updated_at", "When the record was last published with a change, UTC", item => updatedAt(item));

    private static IReadOnlyList<string> Words<T>(IReadOnlyList<T> values, Func<T, string> word) =>
        values.Count == 0 ? [] : values.Count == 1 ? [word(values[0])] : [.. values.Select(word)];

    private Table<TItem> Add(
        string name, ColumnType type, string description, Func<TItem, Cell> read, Type? codeType = null, IReadOnlyList<string>? codes = null, bool required = false,
        int decimals = Column.UsualDecimals, string? to = null)
    {
        columns.Add(new Column<TItem>(name, type, description, codeType, codes ?? [], required, read) { Decimals = decimals, RefersTo = to });
        return this;
    }
}
