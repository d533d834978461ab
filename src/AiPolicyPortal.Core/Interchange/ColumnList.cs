using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Declares the columns of a file, each once for reading, checking, comparing, writing and documenting.</summary>
internal sealed class ColumnList<T> : List<FolderColumn<T>>
{
    public ColumnList<T> Own(string name, string meaning, Func<T, string> read) =>
        Of(name, new OwnReferenceCell(), Need.Value, meaning, (item, _) => read(item), null);

    public ColumnList<T> Text(string name, int max, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Of(name, new TextCell(max), need, meaning, (item, _) => read(item), Plain(write));

    public ColumnList<T> LongText(string name, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Text(name, PublicRecord.TextMaxLength, need, meaning, read, write);

    public ColumnList<T> Date(string name, Need need, string meaning, Func<T, PartialDate?> read, Action<T, PartialDate?>? write) =>
        Of(name, new DateCell(), need, meaning, (item, _) => CellText.Of(read(item)), Parsed(write, CellText.Date));

    public ColumnList<T> Amount(string name, Need need, string meaning, Func<T, decimal?> read, Action<T, decimal?>? write) =>
        Of(name, new AmountCell(), need, meaning, (item, _) => CellText.Of(read(item)), Parsed(write, CellText.Amount));

    public ColumnList<T> Year(string name, string meaning, Func<T, int?> read) =>
        Of(name, new YearCell(), Need.Column, meaning, (item, _) => CellText.Of(read(item)), null);

    public ColumnList<T> Integer(
        string name, long lowest, long highest, Need need, string meaning, Func<T, long?> read, Action<T, long?>? write) =>
        Of(name, new IntegerCell(lowest, highest), need, meaning, (item, _) => CellText.Of(read(item)),
            Parsed(write, text => text is null ? (long?)null : long.Parse(text, CultureInfo.InvariantCulture)));

    public ColumnList<T> Code<TEnum>(string name, string meaning, Func<T, TEnum> read, Action<T, TEnum>? write, Need need = Need.Value)
        where TEnum : struct, Enum =>
        Of(name, new CodeCell<TEnum>(), need, meaning, (item, _) => read(item).Code(), Parsed(write, text => Codes<TEnum>.Parse(text!)));

    public ColumnList<T> CodeList<TEnum>(string name, Need need, string meaning, Func<T, TEnum[]> read, Action<T, TEnum[]>? write)
        where TEnum : struct, Enum =>
        Of(name, new ListCell(new CodeCell<TEnum>()), need, meaning, (item, _) => CellText.Of(read(item).Select(value => value.Code())),
            Parsed(write, text => CellText.List(text).Select(Codes<TEnum>.Parse).ToArray()));

    public ColumnList<T> YesNo(string name, string meaning, Func<T, bool> read, Action<T, bool, ImportSession>? write) =>
        Of(name, new YesNoCell(), Need.Nothing, meaning, (item, _) => CellText.Of(read(item)),
            write is null ? null : (item, text, session) => write(item, text == "yes", session));

    public ColumnList<T> Country(string name, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Of(name, CodeCells.Country, need, meaning, (item, _) => read(item), Plain(write));

    public ColumnList<T> Currency(string name, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Of(name, CodeCells.Currency, need, meaning, (item, _) => read(item), Plain(write));

    public ColumnList<T> Address(string name, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Of(name, new AddressCell(), need, meaning, (item, _) => read(item), Plain(write));

    public ColumnList<T> Licence(string name, Need need, string meaning, Func<T, string?> read, Action<T, string?>? write) =>
        Of(name, new LicenceCell(), need, meaning, (item, _) => read(item), Plain(write));

    public ColumnList<T> Record(string name, RecordKind kind, Need need, string meaning, Func<T, Guid?> read, Action<T, Guid?>? write) =>
        Of(name, new ReferenceCell(kind), need, meaning, (item, references) => references.Name(read(item)),
            write is null ? null : (item, text, session) => write(item, session.References.Id(kind, text, optional: true)));

    public ColumnList<T> RecordedAt(
        string meaning, Func<T, DateTimeOffset> read, Need need = Need.Nothing, Action<T, DateTimeOffset, ImportSession>? write = null) =>
        Silent("recorded_at", need, meaning, (item, _) => CellText.Of(read(item)), AtInstant(write));

    public ColumnList<T> WithdrawnAt(
        string meaning, Func<T, DateTimeOffset?> read, Action<T, DateTimeOffset, ImportSession>? write, Need need = Need.Nothing) =>
        Silent("withdrawn_at", need, meaning, (item, _) => CellText.Of(read(item)), AtInstant(write));

    public ColumnList<T> Of(
        string name, CellType type, Need need, string meaning, Func<T, References, string?> read, Action<T, string?, ImportSession>? write)
    {
        Add(new FolderColumn<T>(name, type, need, meaning, read, write));
        return this;
    }

    private ColumnList<T> Silent(
        string name, Need need, string meaning, Func<T, References, string?> read, Action<T, string?, ImportSession>? write)
    {
        Add(new FolderColumn<T>(name, new InstantCell(), need, meaning, read, write) { EmptySaysNothing = true });
        return this;
    }

    private static Action<T, string?, ImportSession>? AtInstant(Action<T, DateTimeOffset, ImportSession>? write) =>
        write is null ? null : (item, text, session) => write(item, Instant.Parse(text!), session);

    private static Action<T, string?, ImportSession>? Plain(Action<T, string?>? write) =>
        write is null ? null : (item, text, _) => write(item, text);

    private static Action<T, string?, ImportSession>? Parsed<TValue>(Action<T, TValue>? write, Func<string?, TValue> parse) =>
        write is null ? null : (item, text, _) => write(item, parse(text));
}
