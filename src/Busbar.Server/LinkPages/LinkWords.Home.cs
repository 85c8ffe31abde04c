namespace Busbar.Server.LinkPages;

/// <summary>The front page. It speaks to developers and operators, in English.</summary>
public sealed partial class LinkWords
{
    public static string HomeTitle => "Busbar";
    public static string HomeText => "An open platform that connects cars, chargers, inverters, solar plants, batteries, heat pumps and meters, and offers them to applications behind APIs that they already speak. This is a running server.";
    public static string HomeOwners => "Were you sent here to connect a device? Open the link that your application gave you.";
    public static string HomeApis => "For applications";
    public static string HomeOperators => "For operators";
    public static string HomeConnect => "Connect API";
    public static string HomeEnode => "Enode API";
    public static string HomeOpenApi => "OpenAPI document";
    public static string HomeToken => "Access tokens";
    public static string HomeTokenNote => "Client credentials, as of OAuth 2.";
    public static string HomeOcpp => "Chargers dial in (OCPP 1.6J)";
    public static string HomeSandbox => "Sandbox: simulated devices of every brand";
    public static string HomeLive => "The process is up";
    public static string HomeReady => "The store answers too";
}
