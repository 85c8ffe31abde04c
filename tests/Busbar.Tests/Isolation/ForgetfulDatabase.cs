using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Basics;

namespace Busbar.Tests.Isolation;

/// <summary>A real database whose statements are read over before they are run: one that leaves out a condition wherever it stands makes the mistake that the matrix is for.</summary>
public sealed class ForgetfulDatabase(Database real, Func<string, string> change) : Database
{
    public ForgetfulDatabase(Database real, string condition, string instead) : this(real, text => text.Replace(condition, instead)) { }

    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => real.Read(db => unit(new Connection(db, change)));

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => real.Write(db => unit(new Connection(db, change)));

    private sealed class Connection(DbConnection real, Func<string, string> change) : DbConnection
    {
        [AllowNull] public override string ConnectionString { get => real.ConnectionString; set => real.ConnectionString = value; }
        public override string Database => real.Database;
        public override string DataSource => real.DataSource;
        public override string ServerVersion => real.ServerVersion;
        public override ConnectionState State => real.State;
        public override void ChangeDatabase(string databaseName) => real.ChangeDatabase(databaseName);
        public override void Close() => real.Close();
        public override void Open() => real.Open();
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => real.BeginTransaction(isolationLevel);
        protected override DbCommand CreateDbCommand() => new Command(real.CreateCommand(), change);
    }

    private sealed class Command(DbCommand real, Func<string, string> change) : DbCommand
    {
        [AllowNull] public override string CommandText { get => real.CommandText; set => real.CommandText = value is null ? null : change(value); }
        public override int CommandTimeout { get => real.CommandTimeout; set => real.CommandTimeout = value; }
        public override CommandType CommandType { get => real.CommandType; set => real.CommandType = value; }
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get => real.UpdatedRowSource; set => real.UpdatedRowSource = value; }
        protected override DbConnection? DbConnection { get => real.Connection; set { } }
        protected override DbParameterCollection DbParameterCollection => real.Parameters;
        protected override DbTransaction? DbTransaction { get => real.Transaction; set => real.Transaction = value; }
        public override void Cancel() => real.Cancel();
        public override int ExecuteNonQuery() => real.ExecuteNonQuery();
        public override object? ExecuteScalar() => real.ExecuteScalar();
        public override void Prepare() => real.Prepare();
        protected override DbParameter CreateDbParameter() => real.CreateParameter();
        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => real.ExecuteReader(behavior);
    }
}
