using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Says which part of pairing an application wants.</summary>
public sealed class ChangePairingWish(Database database)
{
    /// <summary>The client as it is then; null where there is none.</summary>
    public Task<Client?> Change(string clientId, Func<PairingWish, PairingWish> change) => database.Write<Client?>(async db =>
    {
        if (await ClientTable.FindForSignIn(db, clientId) is not { Client: var client }) return null;
        var changed = client with { Pairing = change(client.Pairing) };
        await ClientTable.Update(db, changed);
        return changed;
    });
}
