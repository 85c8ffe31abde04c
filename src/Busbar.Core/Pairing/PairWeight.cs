using Busbar.Core.Locations;

namespace Busbar.Core.Pairing;

/// <summary>
/// How much likelier what is remembered of a car and a charger is if they hang together than if each hangs on something else. Every
/// fact is weighed by the chance with which strangers would show it: two plug-ins within a window of w are chance with about
/// w / <see cref="PlugInsSeconds"/>, so they weigh the logarithm of its inverse. The weights of facts that have nothing to do with
/// each other add up.
/// </summary>
public static class PairWeight
{
    /// <summary>A car that is plugged in today was so at any moment of about this long: of the waking day, the more crowded half.</summary>
    public const double PlugInsSeconds = 8 * 3600;

    /// <summary>A car that charges comes to rest at any moment of about this long.</summary>
    public const double StopsSeconds = 5 * 3600;

    /// <summary>One that rests begins to charge at any moment of no more than this: tariffs make many begin at the full hour.</summary>
    public const double StartsSeconds = 3600;

    /// <summary>Of the cars that are plugged in, so many begin to charge at once; the others wait for their hour, or are full.</summary>
    public const double AtOnce = 0.65;

    /// <summary>How long a car and a charger talk before power flows, and a charger's state needs to be told.</summary>
    public static readonly TimeSpan AtOnceWithin = TimeSpan.FromMinutes(3);

    /// <summary>What cannot be, once clocks are allowed for, is out of the question after so many seconds for each unit of weight.</summary>
    public const double ApartSeconds = 60;

    /// <summary>Charging apart for longer is doubted by a unit of weight for each so many seconds.</summary>
    public const double ChargedApartSeconds = 120;

    /// <summary>Of the cars that are plugged in at one place, one in seven hangs on a socket that nobody told us of, or it is a guest's that hangs on the charger.</summary>
    public const double PlaceWeight = 2.0;

    /// <summary>The weight of what rules a pair out, whatever speaks for it.</summary>
    public const double No = -100;

    /// <summary>The facts about one car and one charger, whatever an operator says.</summary>
    /// <param name="until">Starts and stops of later do not count for them. Seconds of true time.</param>
    public static PairEvidence Weigh(HomeDevice car, HomeDevice charger, DateTimeOffset now, double until = double.PositiveInfinity)
    {
        var (a, b) = (car.Evidence, charger.Evidence);
        if (a.IsPlugged is false && PlugLooks.MayBePlugged(a, b, now)) return Only(PairFactKind.NotLooked, 1);
        if (b.IsPlugged is false && PlugLooks.MayBePlugged(b, a, now)) return Only(PairFactKind.NotLooked, 2);
        if (a.IsPlugged is false || b.IsPlugged is false) return Only(PairFactKind.Unplugged, (a.IsPlugged is false ? 1 : 0) + (b.IsPlugged is false ? 2 : 0));
        var isTold = a.IsPlugged is not null || b.IsPlugged is not null;
        if (!isTold && a.IsCharging is not true && b.IsCharging is not true) return Only(PairFactKind.NobodyTells, 0);

        var facts = new List<PairFact>(6);
        if (Place(a, charger.Place) is { } place) facts.Add(place);
        if (PlugLooks.MayCharge(a, b, now)) facts.Add(new PairFact(PairFactKind.NotLooked, 0, 1));
        if (PlugLooks.MayCharge(b, a, now)) facts.Add(new PairFact(PairFactKind.NotLooked, 0, 2));
        var began = PlugIn(a, b, facts);
        if (BeganAlike(a, b, began) is { } alike) facts.Add(alike);
        Turns(a, b, began, until, facts);
        if (ChargeSpans.Apart(a, b, began, PlugLooks.UnseenSeconds, now) is > 0 and var apart) facts.Add(new PairFact(PairFactKind.ChargedApart, -apart / ChargedApartSeconds, Math.Round(apart / 60)));
        if (a.IsCharging is { } ofCar && b.IsCharging is { } ofCharger && ofCar != ofCharger) facts.Add(new PairFact(PairFactKind.AtOdds, 0, ofCar ? 1 : 2));
        if (PowerRatio.Weigh(a, b) is { } power) facts.Add(power);
        if (!isTold && !(a.IsCharging is true && b.IsCharging is true)) facts.Add(new PairFact(PairFactKind.NobodyTells, No, 0));
        if (PlugLooks.Unseen(a, b) is { } minutes) facts.Add(new PairFact(PairFactKind.Unseen, No, Math.Round(minutes)));
        return new PairEvidence(facts.Sum(fact => fact.Weight), facts);
    }

    internal static PairEvidence Only(PairFactKind kind, double number) => new(No, [new PairFact(kind, No, number)]);

    // A car does not move while it is plugged in; where it was before says nothing.
    private static PairFact? Place(PlugEvidence car, (double Latitude, double Longitude)? charger)
    {
        if (charger is not { } at || car.Place is not { } seen) return null;
        if ((car.Plug?.By ?? Started(car)) is not { } since || seen.At < since) return null;
        var metres = Math.Round(Whereabouts.Metres(at.Latitude, at.Longitude, seen.Latitude, seen.Longitude));
        return metres <= Whereabouts.ReachMetres ? new PairFact(PairFactKind.AtThePlace, PlaceWeight, metres) : new PairFact(PairFactKind.Elsewhere, No, metres);
    }

    private static DateTimeOffset? Started(PlugEvidence device) => device.Turns is [.., { IsOn: true } on] ? on.Window.By : null;

