using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Asks whether an owner has confirmed elsewhere by now, until it did, declined, or the link's time is up.</summary>
public sealed class CheckLink(Database database, IVendors vendors, FinishLink finish, TenantVault vault, Doorbell doorbell, TimeProvider time)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    public async Task Check(Taken taken, CancellationToken stop)
    {
        var (link, vendor, secret) = await database.Read(async db =>
        {
            if (await LinkTable.Find(db, taken.Id) is not { IsOver: false } link) return ((Link?)null, (ILinkDevices?)null, (string?)null);
            var vendor = vendors.Find(await TenantTable.RealmOf(db, link.TenantId), link.Brand) as ILinkDevices;
            return (link, vendor, link.Secret is null ? null : await vault.Open(db, link.TenantId, $"link:{link.Id}", link.Secret));
        });
        if (link is null || vendor is null)
        {
            await database.Write(db => DueTable.Done(db, taken));
            return;
        }

        LinkStep step;
        try
        {
            step = link.ExpiresAt <= time.GetUtcNow()
                ? new LinkStep.Failed(LinkFailure.Expired, "The owner did not confirm in time. Make a new request.")
                : await vendor.Check(link.Request(), secret, stop);
        }
        catch (VendorFault fault) when (LinkTrouble.MayPass(fault)) { step = new LinkStep.Consent(fault.RetryAt ?? time.GetUtcNow() + AfterTrouble); }
        catch (VendorFault fault) { step = LinkTrouble.Explain(fault); }

        await database.Write(async db =>
        {
            if (step is LinkStep.Consent { AskAgainAt: { } again } waiting)
            {
                if (!await DueTable.Again(db, taken, again) || waiting.Secret is null || await LinkTable.Find(db, link.Id) is not { IsOver: false } asked) return;
                await LinkTable.Update(db, asked with { Secret = await vault.Seal(db, link.TenantId, $"link:{link.Id}", waiting.Secret) });
                return;
            }
            if (!await DueTable.Done(db, taken) || await LinkTable.Find(db, link.Id) is not { IsOver: false } open) return;
            if (step is LinkStep.Linked linked) await finish.Finish(db, link.Id, linked);
            else if (step is LinkStep.Failed failed) await finish.Fail(db, open, failed.Failure, failed.Message);
        });
        if (step is LinkStep.Linked) doorbell.Ring(WorkKind.Poll);
    }
}
