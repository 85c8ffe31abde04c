using System.Buffers.Binary;
using Busbar.Core.Sessions;
using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>Who decides when a device charges.</summary>
public enum ChargeMode
{
    /// <summary>A plan, by what electricity costs.</summary>
    Smart,
    /// <summary>An override: it charges at once.</summary>
    Boost,
    /// <summary>The device itself, at home as far as is known.</summary>
    FreeAtHome,
    /// <summary>The device itself, and it told that it is elsewhere.</summary>
    FreeAway,
}

/// <summary>What a part of a session begins or ends with.</summary>
public enum PartTurn { Plug, BoostBegan, BoostEnded, SwitchedOn, SwitchedOff }

/// <summary>A stretch of a charge session in one mode; it goes on while <see cref="End"/> is null.</summary>
/// <param name="Id">The session's own of its first part, and else that of what it begins with.</param>
public sealed record ChargePart(Guid Id, Guid SessionId, ChargeMode Mode, DateTimeOffset Start, PartTurn Began, DateTimeOffset? End, PartTurn? Ended);

/// <summary>
/// The parts of a charge session: they follow each other without gap or overlap, cover it exactly, and each has another mode than the
/// one before. Nothing is stored of them, so that a session that is folded anew takes its parts along.
/// </summary>
public static class ChargeParts
{
    /// <summary>Oldest first.</summary>
    /// <param name="isAway">The device told that it is at no place of its user's.</param>
    /// <param name="overrides">The device's; those that do not touch the session do not matter.</param>
    /// <param name="switches">The device's, oldest first, those before the session among them.</param>
    public static IReadOnlyList<ChargePart> Of(ChargeSession session, bool isAway, IEnumerable<Override> overrides, IEnumerable<PolicySwitch> switches)
    {
        var (boosts, flips) = (overrides.ToList(), switches.ToList());
        var parts = new List<ChargePart> { new(session.Id, session.Id, ModeAt(session.PluggedAt), session.PluggedAt, PartTurn.Plug, null, null) };
        foreach (var turns in Turns().Where(turn => turn.At > session.PluggedAt && !(turn.At >= session.EndedAt)).GroupBy(turn => turn.At).OrderBy(turns => turns.Key))
        {
            if (ModeAt(turns.Key) is var mode && mode == parts[^1].Mode) continue;
            // Of all that turns at one moment, this is what makes the difference.
            PartTurn? cause = mode is ChargeMode.Boost ? PartTurn.BoostBegan : parts[^1].Mode is ChargeMode.Boost ? PartTurn.BoostEnded : null;
            var (id, at, turn) = turns.Where(one => one.Turn == cause).DefaultIfEmpty(turns.Last()).First();
            parts[^1] = parts[^1] with { End = at, Ended = turn };
            parts.Add(new ChargePart(id, session.Id, mode, at, turn, null, null));
        }
        parts[^1] = parts[^1] with { End = session.EndedAt, Ended = session.EndedAt is null ? null : PartTurn.Plug };
        return parts;

        IEnumerable<(Guid Id, DateTimeOffset At, PartTurn Turn)> Turns()
        {
            foreach (var boost in boosts)
            {
                yield return (boost.Id, boost.CreatedAt, PartTurn.BoostBegan);
                if (boost.EndedAt is { } ended) yield return (AfterBoost(boost.Id), ended, PartTurn.BoostEnded);
            }
            foreach (var flip in flips) yield return (flip.Id, flip.At, flip.IsOn ? PartTurn.SwitchedOn : PartTurn.SwitchedOff);
        }

        ChargeMode ModeAt(DateTimeOffset moment) =>
            boosts.Any(boost => boost.CreatedAt <= moment && !(boost.EndedAt <= moment)) ? ChargeMode.Boost
            : isAway ? ChargeMode.FreeAway
            : flips.LastOrDefault(flip => flip.At <= moment) is { IsOn: true } ? ChargeMode.Smart : ChargeMode.FreeAtHome;
    }

    /// <summary>The id of what comes after an override: the override's own, as a UUID of version 8. Ids that we make are of version 7, so that it is no other's.</summary>
    public static Guid AfterBoost(Guid id) => WithVersion(id, 8);

    /// <summary>The override that ended where this part begins; null where it does not begin so.</summary>
    public static Guid? BoostBefore(Guid id) => id.Version == 8 ? WithVersion(id, 7) : null;

    private static Guid WithVersion(Guid id, int version)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var third = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)((third & 0x0fff) | (version << 12)));
        return new Guid(bytes, bigEndian: true);
    }
}
