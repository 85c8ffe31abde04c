using Busbar.Core.Basics;

namespace Busbar.Core.Work;

/// <summary>How the servers on one store know of each other.</summary>
/// <param name="Patience">How long a node may give no sign of life before the others take it for gone.</param>
/// <param name="IsAlone">The store has one process at a time: whoever was there before is gone.</param>
public sealed record NodeOptions(TimeSpan Patience, bool IsAlone)
{
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(45);

    /// <summary>How often a node gives a sign of life, and looks for those of the others.</summary>
    public TimeSpan Beat => Patience / 4.5;
}

/// <summary>
/// This server among those on the same store. Its id is made anew for each start, and whenever the others took it for gone: what it
/// held under the old id is no longer its own.
/// </summary>
public sealed class Nodes(Database database, NodeOptions options, Ids ids, TimeProvider time)
{
    private readonly long started = time.GetTimestamp();
    private volatile Self self = new(ids.New());
    private Sightings sightings = Sightings.None;

    public Guid Own => self.Id;

    public bool IsAlone => options.IsAlone;

    /// <summary>To be called at the start, before anything is held in this node's name.</summary>
    public async Task Enter()
    {
        var (old, entering, now) = (self, new Self(ids.New()), time.GetUtcNow());
        await database.Write(async db =>
        {
            if (options.IsAlone) await NodeTable.LeaveAll(db);
            else await NodeTable.Leave(db, old.Id);
            await NodeTable.Enter(db, entering.Id, now);
        });
        self = entering;
    }

    /// <summary>
    /// Gives a sign of life, and takes those for gone who give none. To be called at every beat, by one caller.
    /// False where the others took this node for gone: it has entered anew, and holds nothing.
    /// </summary>
    public async Task<bool> Beat()
    {
        if (options.IsAlone) return true;
        var (own, now) = (self, time.GetUtcNow());
        var lives = await database.Write(db => NodeTable.Renew(db, own.Id, now));
        if (!lives) await Enter();
        await BuryTheGone();
        return lives;
    }

    /// <summary>This server stops, and holds nothing any more.</summary>
    public Task Leave() => database.Write(db => NodeTable.Leave(db, self.Id));

    private async Task BuryTheGone()
    {
        var signs = await database.Read(NodeTable.List);
        (sightings, var gone) = sightings.Look([.. signs.Where(sign => sign.Node != Own)], time.GetElapsedTime(started), options.Patience);
        foreach (var sign in gone) await database.Write(db => NodeTable.Bury(db, sign));
    }

    private sealed record Self(Guid Id);
}
