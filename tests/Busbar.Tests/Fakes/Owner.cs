using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Fakes;

/// <summary>The owner of devices, doing what a browser on the link pages would do.</summary>
public static class Owner
{
    /// <summary>Opens the link, signs in with an account at the brand and agrees.</summary>
    public static Task<LinkReturned> Agree(House house, string linkAddress, string account) => Follow(house, linkAddress, ("code", account));

    /// <summary>Opens the link and says no at the brand.</summary>
    public static Task<LinkReturned> Decline(House house, string linkAddress) => Follow(house, linkAddress, ("error", "access_denied"));

    private static async Task<LinkReturned> Follow(House house, string linkAddress, (string Name, string Value) answer)
    {
        var id = house.Get<LinkToken>().Read(linkAddress.Split('/')[^1]) ?? throw new ArgumentException($"{linkAddress} holds no token of ours.");
        var link = await house.Get<Database>().Read(db => LinkTable.Find(db, id)) ?? throw new ArgumentException($"{linkAddress} leads nowhere.");
        var (browser, callback) = (Secrets.New(), house.Get<Addresses>().Callback(link.Brand));

        var brandAddress = (await house.Get<ContinueLink>().Continue(link, browser, callback, CancellationToken.None)).Value;
        var state = System.Web.HttpUtility.ParseQueryString(brandAddress.Query)["state"]!;
        return await house.Get<ReturnLink>().Return(link.Brand, new Dictionary<string, string> { ["state"] = state, [answer.Name] = answer.Value }, browser, callback, CancellationToken.None);
    }
}
