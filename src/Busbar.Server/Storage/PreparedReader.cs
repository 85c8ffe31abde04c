using System.Collections;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Server.Storage;

/// <summary>A prepared statement, with what does not change from one run of it to the next.</summary>
internal sealed class KeptStatement(SqliteCommand command)
{
    private StatementColumns? columns;

    public SqliteCommand Command => command;

    public StatementColumns ColumnsOf(SqliteDataReader reader) => columns is { } known && known.Names.Length == reader.FieldCount ? known : columns = new StatementColumns(reader);
}

/// <summary>The columns that a statement tells.</summary>
internal sealed class StatementColumns(SqliteDataReader first)
{
    private readonly Type?[] whereNull = new Type?[first.FieldCount];

    public string[] Names { get; } = [.. Enumerable.Range(0, first.FieldCount).Select(first.GetName)];

    /// <summary>What SQLite takes a null of the column for goes by its declaration alone.</summary>
    public Type WhereNull(SqliteDataReader reader, int ordinal) => whereNull[ordinal] ??= reader.GetFieldType(ordinal);
}

/// <summary>
/// A reader that is quick to say what its columns are. Dapper asks for the names and types of all before it reads the first row of any
/// statement, and each answer was a text made anew from the statement.
/// </summary>
internal sealed class PreparedReader(SqliteDataReader inner, StatementColumns columns) : DbDataReader
{
    public override int FieldCount => inner.FieldCount;
    public override string GetName(int ordinal) => columns.Names[ordinal];

    public override Type GetFieldType(int ordinal) => raw.sqlite3_column_type(inner.Handle, ordinal) switch
    {
        raw.SQLITE_INTEGER => typeof(long),
        raw.SQLITE_FLOAT => typeof(double),
        raw.SQLITE_TEXT => typeof(string),
        raw.SQLITE_BLOB => typeof(byte[]),
        _ => columns.WhereNull(inner, ordinal),
    };

    public override int Depth => inner.Depth;
    public override bool HasRows => inner.HasRows;
    public override bool IsClosed => inner.IsClosed;
    public override int RecordsAffected => inner.RecordsAffected;
    public override object this[int ordinal] => inner.GetValue(ordinal);
    public override object this[string name] => inner[name];
    public override bool Read() => inner.Read();
    public override bool NextResult() => inner.NextResult();
    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);
    public override object GetValue(int ordinal) => inner.GetValue(ordinal);
    public override int GetValues(object[] values) => inner.GetValues(values);
    public override T GetFieldValue<T>(int ordinal) => inner.GetFieldValue<T>(ordinal);
    public override int GetOrdinal(string name) => inner.GetOrdinal(name);
    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);
    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);
    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);
    public override char GetChar(int ordinal) => inner.GetChar(ordinal);
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);
    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);
    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);
    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);
    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);
    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);
    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);
    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);
    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);
    public override string GetString(int ordinal) => inner.GetString(ordinal);
    public override IEnumerator GetEnumerator() => inner.GetEnumerator();
    public override void Close() => inner.Close();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
