using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Webhooks;

/// <summary>Whether Svix's own library would take what we send; while a secret is changed over, too.</summary>
public sealed class SvixSignatureTests
{
    [PeerFact]
    public async Task The_library_takes_what_is_signed_with_a_key_that_counts()
    {
        await using var stage = await SvixStage.Open();
        await using var peer = Peer.Start("svix.mjs", new { });
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        var one = stage.Receiver.All.Single();
        Assert.Null(await Refused(stage, peer, one, SvixStage.Key));

        // It does judge.
        Assert.NotNull(await Refused(stage, peer, one, StandardWebhooks.NewKey()));
        Assert.NotNull(await Refused(stage, peer, one with { Body = [.. one.Body, (byte)' '] }, SvixStage.Key));
        stage.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await Refused(stage, peer, one, SvixStage.Key));
    }

    [PeerFact]
    public async Task A_key_counts_for_a_day_after_it_was_replaced()
    {
        await using var stage = await SvixStage.Open();
        await using var peer = Peer.Start("svix.mjs", new { });
        var first = await Rotate(stage);
        Assert.Equal(first, (await stage.Get<TellKey>().Tell(stage.House.Client, PlainEvents.Dialect, stage.Id)).Value.Key);
        stage.Clock.Advance(TimeSpan.FromHours(20));
        var second = await Rotate(stage);
        var keys = new[] { SvixStage.Key, first, second };
        Assert.Equal(3, keys.Distinct().Count());

        Assert.Equal([null, null, null], await Judged(3));
        stage.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(["No matching signature found", null, null], await Judged(2));
        stage.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(["No matching signature found", "No matching signature found", null], await Judged(1));

        async Task<IReadOnlyList<string?>> Judged(int signatures)
        {
            await stage.Level(stage.Red, stage.Receiver.All.Count + 10);
            await stage.Deliver();
            var sent = stage.Receiver.All.Last();
            Assert.Equal(signatures, sent.Headers["svix-signature"].Split(' ').Length);
            var judged = new List<string?>();
            foreach (var key in keys) judged.Add(await Refused(stage, peer, sent, key));
            return judged;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_more_than_five_keys_count_at_once(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        for (var n = 1; n < RotateKey.Most; n++) await Rotate(stage);
        var refused = await stage.Get<RotateKey>().Rotate(stage.House.Client, PlainEvents.Dialect, stage.Id);
        Assert.Equal((FaultKind.TooManyRequests, "There are 5 secrets that count already. Wait until the oldest has expired, 2026-03-02 08:00 UTC."), (refused.Fault!.Kind, refused.Fault.Message));
        stage.Clock.Advance(TimeSpan.FromHours(24));
        await Rotate(stage);
        var other = (await stage.House.House.NewClient(name: "Another")).Client;
        Assert.Equal(FaultKind.NotFound, (await stage.Get<RotateKey>().Rotate(other, PlainEvents.Dialect, stage.Id)).Fault!.Kind);
        Assert.Equal(FaultKind.NotFound, (await stage.Get<TellKey>().Tell(other, PlainEvents.Dialect, stage.Id)).Fault!.Kind);
        Assert.Equal(FaultKind.NotFound, (await stage.Get<TellKey>().Tell(stage.House.Client, "Enode", stage.Id)).Fault!.Kind);
        Assert.Empty(await EveryTable.Holding(stage.Get<Database>(), "whsec_"));
    }

    private static async Task<string> Rotate(SvixStage stage) => (await stage.Get<RotateKey>().Rotate(stage.House.Client, PlainEvents.Dialect, stage.Id)).Value.Key;

    /// <summary>Why the library does not take it; null where it does, and has read what was sent.</summary>
    private static async Task<string?> Refused(SvixStage stage, Peer peer, Received one, string secret)
    {
        await peer.Send(new { now = stage.Clock.Now, secret, headers = one.Headers, body = one.Text });
        var judged = await peer.Next("judged");
        if (judged.TryGetProperty("refused", out var why)) return why.GetString();
        Assert.Equal(JsonSerializer.Serialize(one.Json), JsonSerializer.Serialize(judged.GetProperty("payload")));
        return null;
    }
}
