using System.Text;
using System.Text.Json.Nodes;
using Busbar.Core.Basics;
using Busbar.Tests.Faces;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Isolation;

/// <summary>
/// Every operation of a document, tried by everybody who may not, with every id that it takes. What is told that should not be, what
/// is told differently of foreign and absent things, and what is written all the same is a leak.
/// </summary>
public sealed class Matrix(House house, TestedFace face, ApiDocument document, Cast cast)
{
    private static readonly Guid nobody = new("0199f3a2-0000-7000-8000-000000000001");
    private readonly List<string> leaks = [], left = [];

    public IReadOnlyList<string> Leaks => leaks;

    /// <summary>What has no case, with the reason.</summary>
    public IReadOnlyList<string> Left => left;

    /// <summary>How many calls were made that must come to nothing.</summary>
    public int Tried { get; private set; }

    public async Task Run()
    {
        foreach (var operation in document.Operations)
        {
            var before = await EveryTable.Fingerprint(house.Get<Database>());
            await TryOutsiders(operation);
            await TryStrangers(operation);
            await TryTooLow(operation);
            foreach (var slot in operation.Slots.Where(slot => slot.IsId && (slot.Place is not Place.Path || HasId(operation)))) await TrySlot(operation, slot);
            if (operation.IsPaged) await TryTokens(operation);
            if (EveryTable.Changed(before, await EveryTable.Fingerprint(house.Get<Database>())) is { Count: > 0 } changed) Leak(operation, $"somebody who may not wrote {string.Join(", ", changed)}");
        }
        // Last, since these change things; without them all that came before would prove nothing.
        // What ends a thing comes when nothing more is to be done with it.
        foreach (var operation in document.Operations.OrderBy(one => one.Method == "DELETE")) await TryWhoMay(operation);
    }

    private async Task TryOutsiders(Operation operation)
    {
        foreach (var (name, caller) in cast.Outsiders)
        {
            // What is open to strangers is open, but a token that is none is no stranger's.
            if (operation.IsOpen && caller.DefaultRequestHeaders.Authorization is null) continue;
            var (status, text) = await Ask(caller, operation, Own(operation));
            if (status != 401) Leak(operation, $"{name}: {status} {text}");
            if ((await Ask(caller, operation, _ => nobody)).Text != text) Leak(operation, $"{name}: another answer for an absent id");
        }
    }

    private async Task TryStrangers(Operation operation)
    {
        var need = face.Cases[operation.Id].Need;
        if (need is Need.Nothing) return;
        // Whatever he holds on the entity, a request that another made is not his.
        if (need is Need.Requester) await ExpectAlike(operation, "holds all but Contributor", 404, await Ask(cast.TooLow[Need.Contributor], operation, Own(operation)), () => Ask(cast.TooLow[Need.Contributor], operation, _ => nobody));
        foreach (var stranger in need is Need.Tenant or Need.Administrator ? [cast.Foreign] : new[] { cast.Foreign, cast.Colleague })
        {
            if (HasId(operation))
            {
                await ExpectAlike(operation, stranger.Name, face.Cases[operation.Id].Absent, await Ask(stranger.Http, operation, Own(operation)), () => Ask(stranger.Http, operation, _ => nobody));
            }
            else if (operation.Reads && !face.Cases[operation.Id].Makes)
            {
                var (status, text) = await Ask(stranger.Http, operation, Own(operation));
                if (status != (face.Cases[operation.Id].Done ?? 200)) Leak(operation, $"{stranger.Name}: {status} {text}");
                ExpectNothingOf(cast.Own, operation, stranger.Name, text);
            }
        }
    }

    private async Task TryTooLow(Operation operation)
    {
        var need = face.Cases[operation.Id].Need;
        if (Needs.WithoutLower(need) is { } reason)
        {
            left.Add($"{operation.Id}: nobody holds too little, since {reason}.");
            return;
        }
        var caller = cast.TooLow[need];
        var answer = await Ask(caller, operation, Own(operation));
        if (need is Need.Viewer or Need.Keeper) await ExpectAlike(operation, $"holds all but {need}", face.Cases[operation.Id].Absent, answer, () => Ask(caller, operation, _ => nobody));
        else
        {
            Tried++;
            if (answer.Status != 403) Leak(operation, $"holds all but {need}: {answer.Status} {answer.Text}");
            ExpectNothingOf(cast.Own, operation, $"holds all but {need}", answer.Text);
        }
    }

    /// <summary>Who may, with one id that is another's.</summary>
    private async Task TrySlot(Operation operation, Slot slot)
    {
        // These are of the whole tenant.
        var isOfTenant = slot.Name is "tenantId" or "principalId" or "owner" || (slot.Name is "id" && slot.Place is not Place.Query);
        if (IsOwnWord(operation, slot))
        {
            left.Add($"{operation.Id} {slot.Name}: it is the caller's own word, and makes what is not there.");
            return;
        }
        var expected = slot.Place is Place.Path ? face.Cases[operation.Id].Absent : face.ForeignIds.GetValueOrDefault($"{operation.Id} {slot.Name}");
        foreach (var other in isOfTenant ? [cast.Foreign] : new[] { cast.Foreign, cast.Colleague })
            await ExpectAlike(operation, $"{slot.Name} of {other.Name}", expected, await With(other.Id(operation, slot.Name)), () => With(nobody));

        Task<(int, string)> With(Guid id) => Ask(Right(operation), operation, name => name == slot.Name ? id : cast.Own.Id(operation, name), slot);
    }

