using System.Collections.Concurrent;

namespace Busbar.Tests.Loss;

/// <summary>
/// What the clients asked for, and what they were told. An entry is made before its request is sent, so what has no answer is
/// unknown: it may have happened or not, but not half and not twice.
/// </summary>
internal sealed class Ledger
{
    private int acknowledged, lastMark;

    public ConcurrentQueue<Asked> Requests { get; } = new();
    public ConcurrentQueue<Told> Commands { get; } = new();
    public ConcurrentDictionary<string, Switched> Features { get; } = new();
    public ConcurrentDictionary<string, Charger> Chargers { get; } = new();

    /// <summary>Readings that the API has shown: device and time.</summary>
    public ConcurrentDictionary<(string Device, DateTimeOffset At), bool> Shown { get; } = new();

    /// <summary>What the sandbox's devices carried out, by the command's value, which no two commands share: the times.</summary>
    public ConcurrentDictionary<double, ConcurrentDictionary<string, bool>> Orders { get; } = new();

    /// <summary>Devices for which many commands wait.</summary>
    public IReadOnlySet<string> Busy { get; set; } = new HashSet<string>();

    /// <summary>What a client saw and must not have seen.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public void Acknowledge() => Interlocked.Increment(ref acknowledged);

    public int NextMark() => Interlocked.Increment(ref lastMark);

    /// <summary>One acknowledged thing of each sort, to take away and see it missed.</summary>
    public object Known()
    {
        var charger = Chargers.Values.First();
        var charge = charger.Charges.First(charge => charge.IsOver);
        return new
        {
            request = Requests.Last(asked => asked is { Id: not null, Cancel: Outcome.NotAsked, Followed: false }).Id,
            canceled = Requests.Last(asked => asked.Cancel is Outcome.Acknowledged).Id,
            plant = Requests.Last(asked => asked is { Device: not null } && asked.Mark.StartsWith("link", StringComparison.Ordinal)).Device,
            command = Commands.Last(told => told.Id is not null).Id,
            done = Commands.Last(told => told.Id is not null && Orders.ContainsKey(told.Value)).Id,
            charger = charger.Device, at = charge.Values.First().At, start = charge.Message,
        };
    }
}

internal enum Outcome { NotAsked, Unknown, Acknowledged }

/// <summary>An onboarding request, which its mark tells from all others.</summary>
internal sealed class Asked(string mark)
{
    public string Mark => mark;

    /// <summary>Null while nothing acknowledged it.</summary>
    public string? Id { get; set; }
    public Outcome Cancel { get; set; }

    /// <summary>Its owner went to the brand.</summary>
    public bool Followed { get; set; }

    /// <summary>The device that the API has shown for it.</summary>
    public string? Device { get; set; }
}

/// <summary>A command, which its value tells from all others.</summary>
internal sealed class Told(string device, double value)
{
    public string Device => device;
    public double Value => value;
    public string? Id { get; set; }
}

/// <summary>A feature of one device, switched by one client at a time.</summary>
internal sealed class Switched
{
    public SemaphoreSlim Alone { get; } = new(1);
    public bool? Active { get; set; }

    /// <summary>Asked for since, and not answered.</summary>
    public bool? Unknown { get; set; }
}

/// <summary>A station and what it charged; it repeats what is not answered, so in the end all is acknowledged.</summary>
internal sealed record Charger(string Identity, string Device)
{
    public ConcurrentQueue<Charge> Charges { get; } = new();
}

/// <summary>One transaction as the station knows it; null is not acknowledged yet.</summary>
internal sealed class Charge(string message, DateTimeOffset startedAt, int startWh)
{
    public string Message => message;
    public DateTimeOffset StartedAt => startedAt;
    public int StartWh => startWh;
    public int? Transaction { get; set; }
    public ConcurrentQueue<(DateTimeOffset At, int Wh)> Values { get; } = new();
    public int? StopWh { get; set; }

    /// <summary>The plug is out again.</summary>
    public bool IsOver { get; set; }
}
