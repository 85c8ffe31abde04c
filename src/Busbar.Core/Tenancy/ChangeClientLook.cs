using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Changes what owners see of an application: its name, its logo, its colour, and where they go on afterwards.</summary>
public sealed class ChangeClientLook(Database database)
{
    /// <summary>The client as it is then.</summary>
    /// <param name="onboardingReturn">See <see cref="Client.OnboardingReturn"/>; null to leave it.</param>
    /// <param name="change">What it looks like now becomes what it is to look like.</param>
    public async Task<Result<Client>> Change(string clientId, string? name, Func<ClientLook, ClientLook> change, Change<string?>? onboardingReturn = null)
    {
        if (name is { Length: 0 or > Client.LongestName }) return Fault.Invalid("name", $"A client's name has 1 to {Client.LongestName} characters; owners read it on the consent page.");
        return await database.Write<Result<Client>>(async db =>
        {
            if (await ClientTable.FindForSignIn(db, clientId) is not { Client: var client }) return Fault.Invalid("client-id", $"There is no client '{clientId}'.");
            var changed = client with { Name = name ?? client.Name, Look = change(client.Look), OnboardingReturn = onboardingReturn is null ? client.OnboardingReturn : onboardingReturn.Value };
            if (changed.OnboardingReturn is { } address && !ReturnAddress.IsAllowed(address, client.ReturnAddresses))
                return Fault.Invalid("onboarding-return", $"'{address}' is not on the client's list of return addresses.");
            if (changed.Look.Fault() is { } fault) return fault;
            await ClientTable.Update(db, changed);
            return changed;
        });
    }
}
