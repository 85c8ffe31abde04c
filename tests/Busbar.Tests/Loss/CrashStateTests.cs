using System.Diagnostics;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Loss;

/// <summary>Power cuts, simulated: every state that a disk may be left in holds all that was acknowledged, and is whole.</summary>
public sealed class CrashStateTests
{
    private const int Acknowledgements = 1_500;

    [CompilerFact]
    public async Task No_power_cut_loses_what_was_acknowledged()
    {
        var (count, seed) = (Length.Of(200, 2_000), Length.Seed());
        var recording = await Recording.Make(Acknowledgements, "full");
        Assert.Contains(recording.Steps, step => step is { Deed: Deed.Sync, File: 0 }); // checkpoints are among it
        var (check, watch, held) = (new CrashCheck(recording), Stopwatch.StartNew(), 0);
        foreach (var state in new CrashStates(recording, new Random(seed)).Make(count))
        {
            Assert.Equal([], (await check.Look(state)).Select(finding => $"seed {seed}, cut {state.Cut}: {finding}"));
            held += state.Acknowledged;
        }
        Assert.True(held > count * Acknowledgements / 10, "Hardly anything was acknowledged before the cuts.");
        Figures.Tell("crash-states", new
        {
            seed, states = count, lost = 0, broken = 0, steps = recording.Steps.Count, syncs = recording.Steps.Count(step => step.Deed is Deed.Sync),
            acknowledgements = recording.Steps.Count(step => step.Deed is Deed.Acknowledge), statesPerSecond = Math.Round(count / watch.Elapsed.TotalSeconds, 1),
        });
    }

    /// <summary>The fault that must be found: commits that do not wait for the disk.</summary>
    [CompilerFact]
    public async Task Commits_that_do_not_wait_for_the_disk_are_found_to_lose()
    {
        var (count, seed) = (Length.Of(40, 400), Length.Seed());
        var recording = await Recording.Make(Acknowledgements / 2, "normal");
        var (check, losing) = (new CrashCheck(recording), 0);
        foreach (var state in new CrashStates(recording, new Random(seed)).Make(count))
            if ((await check.Look(state)).Any(finding => finding.StartsWith("lost", StringComparison.Ordinal))) losing++;
        Figures.Tell("crash-states-normal", new { seed, states = count, losing });
        Assert.True(losing > count / 10, $"seed {seed}: only {losing} of {count} states lost anything.");
    }
}
