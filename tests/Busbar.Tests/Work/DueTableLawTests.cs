using Busbar.Core.Work;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Work;

/// <summary>
/// Random deeds on a few pieces of work, against what a holder and a wisher may rely on: nobody takes what another holds,
/// only the newest holder ends it, and no wish comes due later than it was asked for.
/// </summary>
public sealed class DueTableLawTests
{
    private const int Deeds = 600;
    private static readonly TimeSpan lease = TimeSpan.FromSeconds(20);

    [Theory, OnSqlite, OnPostgres]
    public async Task Leases_and_wishes_hold_whatever_comes(Engine engine)
    {
        var seed = Environment.TickCount;
        await using var store = await FreshStore.Open(engine);
        try
        {
            await store.Database.Write(db => Run(db, new Random(seed)));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
        }
    }

    private static async Task Run(System.Data.Common.DbConnection db, Random random)
    {
        var now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(1, 4).Select(i => new Guid($"0199f3a2-0000-7000-8000-{i:000000000000}")).ToArray();
        var holders = new Dictionary<Guid, (Taken Taken, DateTimeOffset Until)>();
        var stale = new List<Taken>();
        // The latest time by which each piece of work must be due once nobody holds it.
        var wishes = new Dictionary<Guid, DateTimeOffset>();

        for (var deed = 0; deed < Deeds; deed++)
        {
            now = now.AddSeconds(random.Next(0, 6));
            var id = ids[random.Next(ids.Length)];
            var at = now.AddSeconds(random.Next(-5, 60));
            var held = holders.TryGetValue(id, out var holder);
            switch (random.Next(8))
            {
                case 0:
                    await DueTable.Put(db, WorkKind.Poll, id, at);
                    wishes[id] = at;
                    break;
                case 1:
                    var known = await DueTable.PullForward(db, WorkKind.Poll, id, at);
                    Assert.Equal(held || wishes.ContainsKey(id), known);
                    if (known && !(wishes.TryGetValue(id, out var wish) && wish <= at)) wishes[id] = at;
                    break;
                case 2 or 3:
                    var taken = await DueTable.Take(db, WorkKind.Poll, now, lease, 10);
                    foreach (var one in taken)
                    {
                        if (holders.Remove(one.Id, out var before))
                        {
                            Assert.True(before.Until <= now, "taken from somebody who held it");
                            stale.Add(before.Taken);
                        }
                        holders[one.Id] = (one, now + lease);
                        if (wishes.TryGetValue(one.Id, out var asked) && asked <= now) wishes.Remove(one.Id);
                    }
                    var missed = wishes.Where(pair => pair.Value <= now && !holders.ContainsKey(pair.Key)).Select(pair => pair.Key);
                    Assert.Empty(missed);
                    break;
                case 4 when held:
                    Assert.True(random.Next(2) == 0 ? await DueTable.Again(db, holder.Taken, at) : await DueTable.Retry(db, holder.Taken, at));
                    holders.Remove(id);
                    stale.Add(holder.Taken);
                    if (!(wishes.TryGetValue(id, out var sooner) && sooner <= at)) wishes[id] = at;
                    break;
                case 5 when held:
                    Assert.True(await DueTable.Done(db, holder.Taken));
                    holders.Remove(id);
                    stale.Add(holder.Taken);
                    break;
                case 6 when stale.Count > 0:
                    var late = stale[random.Next(stale.Count)];
                    Assert.False(await DueTable.Again(db, late, at));
                    Assert.False(await DueTable.Done(db, late));
                    Assert.False(await DueTable.Hold(db, late, at));
                    break;
                case 7 when held:
                    var until = now + lease;
                    Assert.True(await DueTable.Hold(db, holder.Taken, until));
                    holders[id] = (holder.Taken, until);
                    break;
            }
        }
    }
}
