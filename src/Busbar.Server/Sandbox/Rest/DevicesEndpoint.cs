using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Rest;

/// <summary>The REST API of a sandbox brand: an account's devices, what they measure, what they are told.</summary>
internal sealed class DevicesEndpoint(Database database, ISandboxCatalogue catalogue, Homes homes, Secrets secrets, TimeProvider time)
{
    public async Task<IResult> List(HttpContext context, string brandId)
    {
        if (await Enter(context, brandId) is not { } account) return Stay(context);
        var home = await homes.Look(account.Grant.TenantId, account.Stored);
        var mine = home.Devices.Where(d => d.Brand == account.Grant.Brand).ToList();
        return Answer.Ok(new
        {
            devices = mine.Select(d => new Dictionary<string, object?>
            {
                ["id"] = d.Id, ["kind"] = d.Kind.ToString(), ["identifier"] = d.Identifier, ["name"] = d.Name, ["model"] = d.Model,
                ["parentId"] = mine.Any(p => p.Id == d.ParentId) ? d.ParentId : null, ["commands"] = Orders.Of(d),
            }),
        });
    }

    public async Task<IResult> Read(HttpContext context, string brandId, string id)
    {
        if (await Enter(context, brandId) is not { } account) return Stay(context);
        var home = await homes.Look(account.Grant.TenantId, account.Stored);
        if (home.Find(id) is not { } device || device.Brand != account.Grant.Brand) return Answer.Error(StatusCodes.Status404NotFound, "no_such_device");
        if (Busy(context, device) is { } busy) return busy;
        if (device.FailNextRead && await FailedOnPurpose(account, id, d => d.FailNextRead, d => d with { FailNextRead = false })) return Failed();
        if (!device.Online) return Answer.Error(StatusCodes.Status503ServiceUnavailable, "device_offline");
        if (device.Asleep) return Answer.Error(StatusCodes.Status408RequestTimeout, "asleep");
        return Answer.Ok(new { id, online = true, asleep = false, measuredAt = home.At, values = Report.Of(home, device) });
    }

    public async Task<IResult> Command(HttpContext context, string brandId, string id)
    {
        if (await Enter(context, brandId) is not { } account) return Stay(context);
        if (account.Stored.Home.Find(id) is not { } device || device.Brand != account.Grant.Brand) return Answer.Error(StatusCodes.Status404NotFound, "no_such_device");
        if (await CommandBody.Read(context) is not { } body) return Answer.Error(StatusCodes.Status400BadRequest, "invalid_command");
        if (Busy(context, device) is { } busy) return busy;
        if (device.FailNextCommand && await FailedOnPurpose(account, id, d => d.FailNextCommand, d => d with { FailNextCommand = false })) return Failed();
        if (!device.Online) return Answer.Error(StatusCodes.Status503ServiceUnavailable, "device_offline");

        var done = await homes.Change(account.Grant.TenantId, account.Grant.Home, home =>
            home.Find(id) is { } found && found.Brand == account.Grant.Brand ? Orders.Give(home, found, body.Command, body.Value, body.Upper).ToResult() : Fault.NotFound());
        return done.Fault switch
        {
            null => Answer.Json(StatusCodes.Status202Accepted, new { }),
            { Kind: FaultKind.NotFound } => Answer.Error(StatusCodes.Status404NotFound, "no_such_device"),
            var refused => Answer.Error(StatusCodes.Status409Conflict, refused.Message),
        };
    }

    private sealed record Account(SandboxGrant Grant, StoredHome Stored);

    /// <summary>The account of the request's token; null where there is none that is good at this brand.</summary>
    private async Task<Account?> Enter(HttpContext context, string brandId)
    {
        if (catalogue.Find(brandId) is not { } brand || !AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header)
            || header.Parameter is not { } token || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return null;
        var (hash, now) = (secrets.Hash(token), time.GetUtcNow());
        return await database.Read(async db =>
            await GrantTable.FindToken(db, hash, GrantTable.Access) is { Revoked: false } known && known.ExpiresAt > now && known.Grant.Brand == brand.Id
            && await HomeTable.Find(db, known.Grant.TenantId, known.Grant.Home) is { } home ? new Account(known.Grant, home) : null);
    }

    private static IResult Stay(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Answer.Error(StatusCodes.Status401Unauthorized, "invalid_token");
    }

    private IResult? Busy(HttpContext context, HomeDevice device)
    {
        if (device.BusyUntil is not { } until || until <= time.GetUtcNow()) return null;
        context.Response.Headers.RetryAfter = Math.Ceiling((until - time.GetUtcNow()).TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        return Answer.Error(StatusCodes.Status429TooManyRequests, "too_many_requests");
    }

    // Only one of two calls at once fails: the wish was for the next.
    private async Task<bool> FailedOnPurpose(Account account, string id, Func<HomeDevice, bool> wished, Func<HomeDevice, HomeDevice> done) =>
        (await homes.Change(account.Grant.TenantId, account.Grant.Home, home =>
            home.Find(id) is { } device && wished(device) ? home.With(done(device)) : Fault.NotFound())).Fault is null;

    private static IResult Failed() => Answer.Error(StatusCodes.Status500InternalServerError, "failed_on_purpose");
}

/// <summary>A command as it comes in: <c>{"command":"set_max_current","value":10}</c>; a span has an <c>upper</c> beside its value.</summary>
internal sealed record CommandBody(string Command, double? Value, double? Upper)
{
    /// <summary>Null where the body is not a command that the wire knows, with a number just where it needs one.</summary>
    public static async Task<CommandBody?> Read(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, new() { AllowDuplicateProperties = false, MaxDepth = 4 }, context.RequestAborted);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } body || body.EnumerateObject().Any(p => p.Name is not ("command" or "value" or "upper"))) return null;
            if (!body.TryGetProperty("command", out var command) || command.ValueKind != JsonValueKind.String || !Orders.IsKnown(command.GetString()!)) return null;
            if (!IsNumber(body, "value", out var value) || !IsNumber(body, "upper", out var upper)) return null;
            var told = new CommandBody(command.GetString()!, value, upper);
            return Orders.NeedsValue(told.Command) == (value is not null) && Orders.NeedsUpper(told.Command) == (upper is not null) ? told : null;
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException or InvalidOperationException) // the last: half a surrogate pair
        {
            return null;
        }
    }

    /// <summary>A number or nothing; false for anything else.</summary>
    private static bool IsNumber(JsonElement body, string name, out double? number)
    {
        number = null;
        if (!body.TryGetProperty(name, out var given) || given.ValueKind is JsonValueKind.Null) return true;
        if (given.ValueKind is not JsonValueKind.Number || !given.TryGetDouble(out var read) || !double.IsFinite(read)) return false;
        number = read;
        return true;
    }
}
