namespace Busbar.Tests.Recipes;

/// <summary>A small brand that tests bend to their needs.</summary>
internal static class Samples
{
    public static readonly IReadOnlyDictionary<string, string> App = new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "very-secret" };

    public const string Head = """
        id: acme
        name: Acme
        app: [clientId, clientSecret!]
        kinds:
          EV: { consent: Redirect }
          HeatPump: { consent: Redirect }
          SolarPlant: { consent: Redirect }
        http:
          base: https://api.acme.example

        """;

    public const string Auth = """
        auth:
          Redirect:
            flow: oauth2_code
            authorize: https://login.acme.example/authorize
            token: https://login.acme.example/token
            account: account

        """;

    public const string Devices = """
        devices:
          - get: /cars
            each: cars
            id: id
            kind: EV

        """;

    public const string Acme = Head + Auth + Devices;
}
