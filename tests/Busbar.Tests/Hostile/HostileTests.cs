using Busbar.Tests.Faces;
using Busbar.Tests.Ground;
using Xunit.Abstractions;

namespace Busbar.Tests.Hostile;

/// <summary>Bad input, generated from the OpenAPI document. BUSBAR_SEED shows a run again.</summary>
public sealed class HostileTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgres]
    public Task Whatever_is_sent_is_answered_as_announced(Engine engine) => Besiege(engine, rounds: 1, storm: 1_000);

    [Trait("Category", "Long")]
    [Theory, OnSqlite, OnPostgres]
    public Task So_is_very_much_more(Engine engine) => Besiege(engine, rounds: Length.Of(1, 10), storm: Length.Of(100, 7_500));

    /// <summary>The barrage finds what it is for.</summary>
    [Theory]
    [InlineData(Plant.Fails, "SetNominalPower", "500 ")]
    [InlineData(Plant.TellsMore, "GetNominalPower", "$.secret is not announced")]
    [InlineData(Plant.WritesAndRefuses, "SetNominalPower", "was refused and wrote tenant_administrators")]
    [InlineData(Plant.NamesNoField, "SetNominalPower", "names another field than value: Something")]
    [InlineData(Plant.ForgetsItsEnvelope, "SetNominalPower", "$.title is not announced")]
    [InlineData(Plant.TellsOfTheInside, "SetNominalPower", "tells of the inside")]
    [InlineData(Plant.TakesAnything, "SetNominalPower", "200 instead of 400")]
    public async Task A_planted_fault_is_found(Plant plant, string operation, string objection)
    {
        await using var stage = await Stage.Open(Engine.Sqlite, TestedFace.All.Single(face => face.Name == "connect"), Planted.Into(plant));
        var barrage = new Barrage(stage);
        await new Siege(stage, barrage, new Random(1)).Sweep(one => one.Id == operation);
        Assert.Contains(barrage.Objections, one => one.Contains(objection, StringComparison.Ordinal));
    }

    /// <param name="rounds">Each with a store of its own, since every request that is taken fills it.</param>
    private async Task Besiege(Engine engine, int rounds, int storm)
    {
        var (seed, sent) = (Length.Seed(), 0);
        output.WriteLine($"BUSBAR_SEED={seed}");
        foreach (var face in TestedFace.All)
        {
            for (var round = 0; round < rounds; round++)
            {
                await using var stage = await Stage.Open(engine, face);
                var barrage = new Barrage(stage);
                var siege = new Siege(stage, barrage, new Random(seed + round));
                await siege.Sweep();
                await siege.Storm(storm);
                sent += barrage.Sent.Values.Sum();
                if (round == 0) Print(stage, barrage);
                Assert.True(barrage.Objections.Count == 0, $"BUSBAR_SEED={seed}, round {round}: {barrage.Objections.Count} objections\n{string.Join('\n', barrage.Objections.Take(40))}");
                Assert.Equal(face.Never.Keys.Order(), stage.Operations.Where(operation => !barrage.Answers.Keys.Any(answer => answer.Operation == operation.Id && answer.Status is >= 200 and < 300)).Select(operation => operation.Id).Order());
            }
        }
        Figures.Tell($"hostile-{engine}{(rounds > 1 ? "-long" : "")}".ToLowerInvariant(), new { seed, sent, faults = 0 });
    }

    private void Print(Stage stage, Barrage barrage)
    {
        foreach (var (lane, count) in barrage.Sent.OrderBy(lane => lane.Key)) output.WriteLine($"{lane}: {count}");
        foreach (var operation in stage.Operations)
            output.WriteLine($"{operation.Id}: {string.Join(", ", barrage.Answers.Where(answer => answer.Key.Operation == operation.Id).OrderBy(answer => answer.Key.Status).Select(answer => $"{answer.Key.Status} x {answer.Value}"))}");
    }
}
