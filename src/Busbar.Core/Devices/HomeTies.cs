using Busbar.Core.Basics;

namespace Busbar.Core.Devices;

/// <summary>What a car has through the chargers of its home, and a charger through the cars.</summary>
/// <param name="PartnerId">The charger that the car is plugged into, or the car that is plugged into the charger.</param>
/// <param name="Watts">What its charger gives it, where the car does not tell.</param>
/// <param name="PlaceId">The place at which its charger stands, where the car does not tell where it is.</param>
/// <param name="Chargers">Those that may do for the car what it cannot.</param>
public sealed record HomeTies(Guid? PartnerId, double? Watts, Guid? PlaceId, IReadOnlyList<HomeCharger> Chargers)
{
    public static readonly HomeTies None = new(null, null, null, []);

    /// <summary>All other devices that are named here.</summary>
    public IEnumerable<Guid> Named => PartnerId is { } partner ? Chargers.Select(charger => charger.Id).Append(partner) : Chargers.Select(charger => charger.Id);

    /// <summary>As somebody has it who may not see these devices.</summary>
    public HomeTies Without(IReadOnlySet<Guid> hidden)
    {
        if (hidden.Count == 0) return this;
        var seen = Chargers.Where(charger => !hidden.Contains(charger.Id)).ToList();
        return PartnerId is { } partner && hidden.Contains(partner) ? new HomeTies(null, null, null, seen) : this with { Chargers = seen };
    }

    /// <summary>The same ties are the same text.</summary>
    public string? Write() => this is { PartnerId: null, Chargers.Count: 0 } ? null : StoredJson.Write(this);

    public static HomeTies Read(string? text) => text is null ? None : StoredJson.Read<HomeTies>(text);
}

/// <summary>A charger as it matters to the cars of its home.</summary>
/// <param name="Starts">It can be told to start charging.</param>
/// <param name="Stops">It can be told to stop.</param>
/// <param name="State">How things stand with it, as far as somebody has to do something about them.</param>
/// <param name="Since">Since when.</param>
/// <param name="Interventions">What.</param>
public sealed record HomeCharger(Guid Id, bool Starts, bool Stops, ConnectionState State, DateTimeOffset? Since, IReadOnlyList<Intervention> Interventions);
