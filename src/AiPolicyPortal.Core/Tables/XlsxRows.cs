using System.Data;
using System.Diagnostics.CodeAnalysis;

namespace AiPolicyPortal.Core.Tables;

/// <summary>The rows of a table as the workbook library reads them: forward, once, one at a time.</summary>
internal sealed class XlsxRows<TItem>(Table<TItem> table, IEnumerable<TItem> items) : IDataReader
{
    private readonly IEnumerator<TItem> rows = items.GetEnumerator();

    public long Count { get; private set; }

    public int FieldCount => table.Columns.Count;

    public int Depth => 0;

    public bool IsClosed { get; private set; }

    public int RecordsAffected => -1;

    public object this[int i] => GetValue(i);

    public object this[string name] => GetValue(GetOrdinal(name));

    public bool Read()
    {
        if (!rows.MoveNext())
        {
            return false;
        }

        return ++Count <= XlsxTable.MaxRows ? true : throw new TooManyRowsException();
    }

    public string GetName(int i) => table.Columns[i].Name;

    public int GetOrdinal(string name) => table.Columns.ToList().FindIndex(column => column.Name == name);

    public object GetValue(int i) => XlsxTable.ValueOf(table.Columns[i].Read(rows.Current)) ?? DBNull.Value;

    public bool IsDBNull(int i) => GetValue(i) is DBNull;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public Type GetFieldType(int i) => typeof(object);

    public string GetDataTypeName(int i) => table.Columns[i].Type.ToString();

    public int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
        {
            values[i] = GetValue(i);
        }

        return FieldCount;
    }

    public bool NextResult() => false;

    public DataTable? GetSchemaTable() => null;

    public void Close() => Dispose();

    public void Dispose()
    {
        IsClosed = true;
        rows.Dispose();
    }

    public bool GetBoolean(int i) => (bool)GetValue(i);

    public byte GetByte(int i) => (byte)GetValue(i);

    public long GetBytes(int i, long fieldOffset, byte[]? buffer, int bufferoffset, int length) => throw new NotSupportedException();

    public char GetChar(int i) => (char)GetValue(i);

    public long GetChars(int i, long fieldoffset, char[]? buffer, int bufferoffset, int length) => throw new NotSupportedException();

    public IDataReader GetData(int i) => throw new NotSupportedException();

    public DateTime GetDateTime(int i) => (DateTime)GetValue(i);

    public decimal GetDecimal(int i) => (decimal)GetValue(i);

    public double GetDouble(int i) => (double)GetValue(i);

    public float GetFloat(int i) => (float)GetValue(i);

    public Guid GetGuid(int i) => (Guid)GetValue(i);

    public short GetInt16(int i) => (short)GetValue(i);

    public int GetInt32(int i) => (int)GetValue(i);

    public long GetInt64(int i) => (long)GetValue(i);

    public string GetString(int i) => (string)GetValue(i);
}
