using Busbar.Core.Ports;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads <c>auth</c> and <c>refresh</c>.</summary>
internal static class AuthPart
{
    private static readonly Place Params = new(Inputs: true);
    private static readonly Place BodyParams = new(Inputs: true, Secrets: true);

    public static IReadOnlyDictionary<ConsentWay, SignIn> Read(Sheet sheet, Block? auth, IReadOnlyCollection<ConsentWay> needed)
    {
        var all = new Dictionary<ConsentWay, SignIn>();
        if (auth is null) return all;
        foreach (var way in Enum.GetValues<ConsentWay>())
            if (auth.Has(way.ToString()) && One(sheet, auth, way) is { } signIn) all[way] = signIn;
        foreach (var way in needed.Where(way => !auth.Has(way.ToString())))
            sheet.Findings.At(auth.Place, $"A kind is linked with consent `{way}`, but `auth` does not say how: add `{way}:`.");
        return all;
    }

    public static RefreshRule? Refresh(Sheet sheet, Block? block)
    {
        if (block?.Word<RefreshReplay>("replay") is not { } replay) return null;
        return new RefreshRule(replay, block.Span("early") ?? TimeSpan.FromSeconds(30), sheet.Templates(block, "params", Place.Body));
    }

    private static SignIn? One(Sheet sheet, Block auth, ConsentWay way)
    {
        var key = way.ToString();
        var flows = way switch
        {
            ConsentWay.Redirect => new[] { "oauth2_code" },
            ConsentWay.Elsewhere => ["oauth2_ciba"],
            ConsentWay.None => ["token_request"],
        };
        var node = auth.Node(key);
        if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode("flow"), out var said))
            return sheet.Note<SignIn>(auth.At(key), $"`flow` is missing here: {string.Join(" or ", flows)}.");
        if (!flows.Contains(said.ToString()))
            return sheet.Note<SignIn>(said, $"`{said}` does not go with consent `{way}`. {Names.DidYouMean(said.ToString(), flows)}");
        return Block.Of(node, said.ToString(), sheet.Findings) is not { } block ? null : way switch
        {
            ConsentWay.Redirect => Code(sheet, block),
            ConsentWay.Elsewhere => Ciba(sheet, block),
            ConsentWay.None => Direct(sheet, block),
        };
    }

    private static SignIn.Code? Code(Sheet sheet, Block block)
    {
        var pkce = block.Text("pkce") switch { null or "required" => true, "off" => false, _ => block.Note<bool>(block.At("pkce"), "`pkce` is required or off.") };
        return sheet.Address(block.Node("authorize"), Place.Address) is { } authorize && Tokens(sheet, block) is { } tokens && Account(sheet, block) is { } account
            ? new SignIn.Code(authorize, block.Texts("scopes"), pkce, sheet.Templates(block, "authorizeParams", Params), sheet.Template(block.Node("iss"), Place.Address)) { Tokens = tokens, Account = account }
            : null;
    }

    private static SignIn.Ciba? Ciba(Sheet sheet, Block block) =>
        sheet.Address(block.Node("request"), Place.Address) is { } request && Tokens(sheet, block) is { } tokens && Account(sheet, block) is { } account
            ? new SignIn.Ciba(request, block.Texts("scopes"), sheet.Templates(block, "params", BodyParams), sheet.Address(block.Node("page"), Params)) { Tokens = tokens, Account = account }
            : null;

    private static SignIn.Direct? Direct(Sheet sheet, Block block) =>
        block.Text("grantType") is { } grantType && Tokens(sheet, block) is { } tokens && Account(sheet, block) is { } account
            ? new SignIn.Direct(grantType, sheet.Templates(block, "params", BodyParams), block.Has("wrong") ? block.Texts("wrong") : ["invalid_grant"]) { Tokens = tokens, Account = account }
            : null;

    private static TokenEndpoint? Tokens(Sheet sheet, Block block)
    {
        var clientAuth = block.Word<ClientAuth>("clientAuth") ?? ClientAuth.Basic;
        foreach (var name in clientAuth == ClientAuth.None ? new[] { "clientId" } : ["clientId", "clientSecret"])
            if (!sheet.AppSecrets.ContainsKey(name)) sheet.Findings.At(block.Place, $"The token endpoint needs `{name}`: add it to `app`.");
        return sheet.Address(block.Node("token"), Place.Address) is { } token
            ? new TokenEndpoint(token, sheet.Address(block.Node("revoke"), Place.Address), clientAuth, block.Word<BodyFormat>("bodyFormat") ?? BodyFormat.Form, sheet.Templates(block, "tokenParams", BodyParams))
            : null;
    }

    private static AccountRule? Account(Sheet sheet, Block block)
    {
        if (block.Node("account") is not { } node) return null;
        if (node is not YamlMappingNode) return sheet.Path(node, Place.Address) is { } path ? new AccountRule(path, null, null, null) : null;
        if (Block.Of(node, "account", sheet.Findings) is not { } account) return null;
        if (account.Text("idToken") is { } claim && !account.Has("get") && !account.Has("at")) return new AccountRule(null, claim, null, null);
        if (account.Has("idToken") || !account.Has("get") || !account.Has("at"))
            return sheet.Note<AccountRule>(node, "An account is `{ idToken: claim }` or `{ get: /path, at: field }`.");
        return sheet.Address(account.Node("get"), Place.Address) is { } address && sheet.Path(account.Node("at"), Place.Address) is { } at
            ? new AccountRule(null, null, new Call(HttpMethod.Get, address, null, null), at) : null;
    }
}
