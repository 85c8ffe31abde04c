using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Cli;

/// <summary><c>busbar clients add|look|pairing|limit|list|revoke</c></summary>
public sealed class ClientCommands(Database database, AddTenant addTenant, AddClient addClient, RevokeClient revokeClient, ChangeClientLook changeLook, ChangePairingWish changePairing, ChangeHourlyRequests changeLimit)
{
    public Task<string> Run(CliRequest request) => request.Verb switch
    {
        "add" => Add(request),
        "look" => Look(request),
        "pairing" => Pairing(request),
        "limit" => Limit(request),
        "list" => List(request),
        "revoke" => Revoke(request),
        _ => throw new CliMistake($"There is no command 'clients {request.Verb}'.\n\n{CliText.Help}"),
    };

    private async Task<string> Add(CliRequest request)
    {
        request.Allow("--name", "--tenant", "--production", "--sandbox", "--client-id", "--return", "--brand", "--administrator", "--logo", "--colour");
        var name = request.Option("--name") ?? throw new CliMistake("clients add needs --name: owners read it on the consent page.");
        var realm = (request.Option("--production"), request.Option("--sandbox")) switch
        {
            (not null, not null) => throw new CliMistake("A client is either --sandbox or --production."),
            (not null, null) => Realm.Production,
            _ => Realm.Sandbox,
        };
        var tenant = OrMistake(await addTenant.Add(request.Option("--tenant") ?? name, realm));
        var brands = request.All("--brand");
        var added = OrMistake(await addClient.Add(tenant, name, request.Option("--client-id"), request.All("--return"), brands.Count == 0 ? null : brands,
            request.Option("--administrator") is not null, new ClientLook(Set(request, "--logo"), Set(request, "--colour"))));
        return $"""
            tenant         {tenant.Name} ({tenant.Realm})
            client id      {added.Client.ClientId}
            client secret  {added.Secret}

            Keep the secret: it is not stored and cannot be shown again.
            """;
    }

    /// <summary>What owners see of an application; an empty value takes a logo or colour away.</summary>
    private async Task<string> Look(CliRequest request)
    {
        request.Allow("--name", "--logo", "--colour", "--onboarding-return");
        if (request.Operands is not [var clientId]) throw new CliMistake("clients look needs one CLIENT_ID.");
        var changed = OrMistake(await changeLook.Change(clientId, request.Option("--name"), look => new ClientLook(
            request.Option("--logo") is null ? look.LogoUrl : Set(request, "--logo"), request.Option("--colour") is null ? look.Colour : Set(request, "--colour")),
            request.Option("--onboarding-return") is null ? null : new Change<string?>(Set(request, "--onboarding-return"))));
        return $"""
            name    {changed.Name}
            logo    {changed.Look.LogoUrl ?? "none: its first letter stands there"}
            colour  {changed.Look.Colour ?? "none: ours"}
            return  {changed.OnboardingReturn ?? "none: a page of ours"}
            """;
    }

    /// <summary>Which part of pairing an application wants.</summary>
    private async Task<string> Pairing(CliRequest request)
    {
        request.Allow("--ids", "--unlock", "--route");
        if (request.Operands is not [var clientId]) throw new CliMistake("clients pairing needs one CLIENT_ID.");
        var (ids, unlock, route) = (Switch(request, "--ids"), Switch(request, "--unlock"), Switch(request, "--route"));
        var changed = await changePairing.Change(clientId, before => new PairingWish(ids ?? before.Shows, unlock ?? before.Unlocks, route ?? before.Routes))
            ?? throw new CliMistake($"There is no client '{clientId}'.");
        return $"""
            ids     {Word(changed.Pairing.Shows)}: cars and chargers name each other, and a car shows its charger's power
            unlock  {Word(changed.Pairing.Unlocks)}: a car can do what a charger of its home can do for it
            route   {Word(changed.Pairing.Routes)}: a car's commands go to its charger where that can do them
            """;

        static string Word(bool isOn) => isOn ? "on " : "off";
    }

    /// <summary>How many requests an application may make in an hour.</summary>
    private async Task<string> Limit(CliRequest request)
    {
        request.Allow();
        if (request.Operands is not [var clientId, var word]) throw new CliMistake("clients limit needs one CLIENT_ID, and a number of requests, off or usual.");
        int? limit = word switch
        {
            "usual" => null,
            "off" => 0,
            _ when int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => throw new CliMistake($"A limit is a whole number from 1, off or usual, not '{word}'."),
        };
        if (!await changeLimit.Change(clientId, limit)) throw new CliMistake($"There is no client '{clientId}'.");
        return limit switch
        {
            null => $"{clientId} may make as many requests as each dialect allows.",
            0 => $"{clientId} may make any number of requests.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{clientId} may make {limit} requests in an hour."),
        };
    }

    private static bool? Switch(CliRequest request, string name) => request.Option(name) switch
    {
        null => null,
        "on" => true,
        "off" => false,
        var other => throw new CliMistake($"{name} is on or off, not '{other}'."),
    };

    private static string? Set(CliRequest request, string option) => string.IsNullOrWhiteSpace(request.Option(option)) ? null : request.Option(option)!.Trim();

    private async Task<string> List(CliRequest request)
    {
        request.Allow();
        var clients = await database.Read(ClientTable.List);
        return clients.Count == 0 ? "There are no clients yet." : string.Join('\n', clients.Select(client =>
            $"{client.ClientId,-28} {client.Realm,-10} {client.Name}{(client.RevokedAt is { } at ? $"   revoked {at:yyyy-MM-dd HH:mm}Z" : "")}"));
    }

    private async Task<string> Revoke(CliRequest request)
    {
        request.Allow();
        if (request.Operands is not [var clientId]) throw new CliMistake("clients revoke needs one CLIENT_ID.");
        return await revokeClient.Revoke(clientId) ? $"{clientId} is revoked." : throw new CliMistake($"There is no client '{clientId}' that is not revoked already.");
    }

    private static T OrMistake<T>(Result<T> result) where T : notnull => result.Ok(out var value, out var fault) ? value : throw new CliMistake($"--{fault.Field}: {fault.Message}");
}
