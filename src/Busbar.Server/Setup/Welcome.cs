namespace Busbar.Server.Setup;

/// <summary>What an operator reads at the start: what is served where, and a first call to paste.</summary>
public static class Welcome
{
    public static async Task Print(WebApplication app, TextWriter to)
    {
        var url = app.Services.GetRequiredService<Addresses>().Public;
        var file = app.Services.GetRequiredService<FirstStart>().CredentialsFile;
        await to.WriteLineAsync($"""

            Busbar serves on {url}
              Connect API   {url}/connect/v1     (OpenAPI: {url}/openapi/connect.json)
              Enode API     {url}/enode          (OpenAPI: {url}/openapi/enode.json)
              ev.energy API {url}/evenergy/v2    (OpenAPI: {url}/openapi/evenergy.json)
              OCPP 1.6J     {url.Replace("http", "ws", StringComparison.Ordinal)}/ocpp/STATION
              Sandbox       {url}/sandbox
              Health        {url}/healthz/ready
            """);
        if (!File.Exists(file)) return;
        await to.WriteLineAsync($$"""
            The demo client is {{FirstStart.ClientId}}; its secret is in {{file}}. A first call:

              SECRET=$(sed -n 's/.*"clientSecret": "\([^"]*\)".*/\1/p' '{{file}}')
              TOKEN=$(curl -s {{url}}/oauth2/token -d grant_type=client_credentials -d client_id={{FirstStart.ClientId}} -d client_secret="$SECRET" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
              curl -s {{url}}/connect/v1/entities -H "Authorization: Bearer $TOKEN"

            """);
    }
}
