namespace Busbar.Server.Sandbox.World;

/// <summary>The grid of time that every home lives on: whole minutes of UTC, the same for all.</summary>
internal static class Minute
{
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    public static DateTimeOffset After(DateTimeOffset time) => Of(time).AddMinutes(1);
}
