using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>Where a brand's interface comes from.</summary>
public enum Tier { Official, Local, Open, Unofficial }

/// <summary>A brand's file, read and found good.</summary>
/// <param name="Brands">The brands that it serves, by id and name; none where the catalogue supplies them.</param>
/// <param name="Untried">Nobody has run it against the vendor yet.</param>
/// <param name="Kinds">What can be linked; none where the catalogue says it.</param>
/// <param name="App">What the operator enters once.</param>
/// <param name="Hosts">Hosts that addresses in answers may lead to, beside the base's own.</param>
/// <param name="Units">The vendor's own spellings of units.</param>
internal sealed record Recipe(
    IReadOnlyList<(string Id, string Name)> Brands,
    bool Catalogue,
    Tier Tier,
    string? Docs,
    bool Untried,
    IReadOnlyDictionary<DeviceKind, BrandKind> Kinds,
    IReadOnlyList<AppInput> App,
    IReadOnlyList<string> Hosts,
    IReadOnlyDictionary<ConsentWay, SignIn> Auth,
    RefreshRule? Refresh,
    HttpRule Http,
    IReadOnlyDictionary<string, string> Units,
    IReadOnlyList<DeviceList> Devices,
    IReadOnlyList<ReadRule> Reads,
    IReadOnlyList<CommandRule> Commands,
    Cadences Cadences,
    IReadOnlyList<BudgetRule> Budgets,
    IReadOnlyList<ErrorRule> Errors)
{
    public IReadOnlyList<Signal> SignalsOf(DeviceKind kind) =>
        [.. Reads.SelectMany(read => read.Signals).Where(signal => signal.Kinds.Contains(kind)).Select(signal => signal.Signal).Distinct().Order()];

    public IReadOnlyList<CommandKind> CommandsOf(DeviceKind kind) =>
        [.. Commands.Where(rule => rule.Kinds.Contains(kind)).Select(rule => rule.Command).Distinct().Order()];
}

internal sealed record AppInput(string Name, bool Secret);

/// <summary>How the brand is called over HTTP.</summary>
/// <param name="TokenHeader">The header that carries the access token, after <paramref name="TokenScheme"/> and a space where that is not empty.</param>
internal sealed record HttpRule(Template Base, IReadOnlyDictionary<string, Template> Headers, TimeSpan? Timeout, string TokenHeader, string TokenScheme);

/// <summary>One call; at most one of the two bodies.</summary>
internal sealed record Call(HttpMethod Method, Template Address, JsonBody? Json, IReadOnlyDictionary<string, Template>? Form)
{
    public string Name => $"{Method} {Address.Source}";
}

/// <summary>How often; the reserve is what reads must leave for commands.</summary>
internal sealed record BudgetRule(string Name, BudgetHolder Holder, TimeSpan Per, int Limit, IReadOnlyList<Deed> Deeds, int ReserveForCommands);

/// <summary>Whose budget it is: each grant's own, or the application's, shared by all grants.</summary>
public enum BudgetHolder { Grant, App }

/// <summary>What a call is for.</summary>
public enum Deed { Read, Command }

/// <summary>A command to a kind of device.</summary>
/// <param name="Range">The least and most that the value may be, in the core's unit.</param>
/// <param name="Unit">From the core's unit to the vendor's.</param>
/// <param name="Whole">The vendor takes whole numbers only.</param>
/// <param name="Accepted">What a good answer says.</param>
/// <param name="Receipt">Where the vendor's own number of the command stands.</param>
/// <param name="Refused">Statuses with which the vendor says no.</param>
internal sealed record CommandRule(
    IReadOnlyList<DeviceKind> Kinds, CommandKind Command, Call Call, (double Min, double Max)? Range, Conversion Unit, bool Whole, Condition? Accepted, PathTo? Receipt, IReadOnlyList<int> Refused);

/// <summary>A read of a kind of device: one call, many signals.</summary>
/// <param name="In">Where the device's own part of the answer stands; the whole where null.</param>
internal sealed record ReadRule(
    IReadOnlyList<DeviceKind> Kinds, Call Call, PathTo? In, Wrapper? Wrapper, TimeRule? Time, Condition? Online, Condition? Asleep, IReadOnlyList<SignalRule> Signals);

/// <summary>A brand's words for trouble.</summary>
/// <param name="Statuses">The HTTP statuses that it is about; any where empty.</param>
/// <param name="When">What the answer says; null for whatever.</param>
/// <param name="Means">What it comes to.</param>
/// <param name="Until">Where the answer says when to ask again.</param>
/// <param name="Holder">Whose calls wait, for <see cref="Trouble.Backoff"/>.</param>
internal sealed record ErrorRule(IReadOnlyList<int> Statuses, Condition? When, Trouble Means, TimeRule? Until, BudgetHolder Holder);
