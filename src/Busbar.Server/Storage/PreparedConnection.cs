using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Server.Storage;

/// <summary>
/// A SQLite connection that keeps its statements prepared: who asks for a text that was run before gets the same statement
/// again. Preparing costs several times what a small statement takes to run. For one user at a time, as the connection itself.
/// </summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection
{
    // More than the product has; lists of changing length make texts without end, and the oldest give way to them.
    private const int Most = 500;

    private readonly Dictionary<string, Stack<KeptStatement>> idle = [];
    private readonly Queue<string> byAge = new();
    private readonly Dictionary<string, sqlite3_stmt> plain = [];

    [AllowNull]
    public override string ConnectionString { get => inner.ConnectionString; set => throw new NotSupportedException(); }
    public override string Database => inner.Database;
    public override string DataSource => inner.DataSource;
    public override string ServerVersion => inner.ServerVersion;
    public override ConnectionState State => inner.State;

    /// <summary>A statement for this text that nobody uses.</summary>
    public KeptStatement Rent(string text)
    {
        if (idle.TryGetValue(text, out var kept) && kept.TryPop(out var ready)) return ready;
        var command = inner.CreateCommand();
        command.CommandText = text;
        return new KeptStatement(command);
    }

    /// <summary>Runs a statement that has no parameters and tells nothing, such as the first and the last of a unit: without the way through a command, which takes longer than they do.</summary>
    public void Run(string text)
    {
        if (!plain.TryGetValue(text, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(inner.Handle, text, out statement), inner.Handle);
            plain.Add(text, statement);
        }
        var answer = raw.sqlite3_step(statement);
        try { if (answer != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(answer, inner.Handle); }
        finally { raw.sqlite3_reset(statement); }
    }

    public void GiveBack(KeptStatement statement)
    {
        var command = statement.Command;
        command.Parameters.Clear();
        if (!idle.TryGetValue(command.CommandText, out var kept))
        {
            if (byAge.Count == Most && idle.Remove(byAge.Dequeue(), out var oldest)) foreach (var old in oldest) old.Command.Dispose();
            idle.Add(command.CommandText, kept = new Stack<KeptStatement>());
            byAge.Enqueue(command.CommandText);
        }
        kept.Push(statement);
    }

    public override void Open() => inner.Open();
    public override void Close() => inner.Close();
    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("A unit of work is a transaction already.");
    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var statement in idle.Values.SelectMany(kept => kept)) statement.Command.Dispose();
            idle.Clear();
            foreach (var statement in plain.Values) statement.Dispose();
            plain.Clear();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>A command whose text is set once; the statement behind it outlives it.</summary>
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
    private KeptStatement? statement;
    private string text = "";

    [AllowNull]
    public override string CommandText
    {
        get => text;
        set
        {
            GiveBack();
            text = value ?? "";
        }
    }

    public override int CommandTimeout { get => Statement.CommandTimeout; set => Statement.CommandTimeout = value; }
    public override CommandType CommandType { get => CommandType.Text; set { if (value != CommandType.Text) throw new NotSupportedException(); } }
    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }
    protected override DbConnection? DbConnection { get => connection; set { if (value != connection) throw new NotSupportedException(); } }
    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;
    protected override DbTransaction? DbTransaction { get => null; set { if (value is not null) throw new NotSupportedException(); } }

    public override void Cancel() { }
    public override int ExecuteNonQuery() => Statement.ExecuteNonQuery();
    public override object? ExecuteScalar() => Statement.ExecuteScalar();
    public override void Prepare() => Statement.Prepare();
    protected override DbParameter CreateDbParameter() => new SqliteParameter();
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var reader = Statement.ExecuteReader(behavior);
        return new PreparedReader(reader, statement!.ColumnsOf(reader));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) GiveBack();
        base.Dispose(disposing);
    }

    private SqliteCommand Statement => (statement ??= connection.Rent(text)).Command;

    private void GiveBack()
    {
        if (statement is not null) connection.GiveBack(statement);
        statement = null;
    }
}
