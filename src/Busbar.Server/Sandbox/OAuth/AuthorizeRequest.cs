using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Sandbox.OAuth;

/// <summary>A well-formed wish of a client to act for an owner (RFC 6749, 4.1.1, with PKCE).</summary>
internal sealed partial record AuthorizeRequest(
    Brand Brand, Guid TenantId, string RedirectUri, string Scope, string? State, string Challenge, DeviceKind Kind, string? Hint)
{
    private static readonly DeviceKind[] Wished =
    [
        DeviceKind.EV, DeviceKind.ChargePoint, DeviceKind.SolarPlant, DeviceKind.Battery, DeviceKind.HeatPump, DeviceKind.Meter, DeviceKind.RetrofitMeter, DeviceKind.Inverter,
    ];

    /// <summary>The request, or what is wrong: shown to the owner where the client cannot be told, else sent back to it.</summary>
    public readonly record struct Reading(AuthorizeRequest? Request, string? TellOwner = null, Uri? TellClient = null);

    public static Reading Read(Brand brand, SandboxForm? fields, ISandboxAddresses addresses)
    {
        if (fields is null) return new(null, "A field of this address stands twice, or is too long.");
        if (SandboxClients.TenantOf(fields["client_id"]) is not { } tenant) return new(null, "The application that sent you is not known here (client_id).");
        var callback = $"{addresses.Public}/callback/{brand.Id}";
        if (fields["redirect_uri"] != callback) return new(null, "The application wants you sent back to an address that is not its own (redirect_uri).");
        var kind = KindOf(brand, fields["kind"]);
        var wrong = fields switch
        {
            _ when fields["response_type"] != "code" => "unsupported_response_type",
            _ when fields["code_challenge_method"] != "S256" || !Challenges().IsMatch(fields["code_challenge"] ?? "") => "invalid_request",
            _ when kind is null || fields["login_hint"]?.Length > 100 || fields["state"]?.Length > 512 => "invalid_request",
            _ when !Scopes().IsMatch(fields["scope"] ?? "devices") => "invalid_scope",
            _ => null,
        };
        return wrong is null
            ? new(new(brand, tenant, callback, fields["scope"] ?? "devices", fields["state"], fields["code_challenge"]!, kind!.Value, fields["login_hint"]))
            : new(null, TellClient: Back(callback, ("error", wrong), ("state", fields["state"]), ("iss", Issuer(brand, addresses))));
    }

    /// <summary>The kind that was asked for; without a wish, the likeliest that the brand has; null where the brand has no such.</summary>
    public static DeviceKind? KindOf(Brand brand, string? wish) =>
        wish is null ? Wished.Where(brand.Kinds.ContainsKey).Cast<DeviceKind?>().FirstOrDefault()
        : Enum.TryParse<DeviceKind>(wish, out var kind) && kind.ToString() == wish && brand.Kinds.ContainsKey(kind) ? kind : null;

    /// <summary>This request again, as the fields of a form.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        yield return ("response_type", "code");
        yield return ("client_id", SandboxClients.IdOf(TenantId));
        yield return ("redirect_uri", RedirectUri);
        yield return ("scope", Scope);
        yield return ("code_challenge", Challenge);
        yield return ("code_challenge_method", "S256");
        yield return ("kind", Kind.ToString());
        if (State is not null) yield return ("state", State);
        if (Hint is not null) yield return ("login_hint", Hint);
    }

    public Uri WithCode(string code, ISandboxAddresses addresses) => Back(RedirectUri, ("code", code), ("state", State), ("iss", Issuer(Brand, addresses)));

    public Uri Denied(ISandboxAddresses addresses) => Back(RedirectUri, ("error", "access_denied"), ("state", State), ("iss", Issuer(Brand, addresses)));

    private static string Issuer(Brand brand, ISandboxAddresses addresses) => $"{addresses.Public}/sandbox/{brand.Id}";

    private static Uri Back(string address, params (string Name, string? Value)[] query) =>
        new(address + "?" + string.Join('&', query.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}")));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Challenges();

    [GeneratedRegex(@"\A[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*\z")]
    private static partial Regex Scopes();
}
