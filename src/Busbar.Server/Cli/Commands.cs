namespace Busbar.Server.Cli;

/// <summary>Carries out the commands that need the store: in the running server, or in this process where none runs.</summary>
public sealed class Commands(ClientCommands clients, BrandCommands brands, StationCommands stations, WebhookCommands webhooks, PairCommands pairs, PriceCommands prices, WaitlistCommands waitlist)
{
    /// <summary>What they begin with.</summary>
    public static readonly IReadOnlyList<string> Rooms = ["clients", "brands", "stations", "webhooks", "pairs", "prices", "waitlist"];

    public async Task<(int Exit, string Text)> Run(IReadOnlyList<string> words)
    {
        try
        {
            var request = CliRequest.Parse(words);
            return (0, request.Room switch
            {
                "clients" => await clients.Run(request),
                "brands" => await brands.Run(request),
                "stations" => await stations.Run(request),
                "webhooks" => await webhooks.Run(request),
                "pairs" => await pairs.Run(request),
                "prices" => await prices.Run(request),
                "waitlist" => await waitlist.Run(request),
                _ => throw new CliMistake(CliText.Help),
            });
        }
        catch (CliMistake mistake)
        {
            return (2, mistake.Message);
        }
    }
}
