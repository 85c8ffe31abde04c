using System.Text.RegularExpressions;
using Busbar.Tests.Ground;
using Busbar.Tests.Hostile;
using Xunit.Abstractions;

namespace Busbar.Tests.Faces;

/// <summary>Every operation of every face, through a proxy that others have written and that believes the document alone.</summary>
public sealed class PrismTests(PrismTests.Proxies proxies, ITestOutputHelper output) : IClassFixture<PrismTests.Proxies>
{
    private const string Nobody = "0199f3a2-0000-7000-8000-000000000001";

    public static TheoryData<string> Faces => [.. TestedFace.All.Select(face => face.Name)];

    [PeerTheory, MemberData(nameof(Faces))]
    public async Task What_is_sound_passes_both_ways(string face)
    {
        var prism = await proxies.Of(face);
        var (objections, statuses) = (new List<string>(), new List<int>());
        // What ends a thing comes when nothing more is to be done with it.
        // What leads elsewhere is left out: the proxy goes there itself.
        foreach (var operation in prism.Stage.Operations.Where(one => prism.Stage.Face.Cases[one.Id].Done is not 302).OrderBy(one => one.Method == "DELETE")) await Send(operation, prism.Stage.Draft(operation));
        // What is not there is announced too.
        foreach (var operation in prism.Stage.Operations.Where(one => one.Slots.Any(slot => slot is { Place: Place.Path, IsId: true })))
            await Send(operation, prism.Stage.Draft(operation, operation.Slots.Where(slot => slot.IsId).ToDictionary(slot => slot.Name, slot => Slot.Written(slot.Name, Guid.Parse(Nobody)))));
        output.WriteLine(string.Join(", ", statuses.CountBy(status => status).OrderBy(one => one.Key).Select(one => $"{one.Value} x {one.Key}")));
        Assert.True(objections.Count == 0, string.Join('\n', objections));
        Assert.Contains(404, statuses);
        Assert.True(statuses.Count(status => status < 300) >= prism.Stage.Operations.Count(one => prism.Stage.Face.Cases[one.Id].Done is null) * 9 / 10, "Hardly anything succeeded.");

        async Task Send(Operation operation, Draft draft)
        {
            var sound = draft.Sound(Lane.Valid, "as it should be");
            // A date alone will do, and the document says nothing of that.
            foreach (var time in operation.Slots.Where(slot => slot is { Place: Place.Query, Format: "date-time" })) sound = sound with { Address = Regex.Replace(sound.Address, $@"([?&]{time.Name}=\d{{4}}-\d\d-\d\d)(?=&|$)", "$1T00%3A00%3A00Z") };
            var (status, objection) = await prism.Send(sound);
            statuses.Add(status);
            if (objection is not null) objections.Add($"{operation}: {objection}");
        }
    }

    /// <summary>The proxy finds what it is for: a request, and an answer, that are not as the document has them.</summary>
    [PeerTheory, MemberData(nameof(Faces))]
    public async Task What_is_not_sound_is_found(string face)
    {
        var prism = await proxies.Of(face);
        var (name, sound, unsound) = prism.Stage.Face.Planted;
        var operation = prism.Stage.Operations.Single(one => one.Id == name);
        foreach (var (body, isSound) in unsound.Select(body => (body, false)).Prepend((sound, true)))
            Assert.Equal((body, isSound), (body, (await prism.Send(prism.Stage.Draft(operation).WithBody(body, Lane.Broken, "planted"))).Objection is null));

        foreach (var isSo in new[] { true, false })
        {
            var (status, objection) = await prism.Send(new Shot(operation with { Method = "GET" }, Lane.Broken, "planted", prism.Stage.Document.Server + Prism.Planted(isSo)));
            Assert.Equal(isSo, objection is null);
            if (isSo) Assert.Equal(404, status);
        }
    }

    /// <summary>The proxies of the class, each started when it is first asked for.</summary>
    public sealed class Proxies : IAsyncLifetime
    {
        private readonly Dictionary<string, Prism> started = [];

        public async Task<Prism> Of(string face)
        {
            if (!started.TryGetValue(face, out var prism)) started[face] = prism = await Prism.Start(TestedFace.All.Single(one => one.Name == face));
            return prism;
        }

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var prism in started.Values) await prism.DisposeAsync();
        }
    }
}
