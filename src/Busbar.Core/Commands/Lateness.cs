namespace Busbar.Core.Commands;

/// <summary>Whether it is too late to send a command.</summary>
public static class Lateness
{
    /// <summary>How long after its time a command may still be sent, such as after the server was down.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>How long after it was stored that a command is about to be sent the sending may begin.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);

    public static readonly string Over = $"It could not be sent within {Tolerance.TotalMinutes:0} minutes of its time, and was not sent any more.";

    public static readonly string HeldUp = $"The sending was held up for more than {Hold.TotalSeconds:0} seconds, and it was not sent any more.";

    /// <summary>Found when its time is over.</summary>
    public static bool IsOver(CommandRecord pending, DateTimeOffset now) => now > pending.TriggerAt + Tolerance;

    /// <summary>The process stood still, or had to wait, between what it stored and the sending: by now others may reckon otherwise.</summary>
    public static bool IsHeldUp(CommandRecord triggered, DateTimeOffset now) => triggered.SentAt is { } stored && now > stored + Hold;
}
