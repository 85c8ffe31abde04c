using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>What became of an owner's choice.</summary>
public abstract record GuideChosen
{
    private GuideChosen() { }

    /// <summary>A link came of it, or there was one for the same already: pending, or ended at once.</summary>
    public sealed record Begun(Link Link) : GuideChosen;

    /// <summary>Not like that: what was wrong with what the owner entered, or why nothing more can be chosen.</summary>
    public sealed record Refused(IReadOnlyList<Fault> Faults) : GuideChosen;
}

/// <summary>The owner chose in a guided session: a link is begun, as if the application had asked for it.</summary>
public sealed class ChooseInGuide(Database database, IVendors vendors, BeginLink begin, FinishLink finish, Doorbell doorbell, TimeProvider time)
{
    /// <summary>Longer than a brand is ever waited for. After it, an answer was lost with its process.</summary>
    private static readonly TimeSpan Asking = TimeSpan.FromMinutes(2);

    public async Task<GuideChosen> Choose(Guid sessionId, DeviceKind kind, string brand, IReadOnlyDictionary<string, string> answers)
    {
        var (session, client, collective, last, relinked) = await Read(sessionId);
        if (client.RevokedAt is not null) return Refuse(new Fault(FaultKind.AlreadyEnded, "The application may not link devices any more."));
        if ((session.Relinks is not null && relinked is null)
            || GuideOffer.Of(client, session.Brand ?? brand, session.Kinds, vendors, session.AllDevices).FirstOrDefault(one => one.Brand.Id == brand && one.Kind == kind) is not { } choice)
            return Refuse(new Fault(FaultKind.BrandUnknown, "This brand and kind are not offered here.", "brand"));

        var order = GuideAnswers.Order(session, collective, choice, GuideOffer.Asks(choice, session, last), answers, client);
        if (relinked is not null) order = relinked.Named(order);
        if (!CheckOrder.Check(order, client, vendors).Ok(out var checkedOrder, out var fault))
            return new GuideChosen.Refused(CheckOrder.Inputs(order, choice.Brand, choice.Way).Faults is { Count: > 0 } faults ? faults : [fault]);

        var begun = begin.Of(client, order, choice.Brand, choice.Way, checkedOrder.Inputs, relinked?.Device.UserId ?? order.Owner ?? collective?.HomeUserId);
        if (relinked is not null) begun = relinked.Renews(begun);
        if (!(await database.Write(db => Claim(db, sessionId, begun))).Ok(out var link, out fault)) return Refuse(fault);
        if (link.Id != begun.Id || link.Consent is ConsentWay.Redirect) return new GuideChosen.Begun(link);

        // Not given up when the owner's phone goes out of range: a code may be used up by then.
        var step = await BeginLink.Ask(choice.Vendor, link, CancellationToken.None);
        var answered = await database.Write(async db =>
        {
            await GuidedSessionTable.Answered(db, sessionId, link.Id);
            return await LinkTable.Find(db, link.Id) is { IsOver: false } open ? await begin.Take(db, open, step) : link;
        });
        BeginLink.Ring(doorbell, answered, step);
        return new GuideChosen.Begun(answered);
    }

    /// <summary>
    /// Records the link before the brand hears of it, so that a form that is sent twice asks once: the second finds the first one's
    /// link. Another choice takes the place of a link that is still open.
    /// </summary>
    private async Task<Result<Link>> Claim(DbConnection db, Guid sessionId, Link begun)
    {
        var now = time.GetUtcNow();
        var session = (await GuidedSessionTable.Find(db, sessionId))!;
        var last = session.LinkId is { } id ? (await LinkTable.Find(db, id))?.At(now) : null;
        if (last is { Status: LinkStatus.Succeeded }) return new Fault(FaultKind.AlreadyEnded, "A device was linked in this session.");
        if (last is { IsOver: false })
        {
            var isBeingAsked = session.AskingUntil > now;
            if (isBeingAsked || (session.AskingUntil is null && IsSame(last, begun))) return last;
        }
        if (session.HasExpired(now)) return new Fault(FaultKind.AlreadyEnded, "This session has expired.");
        if (await GuidedSessionTable.CountLinks(db, sessionId) >= GuidedSession.MostLinks) return new Fault(FaultKind.TooManyRequests, "There were too many attempts in this session.");

        if (last is { IsOver: false }) await finish.Cancel(db, last);
        await BeginLink.Add(db, begun);
        await GuidedSessionTable.AddLink(db, sessionId, begun.Id, begun.Consent is ConsentWay.Redirect ? null : now + Asking);
        return begun;
    }

    private Task<(GuidedSession Session, Client Client, Collective? Collective, Link? Last, Relinked? Relinked)> Read(Guid sessionId) => database.Read(async db =>
    {
        var session = await GuidedSessionTable.Find(db, sessionId) ?? throw new InvalidOperationException($"There is no guided session {sessionId}.");
        var client = await ClientTable.Find(db, session.ClientId) ?? throw new InvalidOperationException($"Guided session {sessionId} has no client.");
        var collective = session.CollectiveId is { } group ? await CollectiveTable.FindFor(db, client, group) : null;
        var device = session.Relinks is { } relinks ? await DeviceTable.FindFor(db, client, relinks) : null;
        // A connector is reached by its station: that is what signs in.
        if (device?.ParentId is { } whole && await DeviceTable.FindFor(db, client, whole) is { } station && station.Kind == device.Kind) device = station;
        return (session, client, collective, session.LinkId is { } id ? await LinkTable.Find(db, id) : null,
            device is null ? null : new Relinked(device, [.. (await DeviceTable.OfGrant(db, device.GrantId)).Select(one => one.Kind).Distinct()]));
    });

    /// <summary>A device whose connection is renewed, and the kinds that its account is linked with.</summary>
    private sealed record Relinked(Device Device, IReadOnlyList<DeviceKind> Kinds)
    {
        public LinkOrder Named(LinkOrder order) => order with
        {
            Inputs = new Dictionary<string, string>(order.Inputs) { [LinkInputs.Identifier] = Device.Identifier ?? Device.VendorId },
        };

        public Link Renews(Link link) => link with { DeviceId = Device.Id, IsReconnect = true, AllOf = Kinds };
    }

    private static bool IsSame(Link one, Link other) =>
        one.Kind == other.Kind && one.Brand == other.Brand && one.Inputs.Count == other.Inputs.Count && one.Inputs.All(input => other.Inputs.GetValueOrDefault(input.Key) == input.Value);

    private static GuideChosen.Refused Refuse(Fault fault) => new([fault]);
}
