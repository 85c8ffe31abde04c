using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Says how many requests an application may make in an hour.</summary>
public sealed class ChangeHourlyRequests(Database database)
{
    /// <param name="limit">Null for what each dialect says, 0 for no limit.</param>
    /// <returns>False where there is no such client.</returns>
    public Task<bool> Change(string clientId, int? limit) => database.Write(async db =>
    {
        if (await ClientTable.FindForSignIn(db, clientId) is not { Client: var client }) return false;
        await ClientTable.Update(db, client with { HourlyRequests = limit });
        return true;
    });
}
