using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Basics;

namespace Busbar.Tests.Isolation;

/// <summary>A real database that leaves out a condition wherever it stands in a statement: the mistake that the matrix is for.</summary>
public sealed class ForgetfulDatabase(Database real, string condition, string instead) : Database
{
    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => real.Read(db => unit(new Connection(db, condition, instead)));

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => real.Write(db => unit(new Connection(db, condition, instead)));

    private sealed class Connection(DbConnection real, string condition, string instead) : DbConnection
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
        protected override DbCommand CreateDbCommand() => new Command(real.CreateCommand(), condition, instead);
    }

    private sealed class Command(DbCommand real, string condition, string instead) : DbCommand
    {
        [AllowNull] public override string CommandText { get => real.CommandText; set => real.CommandText = value?.Replace(condition, instead); }
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
