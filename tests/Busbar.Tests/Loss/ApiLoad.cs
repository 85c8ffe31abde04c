using Busbar.Tests.Walks;

namespace Busbar.Tests.Loss;

/// <summary>An application: makes requests and takes them back, tells devices, switches features, reads.</summary>
internal sealed class ApiLoad(Victim server, Ledger ledger, OwnerLoad owners, Random random)
{
    private const string Requests = "/connect/v1/onboarding/entities";

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await server.Up;
            await (random.Next(10) switch
            {
                < 4 => Ask(),
                < 7 => Tell(),
                7 => Switch(),
                8 => Read(),
                _ => LetTokensExpire(),
            });
        }
    }

    private async Task Ask()
    {
        var asked = new Asked($"ask-{ledger.NextMark()}");
        ledger.Requests.Enqueue(asked);
        var made = await server.Try(HttpMethod.Post, Requests, $$"""{"type":"SolarPlant","brand":"Huawei","properties":{"mark":"{{asked.Mark}}"} }""");
        if (!Took(made, 201)) return;
        asked.Id = made!.Body.Text("id");
        ledger.Acknowledge();

        if (random.Next(2) == 0) return;
        asked.Cancel = Outcome.Unknown;
        if (!Took(await server.Try(HttpMethod.Patch, $"{Requests}/{asked.Id}/cancel"), 200)) return;
        asked.Cancel = Outcome.Acknowledged;
        ledger.Acknowledge();
    }

    private async Task Tell()
    {
        if (Pick(owners.Plants) is not { Entity: { } entity } || ledger.Busy.Contains(entity)) return;
        var told = new Told(entity, 1_000 + ledger.NextMark());
        ledger.Commands.Enqueue(told);
        var made = await server.Try(HttpMethod.Post, $"/connect/v1/entities/{entity}/commands?ignoreCooldown=true", $$"""{"type":"LimitFeedIn","value":"{{told.Value}}"}""");
        if (!Took(made, 201)) return;
        told.Id = made!.Body.Text("id");
        ledger.Acknowledge();
    }

    // One client for a device: what was asked for last is what must be there.
    private async Task Switch()
    {
        if (Pick(owners.Cars) is not { } car) return;
        var feature = ledger.Features.GetOrAdd(car, _ => new Switched());
        await feature.Alone.WaitAsync();
        try
        {
            var wanted = !(feature.Active ?? false);
            feature.Unknown = wanted;
            if (!Took(await server.Try(HttpMethod.Patch, $"/connect/v1/entities/{car}/features", $$"""{"feature":"CaptureChargeSessions","active":{{(wanted ? "true" : "false")}}}"""), 200)) return;
            (feature.Active, feature.Unknown) = (wanted, null);
            ledger.Acknowledge();
        }
        finally
        {
            feature.Alone.Release();
        }
    }

    private async Task Read()
    {
        if (Pick(owners.Plants) is not { Entity: { } entity }) return;
        if (await server.Try(HttpMethod.Get, $"/connect/v1/entities/{entity}/readings?pageSize=100&start={server.StartedAt.UtcDateTime.AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}") is not { Status: 200 } shown) return;
        foreach (var reading in shown.Body.GetProperty("data").EnumerateArray())
            ledger.Shown[(entity, reading.GetProperty("timestamp").GetDateTimeOffset())] = true;
    }

    /// <summary>The next command has to renew the grant first.</summary>
    private async Task LetTokensExpire()
    {
        if (Pick(owners.Plants) is { Home: { } home, Brand: var brand }) await server.Try(HttpMethod.Post, $"/sandbox/api/homes/{home}/accounts/{brand}/expire");
    }

    private bool Took(Answered? answer, int status)
    {
        if (answer is not null && answer.Status != status) ledger.Wrong.Enqueue($"{answer.Status} instead of {status}: {answer.Text}");
        return answer?.Status == status;
    }

    private T? Pick<T>(IReadOnlyCollection<T> among) => among.Count == 0 ? default : among.ElementAtOrDefault(random.Next(among.Count));
}
