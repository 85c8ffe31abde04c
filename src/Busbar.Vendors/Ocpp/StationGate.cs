using System.Net;
using System.Net.Sockets;

namespace Busbar.Vendors.Ocpp;

/// <summary>What became of a station that knocked.</summary>
public abstract record Knock
{
    private Knock() { }

    public sealed record Opened(Guid StationId) : Knock;

    /// <summary>The credential opens nothing.</summary>
    public sealed record Wrong : Knock;

    /// <summary>It opens nothing, and there were too many of that kind: another try makes sense only later.</summary>
    public sealed record TooMany(TimeSpan Wait) : Knock;
}

/// <summary>
/// Lets stations in. Wrong credentials are counted by identity and by address, known identities and made-up ones alike; past the
/// limit they are sent away unheard. A right one is always let in, whoever else guesses at its name: nobody is locked out.
/// </summary>
public sealed class StationGate
{
    private readonly StationSignIn signIn;
    private readonly GuessLimit identities, addresses;
    private readonly UpgradeBucket upgrades;

    internal StationGate(StationSignIn signIn, OcppOptions options, TimeProvider time)
    {
        this.signIn = signIn;
        identities = new GuessLimit(options.WrongPerIdentity, time);
        addresses = new GuessLimit(options.WrongPerAddress, time);
        upgrades = new UpgradeBucket(options.UpgradesPerSecond, options.UpgradeBurst, time);
    }

    /// <param name="address">Of the other end of the line. What a header says of it is not asked.</param>
    public async Task<Knock> Check(string identity, string? authorization, IPAddress? address)
    {
        // No station is called so: it counts for the address alone.
        var (name, from) = (StationSignIn.IsIdentity(identity) ? identity : null, Network(address));
        var limited = Wait(name, from) is not null;
        if (await signIn.Check(identity, authorization, limited) is { } stationId) return new Knock.Opened(stationId);
        // Once more: others may have been counted meanwhile.
        if (Wait(name, from) is { } wait) return new Knock.TooMany(wait);
        if (name is not null) identities.Count(name);
        addresses.Count(from);
        return new Knock.Wrong();
    }

    /// <summary>Null where a socket may be opened now; else how long to wait. Asked only for who has signed in: a guesser takes nobody's place.</summary>
    public TimeSpan? Upgrade() => upgrades.Take();

    private TimeSpan? Wait(string? name, string from) => new[] { name is null ? null : identities.Wait(name), addresses.Wait(from) }.Max();

    /// <summary>Who has one IPv6 address has as many of the same /64 as it likes.</summary>
    internal static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
