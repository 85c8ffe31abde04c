using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>What an owner chose and entered, as the order that an application would have made.</summary>
public static class GuideAnswers
{
    /// <param name="collective">The session's, where the client still shares it.</param>
    /// <param name="answers">By input name; what was not asked for counts for nothing.</param>
    public static LinkOrder Order(GuidedSession session, Collective? collective, GuideChoice choice, IReadOnlyList<BrandInput> asked, IReadOnlyDictionary<string, string> answers, Client client)
    {
        var inputs = new Dictionary<string, string>();
        if (session.Name is not null) inputs[LinkInputs.Name] = session.Name;
        var properties = session.Properties is null ? new JsonObject() : JsonNode.Parse(session.Properties) as JsonObject;
        var added = false;
        foreach (var input in asked)
        {
            if (!answers.TryGetValue(input.Name, out var answer) || string.IsNullOrWhiteSpace(answer)) continue;
            inputs[input.Name] = Tidy(choice.Kind, input.Name, answer.Trim());
            if (CheckOrder.IsOwn(input.Name) || properties is null) continue;
            (properties[input.Name], added) = (inputs[input.Name], true);
        }
        return new LinkOrder(
            choice.Kind, choice.Brand.Id, inputs, added ? properties!.ToJsonString() : session.Properties,
            // The address may have left the client's list since the session was made.
            session.ReturnUrl is { } url && ReturnAddress.IsAllowed(url, client.ReturnAddresses) ? url : null, session.OwnerId, collective?.Id)
        {
            AllOf = session.AllDevices ? choice.Kinds : null, Scopes = LinkScopes.Of(choice.Kinds, session.Scopes),
        };
    }

    // Long numbers are printed, and typed, in groups.
    private static string Tidy(DeviceKind kind, string name, string answer) =>
        kind is DeviceKind.EV or DeviceKind.Meter && name is LinkInputs.Identifier ? string.Concat(answer.Where(c => !char.IsWhiteSpace(c))) : answer;
}