    /// <summary>The plug-ins, where both tell. Returns since when they would hang together, in seconds.</summary>
    private static double PlugIn(PlugEvidence car, PlugEvidence charger, List<PairFact> facts)
    {
        if ((car.Plug, charger.Plug) is not ({ } a, { } b)) return (car.Plug, charger.Plug) switch
        {
            ({ } only, null) => TrueWindow.Of(only, car.Lead).From,
            (null, { } only) => TrueWindow.Of(only, charger.Lead).From,
            // Where neither tells, the charge that goes on is all there is.
            _ => Charge(car, charger, facts),
        };
        var (ofCar, ofCharger) = (TrueWindow.Of(a, car.Lead), TrueWindow.Of(b, charger.Lead));
        var (gap, window) = (TrueWindow.Gap(ofCar, ofCharger), ofCar.Length + ofCharger.Length);
        if (gap > 0) facts.Add(new PairFact(PairFactKind.PluggedApart, -gap / ApartSeconds, Math.Round(gap / 60)));
        else if (double.IsFinite(window)) facts.Add(new PairFact(PairFactKind.PluggedTogether, Chance(window, PlugInsSeconds), Math.Round(window / 60)));
        return Math.Max(ofCar.From, ofCharger.From);
    }

    private static double Charge(PlugEvidence car, PlugEvidence charger, List<PairFact> facts)
    {
        if (PlugLooks.NewestStart(car) is not { } a || PlugLooks.NewestStart(charger) is not { } b) return double.NegativeInfinity;
        var (ofCar, ofCharger) = (TrueWindow.Of(a.Window, car.Lead), TrueWindow.Of(b.Window, charger.Lead));
        if (TrueWindow.Gap(ofCar, ofCharger) is > 0 and var gap) facts.Add(new PairFact(PairFactKind.PluggedApart, -gap / ApartSeconds, Math.Round(gap / 60)));
        return Math.Max(ofCar.From, ofCharger.From) - PlugLooks.LongestUnseen.TotalSeconds;
    }

    private static PairFact? BeganAlike(PlugEvidence car, PlugEvidence charger, double since)
    {
        if (car is not { Plug: not null, ChargeSeenAt: not null } || charger is not { Plug: not null, ChargeSeenAt: not null }) return null;
        if (car.Turns is [{ IsOn: true } a, ..] && charger.Turns is [{ IsOn: true } b, ..] && IsPlugIn(a, car) && IsPlugIn(b, charger)) return new PairFact(PairFactKind.BeganAtOnce, -Math.Log(AtOnce), 0);
        var rest = (Math.Min(Rest(car), Rest(charger)) - since) / 60;
        return rest > PlugLooks.UnseenSeconds / 60 * 2 ? new PairFact(PairFactKind.RestedFirst, -Math.Log(1 - AtOnce), Math.Round(rest)) : null;
    }

    // Until when it is known to have rested since it was plugged in.
    private static double Rest(PlugEvidence device) => device.Turns switch
    {
        { Length: PlugEvidence.MostTurns } => double.NegativeInfinity,
        [var first, ..] => first is { IsOn: true, Window.After: { } after } ? TrueWindow.Seconds(after - device.Lead) : double.NegativeInfinity,
        _ => device.IsCharging is false ? TrueWindow.Seconds(device.ChargeSeenAt!.Value - device.Lead) : double.NegativeInfinity,
    };

    private static void Turns(PlugEvidence car, PlugEvidence charger, double since, double until, List<PairFact> facts)
    {
        var tell = car.Plug is not null && charger.Plug is not null;
        var (starts, startWeight, stops, stopWeight, next, isFirst) = (0, 0.0, 0, 0.0, 0, true);
        foreach (var turn in car.Turns ?? [])
        {
            var ofCar = TrueWindow.Of(turn.Window, car.Lead);
            for (var n = next; n < (charger.Turns?.Length ?? 0); n++)
            {
                var other = charger.Turns![n];
                var ofCharger = TrueWindow.Of(other.Window, charger.Lead);
                if (turn.IsOn != other.IsOn || TrueWindow.Gap(ofCar, ofCharger) > 0 || Math.Min(ofCar.To, ofCharger.To) is var by && (by < since || by > until)) continue;

                next = n + 1;
                var window = ofCar.Length + ofCharger.Length;
                if (!double.IsFinite(window)) break;
                if (!turn.IsOn) (stops, stopWeight) = (stops + 1, stopWeight + Chance(window, StopsSeconds));
                // To begin as one is plugged in is no second chance; where a plug-in is not told it stands for it.
                else if (!tell && isFirst) (starts, startWeight) = (starts + 1, startWeight + Chance(window, PlugInsSeconds));
                else if (!IsPlugIn(turn, car) && !IsPlugIn(other, charger)) (starts, startWeight) = (starts + 1, startWeight + Chance(window, StartsSeconds));
                isFirst &= !turn.IsOn;
                break;
            }
        }
        if (starts > 0) facts.Add(new PairFact(PairFactKind.StartedTogether, startWeight, starts));
        if (stops > 0) facts.Add(new PairFact(PairFactKind.StoppedTogether, stopWeight, stops));
    }

    private static bool IsPlugIn(Turn turn, PlugEvidence device) => device.Plug is { } plug && (turn.Window.After is not { } after || after < plug.By + AtOnceWithin);

    /// <summary>What it weighs that two things fell into one window, where either falls anywhere in the time told.</summary>
    private static double Chance(double windowSeconds, double ofSeconds) => -Math.Log(1 - Math.Exp(-windowSeconds / ofSeconds));
}
