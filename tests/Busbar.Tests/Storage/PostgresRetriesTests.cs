using Busbar.Server.Storage;
using Npgsql;

namespace Busbar.Tests.Storage;

public sealed class PostgresRetriesTests
{
    private readonly HastyClock clock = new();
    private int runs;

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure, 30)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, 30)]
    [InlineData(PostgresErrorCodes.UniqueViolation, 2)]
    [InlineData(PostgresErrorCodes.NotNullViolation, 1)]
    [InlineData(PostgresErrorCodes.AdminShutdown, 1)]
    public async Task A_conflict_is_tried_again_but_not_for_ever(string code, int times)
    {
        await Assert.ThrowsAsync<PostgresException>(() => Run(code, failures: int.MaxValue));
        Assert.Equal(times, runs);
        Assert.All(clock.Pauses, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task What_works_the_third_time_has_worked() =>
        Assert.Equal(3, await Run(PostgresErrorCodes.SerializationFailure, failures: 2));

    [Fact]
    public async Task Where_the_connection_broke_nobody_knows_and_nothing_is_repeated()
    {
        await Assert.ThrowsAsync<NpgsqlException>(() => new PostgresRetries(clock).Run<int>(() => { runs++; throw new NpgsqlException("broken"); }));
        Assert.Equal(1, runs);
    }

    private Task<int> Run(string code, int failures) => new PostgresRetries(clock).Run(() =>
        ++runs > failures ? Task.FromResult(runs) : throw new PostgresException("a test", "ERROR", "ERROR", code));

    /// <summary>By this clock every pause is over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