    private async Task TryTokens(Operation operation)
    {
        var list = In(operation.Path, name => cast.Own.Id(operation, name)).ToLowerInvariant();
        var own = TestedFace.PageToken(house, cast.Own.Client, list);
        foreach (var (name, token) in new[]
        {
            ("a token of another tenant", TestedFace.PageToken(house, cast.Foreign.Client, list)), ("a token of a colleague", TestedFace.PageToken(house, cast.Colleague.Client, list)),
            ("a token of another list", TestedFace.PageToken(house, cast.Own.Client, list + "s")), ("a token cut short", own[..^1]),
        })
        {
            var (status, text) = await Ask(cast.Own.Http, operation, Own(operation), query: $"{operation.PageSlot}={token}");
            Tried++;
            if (status != 400 || !text.Contains($"{operation.PageSlot}: ", StringComparison.Ordinal)) Leak(operation, $"{name}: {status} {text}");
        }
        if (await Ask(cast.Own.Http, operation, Own(operation), query: $"{operation.PageSlot}={own}") is var (sound, why) && sound != 200) Leak(operation, $"a sound token: {sound} {why}");
    }

    private async Task TryWhoMay(Operation operation)
    {
        var (status, text) = await Ask(Right(operation), operation, Own(operation));
        if (!(face.Cases[operation.Id].Done is { } done ? status == done : status is >= 200 and < 300 or 409)) Leak(operation, $"whoever may: {status} {text}");
        if (!operation.Reads || Right(operation) == cast.Administrator) return;
        ExpectNothingOf(cast.Foreign, operation, "whoever may", text);
        ExpectNothingOf(cast.Colleague, operation, "whoever may", text);
    }

    private async Task ExpectAlike(Operation operation, string who, int status, (int Status, string Text) foreign, Func<Task<(int Status, string Text)>> absent)
    {
        Tried++;
        if (foreign.Status != status) Leak(operation, $"{who}: {foreign.Status} instead of {status}: {foreign.Text}");
        if (await absent() is var none && none != foreign) Leak(operation, $"{who}: {foreign.Text} is told of what is another's, {none.Status} {none.Text} of what is not there");
    }

    private void ExpectNothingOf(World world, Operation operation, string who, string text)
    {
        Tried++;
        if (world.Marks.FirstOrDefault(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) is { } mark) Leak(operation, $"{who}: an answer shows {mark} of {world.Name}");
    }

    /// <summary>What is not there is named back to whoever asked for it.</summary>
    public static bool IsNamedBack(string slot) => slot is "userId" or "webhookId";

    private void Leak(Operation operation, string what) => leaks.Add($"{operation}: {what}");

    private HttpClient Right(Operation operation) => face.Cases[operation.Id].Need is Need.Administrator ? cast.Administrator : cast.Own.Http;

    private Func<string, Guid> Own(Operation operation) => name => cast.Own.Id(operation, name);

    // What is written for whatever id a body names, is not looked up by it.
    private bool IsOwnWord(Operation operation, Slot slot) => slot.Place is Place.Body && !operation.Reads && face.ForeignIds.GetValueOrDefault($"{operation.Id} {slot.Name}") == 200;

    // Where everybody may, the id in the path is the caller's own word.
    private bool HasId(Operation operation) => face.Cases[operation.Id].Need is not (Need.SignedIn or Need.Nothing) && operation.Slots.Any(slot => slot is { Place: Place.Path, IsId: true });

    /// <param name="slot">To be there, also where the case leaves it out.</param>
    private async Task<(int Status, string Text)> Ask(HttpClient caller, Operation operation, Func<string, Guid> id, Slot? slot = null, string? query = null)
    {
        var tried = face.Cases[operation.Id];
        var address = In(tried.Path(operation) + tried.Query?.Replace("{client_id}", cast.Own.Client.ClientId), id);
        if (slot is { Place: Place.Query }) query = $"{slot.Name}={Slot.Written(slot.Name, id(slot.Name))}";
        if (query is not null) address += (tried.Query is null ? "?" : "&") + query;
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        if (tried.Body is { } body)
        {
            var text = In(body, id);
            if (slot is { Place: Place.Body } && JsonNode.Parse(text) is JsonObject json)
            {
                json[slot.Name] = id(slot.Name).ToString();
                text = json.ToJsonString();
            }
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }
        using var answer = await caller.SendAsync(request);
        var told = await answer.Content.ReadAsStringAsync();
        // A user whom the caller named may be named back to him.
        if ((int)answer.StatusCode == 404)
            foreach (var named in operation.Slots.Select(one => one.Name).Where(IsNamedBack)) told = told.Replace(Slot.Written(named, id(named)), $"{{{named}}}");
        return ((int)answer.StatusCode, told);
    }

    private static string In(string text, Func<string, Guid> id) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\{(\w+)\}", match => Slot.Written(match.Groups[1].Value, id(match.Groups[1].Value)));
}
