namespace Busbar.Vendors.Ocpp;

/// <summary>How stations are treated. The defaults suit chargers behind home routers.</summary>
public sealed record OcppOptions
{
    /// <summary>How often a WebSocket ping is sent; 30 to 60 s keep home routers from forgetting the connection. Default 45 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a pong may take before the socket is given up. Default 30 s.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest message in bytes, all its fragments together; a longer one closes the socket with 1009. Default 256 KiB.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;

    /// <summary>How long a station may take to answer a call, and a socket to take a message. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the messages that follow a first boot wait for the station to tell how many connectors it has. Default 10 s.
    /// </summary>
    public TimeSpan LearnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to close a socket that we closed, before it is cut. Default 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connected station may stay without booting before it is asked how it is. Default 15 s.</summary>
    public TimeSpan BootPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many sockets are opened in a second, when a burst is over. Default 2,000.</summary>
    public int UpgradesPerSecond { get; init; } = 2_000;

    /// <summary>How many sockets may be opened at once: all stations of a node, when it comes back. Default 12,000.</summary>
    public int UpgradeBurst { get; init; } = 12_000;

    /// <summary>How many wrong passwords a minute are told so, for one identity. Default 10.</summary>
    public int WrongPerIdentity { get; init; } = 10;

    /// <summary>The same for one address, whatever identities it names. Default 60.</summary>
    public int WrongPerAddress { get; init; } = 60;

    /// <summary>The heartbeat that stations are told, spread by ±20 % so that they do not beat together. Default 5 min.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often stations are asked to send meter values while charging. Default 60 s.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The tag under which we start transactions where a station has no list of its own; at most 20 characters.</summary>
    public string RemoteTag { get; init; } = "BUSBAR";
}
