using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Tests.Loss;

/// <summary>
/// Holds the store against what clients were told: every acknowledged write is there, once; every other is there whole or not at
/// all; nothing is there that nobody asked for. Reads the rows themselves, not through the product.
/// </summary>
internal sealed class StoreCheck(DbConnection db, Ledger ledger, bool settled)
{
    private readonly List<string> findings = [.. ledger.Wrong];

    /// <param name="settled">Nobody works on: what is Sent was seen to be carried out.</param>
    public static async Task<IReadOnlyList<string>> Look(DbConnection db, Ledger ledger, bool settled)
    {
        var check = new StoreCheck(db, ledger, settled);
        await check.Requests();
        await check.Commands();
        await check.Features();
        await check.Readings();
        await check.Charges();
        // What is held or under way is free within a minute.
        check.findings.AddRange(await StoreLaws.Broken(db, TimeProvider.System.GetUtcNow().AddSeconds(60).ToMicros()));
        return check.findings;
    }

    private async Task Requests()
    {
        var rows = (await db.QueryAsync<(string Id, string Properties, string Status, string? Device)>("select id, properties, status, device_id from links where properties is not null"))
            .ToLookup(row => JsonDocument.Parse(row.Properties).RootElement.GetProperty("mark").GetString()!);
        var asked = ledger.Requests.ToDictionary(request => request.Mark);
        foreach (var mark in rows.Select(same => same.Key).Where(mark => !asked.ContainsKey(mark))) findings.Add($"nobody made the request {mark}");
        foreach (var request in asked.Values)
        {
            var found = rows[request.Mark].ToList();
            if (found.Count > 1) findings.Add($"the request {request.Mark} is there {found.Count} times");
            if (request.Id is null) continue;
            if (found is not [var link] || link.Id != request.Id) findings.Add($"the request {request.Mark} is not there as {request.Id}");
            else if (request.Cancel is Outcome.Acknowledged && link.Status != "Canceled") findings.Add($"the canceled request {request.Mark} is {link.Status}");
            else if (request.Cancel is Outcome.NotAsked && !request.Followed && link.Status != "Pending") findings.Add($"the untouched request {request.Mark} is {link.Status}");
            else if (request.Device is { } device && (link.Status, link.Device) != ("Succeeded", device)) findings.Add($"the request {request.Mark} linked {device} and is {link}");
        }
    }

    private async Task Commands()
    {
        var rows = (await db.QueryAsync<(string Id, string Device, double Value, string Status)>("select id, device_id, value, status from commands where kind = 'LimitFeedIn'")).ToLookup(row => row.Value);
        foreach (var told in ledger.Commands)
        {
            var (found, done) = (rows[told.Value].ToList(), ledger.Orders.TryGetValue(told.Value, out var times) ? times.Count : 0);
            if (found.Count > 1) findings.Add($"the command {told.Value} is there {found.Count} times");
            if (told.Id is not null && (found is not [var there] || there.Id != told.Id || there.Device != told.Device)) findings.Add($"the command {told.Value} is not there as {told.Id}");
            if (done > 1) findings.Add($"the command {told.Value} was carried out {done} times");
            if (done > 0 && found is not [{ Status: not "Pending" }]) findings.Add($"the command {told.Value} was carried out and is {string.Join(", ", found)}");
            if (settled && done == 0 && found is [{ Status: "Sent" or "Succeeded" }] && !(found[0].Status == "Succeeded" && IsProvedByLower(told))) findings.Add($"the command {told.Value} is {found[0].Status} and was not carried out");
        }
    }

    // A limit is proved by a lower one that is in force, too, whoever asked for that.
    private bool IsProvedByLower(Told told) =>
        ledger.Commands.Any(other => other.Device == told.Device && other.Value < told.Value && ledger.Orders.ContainsKey(other.Value));

