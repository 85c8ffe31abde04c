using System.Text;
using System.Text.RegularExpressions;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Xunit.Abstractions;

namespace Busbar.Tests.Isolation;

/// <summary>Ids of three worlds thrown together at random: as long as one of them is not the caller's, nothing of another is told.</summary>
public sealed partial class SwapTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_another_is_told_whatever_ids_are_swapped(Engine engine)
    {
        var (seed, count) = (Length.Seed(), Length.Of(2_000, 100_000));
        output.WriteLine($"BUSBAR_SEED={seed}");
        var random = new Random(seed);
        await using var house = await ConnectHouse.Open(engine);
        var cast = await Cast.Make(house, TestedFace.All[0]);
        var operations = new List<(TestedFace Face, Operation Operation)>();
        foreach (var face in TestedFace.All) operations.AddRange((await face.Document(house.House)).Operations.Where(operation => operation.Slots.Any(slot => slot.IsId && IsOfSomebody(face, operation, slot))).Select(operation => (face, operation)));
        World[] worlds = [cast.Own, cast.Foreign, cast.Colleague];

        for (var i = 0; i < count; i++)
        {
            var ((face, operation), caller) = (operations[random.Next(operations.Count)], worlds[random.Next(worlds.Length)]);
            var used = new List<World>();
            var (status, text) = await Ask(caller.Http, operation, face.Cases[operation.Id], slot =>
            {
                used.Add(worlds[random.Next(worlds.Length)]);
                return used[^1].Id(operation, slot);
            });
            // A tenant and its users are known to whoever belongs to it.
            foreach (var other in worlds.Where(world => world != caller))
                Assert.False(other.Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)), $"BUSBAR_SEED={seed}: {operation} by {caller.Name} with ids of {string.Join(", ", used.Select(world => world.Name))}: {status} {text}");
            Assert.False(status < 400 && used.Any(world => world.Client.TenantId != caller.Client.TenantId), $"BUSBAR_SEED={seed}: {operation} by {caller.Name} with ids of {string.Join(", ", used.Select(world => world.Name))}: {status} {text}");
            Assert.True(status < 500, $"{operation}: {status} {text}");
        }
    }

    // Where everybody may, an id in the path is the caller's own word.
    private static bool IsOfSomebody(TestedFace face, Operation operation, Slot slot) => slot.Place is not Place.Path || face.Cases[operation.Id].Need is not Need.SignedIn;

    private static async Task<(int Status, string Text)> Ask(HttpClient caller, Operation operation, IsolationCase tried, Func<string, Guid> id)
    {
        Guid? named = null;
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), In(tried.Path(operation), Noted) + tried.Query);
        if (tried.Body is { } body) request.Content = new StringContent(In(body, Noted), Encoding.UTF8, "application/json");
        using var answer = await caller.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, answer.StatusCode == System.Net.HttpStatusCode.NotFound && named is { } user ? text.Replace(user.ToString(), "") : text);

        Guid Noted(string slot) => Matrix.IsNamedBack(slot) ? (named = id(slot)).Value : id(slot);
    }

    private static string In(string text, Func<string, Guid> id) => Name().Replace(text, match => id(match.Groups[1].Value).ToString());

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();
}
