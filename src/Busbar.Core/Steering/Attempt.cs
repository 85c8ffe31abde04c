using Busbar.Core.Commands;

namespace Busbar.Core.Steering;

/// <summary>What a device was last told by what steers it.</summary>
/// <param name="CommandId">Null where there was no sense in telling it.</param>
public sealed record Attempt(Command Wish, Guid? CommandId, DateTimeOffset At)
{
    /// <summary>
    /// How long the same is not told again. A command that may have happened is never sent twice; but where it is over, and the device
    /// was seen not to do it, or to have been told otherwise by another hand, a new one is given after this while.
    /// </summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Whether a device that is to do this may be told so now.</summary>
    public static bool MayBeTold(Attempt? last, CommandRecord? record, Command wish, DateTimeOffset now) =>
        last is null || last.Wish != wish || (record is null or { IsOver: true } && now >= last.At + Pause);

    /// <summary>Whether the device was told this and it is not over.</summary>
    public static bool IsUnderWay(Attempt? last, CommandRecord? record, Command wish) => last?.Wish == wish && record is { IsOver: false };
}
