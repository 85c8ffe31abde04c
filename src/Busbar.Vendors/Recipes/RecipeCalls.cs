using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>For whom a call is made.</summary>
/// <param name="GrantId">Whose budget it counts against; null while linking, when there is no grant yet.</param>
/// <param name="Secret">What it is made with; null for calls without a token.</param>
internal sealed record Caller(Guid? GrantId, GrantSecret? Secret);

/// <summary>An answer, or the trouble in its place.</summary>
internal sealed record Outcome(JsonElement? Answer, Trouble? Trouble, VendorFault? Fault, DateTimeOffset HeardAt);

/// <summary>Makes a recipe's calls: fills in, keeps to the budgets, sends, and says what the answer means.</summary>
internal sealed class RecipeCalls(Recipe recipe, Brand brand, Realm realm, RecipeTools tools)
{
    /// <summary>The pause after "too many calls" where the vendor names none.</summary>
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    public Brand Brand => brand;
    public Recipe Recipe => recipe;
    public TimeProvider Time => tools.Time;

    /// <summary>The names that every call may refer to. The operator must have set the brand up.</summary>
    public async Task<Scope> Open(Guid tenantId)
    {
        var app = await tools.Apps.Find(realm, brand.Id, tenantId)
            ?? throw new VendorFault(VendorFaultKind.SetupIncomplete, false, $"{brand.Name} is not set up: the operator must enter its application.");
        var scope = Scope.Empty.With("brand.id", brand.Id).With("brand.name", brand.Name);
        foreach (var input in recipe.App)
            scope = scope.With("app." + input.Name, app.TryGetValue(input.Name, out var value) ? value
                : throw new VendorFault(VendorFaultKind.SetupIncomplete, false, $"{brand.Name} is not set up completely: `{input.Name}` is missing."));
        return scope;
    }

    public Task<IReadOnlyList<BudgetLeft>> BudgetsLeft(Guid grantId) => tools.Budgets.Left(Scopes(grantId), recipe.Budgets);

    /// <summary>Makes the call and gives the answer; throws whatever stands in its place.</summary>
    public async Task<JsonElement> Ask(Call call, Scope scope, Caller caller, CancellationToken stop)
    {
        var outcome = await Try(call, Address(call.Address, scope), scope, caller, Deed.Read, [], stop);
        return outcome.Answer ?? throw outcome.Fault!;
    }

    /// <summary>Makes the call to an address of its own, such as the next page.</summary>
    /// <param name="refused">Statuses that mean no for this call.</param>
    public async Task<Outcome> Try(Call call, Uri address, Scope scope, Caller caller, Deed deed, IReadOnlyList<int> refused, CancellationToken stop)
    {
        await tools.Budgets.Spend(Scopes(caller.GrantId), recipe.Budgets, deed, brand.Name);
        using var request = Request(call, address, scope);
        if (caller.Secret?.AccessToken is { } token) Authorize(request, token);
        var changes = deed == Deed.Command;
        var answer = await Send(request, call.Name, changes, stop);
        return await Judge(answer, call, scope, caller, changes, refused);
    }

    /// <summary>Sends what is not counted and not judged by the brand's errors: calls to its token endpoint.</summary>
    public Task<VendorAnswer> Send(HttpRequestMessage request, string name, bool changes, CancellationToken stop) =>
        tools.Http.Send(request, $"{brand.Name} {name}", changes, recipe.Http.Timeout, stop);

    public HttpRequestMessage Request(Call call, Uri address, Scope scope)
    {
        var request = new HttpRequestMessage(call.Method, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, template) in recipe.Http.Headers)
            if (template.Fill(scope) is { } value) Header(request, name, value);
        if (call.Json is { } json) request.Content = new ByteArrayContent(json.Write(scope)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        else if (call.Form is { } form) request.Content = new FormUrlEncodedContent(Filled(form, scope));
        return request;
    }

    public static Dictionary<string, string> Filled(IReadOnlyDictionary<string, Template> templates, Scope scope)
    {
        var filled = new Dictionary<string, string>();
        foreach (var (name, template) in templates)
            if (template.Fill(scope) is { } value) filled[name] = value;
        return filled;
    }

    public Uri Address(Template template, Scope scope)
    {
        var text = template.FillAddress(scope);
        if (text?.StartsWith('/') == true) text = recipe.Http.Base.FillAddress(scope)?.TrimEnd('/') + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address
            : throw new VendorFault(VendorFaultKind.BadAnswer, false, $"{brand.Name}: no address can be made of `{template.Source}`.");
    }

    /// <summary>An address that the vendor named: it must lead to the brand's own hosts, as safely as the base does.</summary>
    public Uri Found(string text, Uri from)
    {
        if (Uri.TryCreate(from, text, out var address) && (address.Scheme == "https" || address.Scheme == from.Scheme) && address.UserInfo.Length == 0
            && (address.Authority == from.Authority || (address.IsDefaultPort && recipe.Hosts.Any(host => Covers(host, address.Host))))) return address;
        throw new VendorFault(VendorFaultKind.BadAnswer, false, $"{brand.Name} named an address that is not on its list of `hosts`.");
    }

    private static bool Covers(string host, string found) =>
        host.StartsWith("*.", StringComparison.Ordinal) ? found.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase) : string.Equals(host, found, StringComparison.OrdinalIgnoreCase);

    private BudgetScopes Scopes(Guid? grantId) => BudgetScopes.Of(realm, brand.Id, grantId);

    private void Authorize(HttpRequestMessage request, string token) =>
        Header(request, recipe.Http.TokenHeader, recipe.Http.TokenScheme.Length == 0 ? token : $"{recipe.Http.TokenScheme} {token}");

    private void Header(HttpRequestMessage request, string name, string value)
    {
        if (value.Any(char.IsControl) || !request.Headers.TryAddWithoutValidation(name, value))
            throw new VendorFault(VendorFaultKind.SetupIncomplete, false, $"{brand.Name}: the header `{name}` cannot carry its value.");
    }

    private async Task<Outcome> Judge(VendorAnswer answer, Call call, Scope scope, Caller caller, bool changes, IReadOnlyList<int> refused)
    {
        var json = answer.Body.IsEmpty && answer.Succeeded ? Nothing : answer.Json();
        var rule = recipe.Errors.FirstOrDefault(rule => (rule.Statuses.Count == 0 || rule.Statuses.Contains(answer.Status))
            && (rule.When is null || (json is { } said && rule.When.Holds(said, scope))));
        var trouble = refused.Contains(answer.Status) ? Trouble.Refused : rule?.Means ?? Troubles.ByStatus(answer.Status, changes) ?? (json is null ? Trouble.BadAnswer : null);
        if (trouble is not { } found) return new Outcome(json, null, null, answer.HeardAt);

        var until = rule?.Until is { } at && json is { } body && at.Find(body, scope) is { } named ? RetryAfter.Sane(named, answer.HeardAt) : answer.RetryAt;
        if (found == Trouble.Backoff)
        {
            until = until > answer.HeardAt ? until : answer.HeardAt + DefaultPause;
            if (Scopes(caller.GrantId).Of(rule?.Holder ?? BudgetHolder.Grant) is { } holder) await tools.Budgets.HoldBack(holder, until.Value);
        }
        var message = $"{brand.Name} {call.Name}: {found.Words()} (status {answer.Status}).";
        var open = changes && found.LeavesOpen() && answer.Status is not (>= 400 and < 500 and not 408);
        return new Outcome(null, found, new VendorFault(found.Kind(), open, message, until), answer.HeardAt);
    }
}
