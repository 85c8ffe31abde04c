using System.Data;
using Dapper;

namespace Busbar.Core.Basics;

/// <summary>How ids, times and flags stand in both databases: text, whole microseconds, 0 or 1. Enums stand as their names.</summary>
internal static class StoreTypes
{
    public static void Register()
    {
        Add(new GuidAsText(), typeof(Guid), typeof(Guid?));
        Add(new TimeAsMicros(), typeof(DateTimeOffset), typeof(DateTimeOffset?));
        Add(new FlagAsNumber(), typeof(bool), typeof(bool?));
    }

    private static void Add<T>(SqlMapper.TypeHandler<T> handler, params Type[] types)
    {
        foreach (var type in types) SqlMapper.RemoveTypeMap(type);
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class GuidAsText : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value) => (parameter.DbType, parameter.Value) = (DbType.String, value.ToString());
        public override Guid Parse(object value) => Guid.Parse((string)value);
    }

    private sealed class TimeAsMicros : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => (parameter.DbType, parameter.Value) = (DbType.Int64, value.ToMicros());
        public override DateTimeOffset Parse(object value) => ((long)value).ToTime();
    }

    private sealed class FlagAsNumber : SqlMapper.TypeHandler<bool>
    {
        public override void SetValue(IDbDataParameter parameter, bool value) => (parameter.DbType, parameter.Value) = (DbType.Int64, value ? 1L : 0L);

        // PostgreSQL answers `select exists (…)` with a boolean of its own.
        public override bool Parse(object value) => value is bool flag ? flag : Convert.ToInt64(value, null) != 0;
    }
}
