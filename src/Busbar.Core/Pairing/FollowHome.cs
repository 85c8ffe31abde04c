using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Work;

namespace Busbar.Core.Pairing;

/// <summary>
/// Keeps true who is plugged into whom in a home, and what cars have through its chargers. A step of every verb that learns
/// something of a car or a charger, in its transaction.
/// </summary>
public static class FollowHome
{
    /// <summary>After so many commands in a row that came to nothing because the car was not plugged in, its chargers are counted on no more.</summary>
    public const int MostFailures = 3;

    /// <summary>What a device tells as it happens is heard no later.</summary>
    private static readonly TimeSpan promptly = TimeSpan.FromMinutes(1);

    /// <summary>What a cloud knows of the other end it knows a moment later.</summary>
    private static readonly TimeSpan look = TimeSpan.FromSeconds(15);

    /// <summary>Something other than readings changed: what is in the home, where it stands, what troubles it.</summary>
    public static Task Settle(DbConnection db, Guid tenantId, Guid userId, DateTimeOffset now) => Follow(db, tenantId, userId, null, null, now);

    /// <summary>A command of the car came to nothing because it was not plugged in.</summary>
    public static Task Fail(DbConnection db, Device car, DateTimeOffset now) => Follow(db, car.TenantId, car.UserId, car.Id, member => Failed(member, now), now);

    /// <summary>What readings say. Those of a moment that was known are not among them, but that the device was heard is.</summary>
    public static Task Take(DbConnection db, Folding folding, Facts facts, IReadOnlyList<Reading> readings) =>
        Follow(db, folding.TenantId, folding.UserId, folding.DeviceId, member => Fold(member, folding, facts, readings), facts.HeardAt);

    private static async Task Follow(DbConnection db, Guid tenantId, Guid userId, Guid? deviceId, Func<HomeMember, HomeMember>? learn, DateTimeOffset now)
    {
        var before = await HomeTable.Find(db, tenantId, userId);
        var standing = await PairTable.OfUser(db, userId);
        var isHome = before.Any(member => member.IsCar) && before.Any(member => !member.IsCar);
        // Whoever has only the one kind is no home; nor is anything left where it was one.
        if (!isHome && standing.Count == 0 && before.All(member => member.View.Ties.Write() is null)) return;

        var home = before.Select(member => member.Id == deviceId ? learn!(member) : member).ToList();
        var pairs = isHome ? PairFinder.Find(ToHome(userId, home), standing, await PairTable.Corrections(db, userId), now) : [];
        await PairTable.Replace(db, tenantId, userId, standing, pairs);
        home = [.. home.Select((member, i) => IsBack(before[i], member, standing, pairs) ? member with { Failures = 0, ClearedAt = null } : member)];
        if (before.Zip(home).FirstOrDefault(both => Turned(both.First, both.Second)).Second is { } turned)
            foreach (var other in home.Where(other => other.IsCar != turned.IsCar)) await DueTable.PullForward(db, WorkKind.Poll, other.Id, now + look);
        foreach (var (was, member) in before.Zip(home))
        {
            var ties = Ties.Of(member, home, pairs);
            var isTied = ties.Write() != was.View.Ties.Write();
            if (isTied || member != was) await HomeTable.Save(db, member with { View = member.View with { Ties = ties } }, isTied);
            if (!isTied) continue;
            await AnnounceDevice.Tied(db, member.View, was.View.Ties, ties, now);
            // What steers it may want something else, now that it can, or hangs there.
            await DueTable.PullForward(db, WorkKind.Steer, member.Id, now);
        }
    }

    private static Home ToHome(Guid userId, IReadOnlyList<HomeMember> home) =>
        new(userId, home.Where(member => member.IsCar).Select(member => member.ToDevice()), home.Where(member => !member.IsCar).Select(member => member.ToDevice()));

    // Whatever is at the other end has changed too.
    private static bool Turned(HomeMember before, HomeMember now) => before.Evidence.IsPlugged is { } was && now.Evidence.IsPlugged is { } isPlugged && was != isPlugged;

    // Plugged in again: what failed before says nothing any more.
    private static bool IsBack(HomeMember before, HomeMember now, IReadOnlyList<Pair> standing, IReadOnlyList<Pair> pairs) =>
        now is { IsCar: true, Failures: > 0 } && ((before.Evidence.IsPlugged is not true && now.Evidence.IsPlugged is true) || pairs.Any(pair => pair.CarId == now.Id && !standing.Any(pair.IsSame)));

    private static HomeMember Failed(HomeMember car, DateTimeOffset now) =>
        car with { Failures = car.Failures + 1, ClearedAt = car.Failures + 1 >= MostFailures ? car.ClearedAt ?? now : car.ClearedAt };

    private static HomeMember Fold(HomeMember member, Folding folding, Facts facts, IReadOnlyList<Reading> readings)
    {
        var evidence = member.Evidence;
        // Out of reach it may be plugged in or out without our hearing of it.
        if (facts.Online is false || !folding.Before.IsOnline) evidence = evidence with { MayHaveMissed = true, IsPrompt = false };
        foreach (var reading in readings)
            evidence = PlugEvidence.Take(evidence, reading, facts.Source is FactSource.Push && !evidence.MayHaveMissed && reading.HeardAt - reading.MeasuredAt <= promptly);
        if (facts.Online is not false && !(evidence.HeardAt > facts.HeardAt)) evidence = evidence with { HeardAt = facts.HeardAt };
        return member with { Evidence = evidence };
    }
}