    private async Task Features()
    {
        var rows = (await db.QueryAsync<(string Device, long Active)>("select device_id, active from device_features")).ToDictionary(row => row.Device, row => row.Active == 1);
        foreach (var (device, feature) in ledger.Features)
            if (rows.GetValueOrDefault(device) is var active && active != (feature.Active ?? false) && active != feature.Unknown) findings.Add($"the feature of {device} is {active}");
    }

    private async Task Readings()
    {
        var rows = (await db.QueryAsync<(string Device, long At)>("select device_id, measured_at from readings")).ToHashSet();
        foreach (var (device, at) in ledger.Shown.Keys)
            if (!rows.Contains((device, at.ToMicros()))) findings.Add($"the reading of {device} at {at:O} was shown and is not there");
    }

    private async Task Charges()
    {
        foreach (var charger in ledger.Chargers.Values)
        {
            var transactions = (await db.QueryAsync<(long Id, string Message, double Start, double? Stop)>(
                "select t.transaction_id, t.message_id, t.meter_start_wh, t.meter_stop_wh from ocpp_transactions t join stations s on s.id = t.station_id where s.identity = @Identity", charger)).ToLookup(row => row.Message);
            var readings = (await db.QueryAsync<(long At, string Signals)>("select measured_at, signals from readings where device_id = @Device", charger)).ToDictionary(row => row.At, row => row.Signals);
            var sessions = (await db.QueryAsync<(long Plugged, long? Ended, string Facts)>("select plugged_at, ended_at, facts from charge_sessions where device_id = @Device", charger)).ToList();
            foreach (var charge in charger.Charges) Look(charge, [.. transactions[charge.Message]], readings, sessions);
            if (transactions.Count > charger.Charges.Count) findings.Add($"{charger.Identity} has {transactions.Count} transactions and began {charger.Charges.Count}");
            if (sessions.Count > charger.Charges.Count + 1) findings.Add($"{charger.Identity} has {sessions.Count} sessions and began {charger.Charges.Count} charges");
        }
    }

    private void Look(Charge charge, List<(long Id, string Message, double Start, double? Stop)> found, Dictionary<long, string> readings, List<(long Plugged, long? Ended, string Facts)> sessions)
    {
        if (found.Count > 1) findings.Add($"the start {charge.Message} made {found.Count} transactions");
        if (charge.Transaction is null) return;
        if (found is not [var there] || there.Id != charge.Transaction || there.Start != charge.StartWh) findings.Add($"the start {charge.Message} is not there as transaction {charge.Transaction}");
        else if (charge.StopWh is { } stop && there.Stop != stop) findings.Add($"the stop of {charge.Message} at {stop} Wh is not there");
        foreach (var (at, wh) in charge.Values.Prepend((charge.StartedAt, charge.StartWh)))
            if (!readings.TryGetValue(at.ToMicros(), out var signals) || !Holds(signals, wh)) findings.Add($"the meter value of {charge.Message} at {at:O}, {wh} Wh, is not there: {signals}");
        if (!charge.IsOver) return;
        var during = charge.Values.First().At.ToMicros();
        var around = sessions.Where(session => session.Plugged <= during && session.Ended >= during).ToList();
        if (around.Count != 1) findings.Add($"the charge {charge.Message} is in {around.Count} sessions");
        else if (JsonDocument.Parse(around[0].Facts).RootElement.GetProperty("RegisterKwh").GetDouble() is var kwh && Math.Abs(kwh * 1000 - (charge.StopWh!.Value - charge.StartWh)) > 0.01)
            findings.Add($"the session of {charge.Message} has {kwh} kWh, not {(charge.StopWh - charge.StartWh) / 1000.0}");
    }

    private static bool Holds(string signals, int wh) =>
        JsonDocument.Parse(signals).RootElement.TryGetProperty("EnergyIn", out var energy) && energy.GetDouble() is var kwh && Math.Abs(kwh * 1000 - wh) < 0.01;
}
