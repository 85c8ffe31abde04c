using System.Net.Http.Headers;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;

namespace Busbar.Tests.Isolation;

/// <summary>Everybody who calls: the one who may, and all who may not.</summary>
/// <param name="Own">May do everything with its own.</param>
/// <param name="Foreign">Of another tenant.</param>
/// <param name="Colleague">Of the same tenant, without permission.</param>
/// <param name="Administrator">Looks after the tenant of <paramref name="Own"/>.</param>
/// <param name="Outsiders">Whose calls carry no token, or one that is none, or none any more.</param>
/// <param name="TooLow">Holds all but what is needed, by what is needed.</param>
public sealed record Cast(
    World Own, World Foreign, World Colleague, HttpClient Administrator, IReadOnlyList<(string Name, HttpClient Http)> Outsiders, IReadOnlyDictionary<Need, HttpClient> TooLow)
{
    public static async Task<Cast> Make(ConnectHouse house, TestedFace face)
    {
        var (foreign, colleague, revoked, administrator) = (
            await house.House.NewClient("umbrella"), await house.House.NewClient("acme"), await house.House.NewClient("acme"), await house.Application(isAdministrator: true));
        var own = await World.Make(house, "acme", house.Client, house.Http, 1);
        var cast = new Cast(
            own, await World.Make(house, "umbrella", foreign.Client, Caller(foreign.Client), 2), await World.Make(house, "colleague", colleague.Client, Caller(colleague.Client), 3),
            administrator.Http,
            [
                ("no token", new HttpClient { BaseAddress = house.House.Url }),
                ("expired token", Caller(house.Client, TimeSpan.FromSeconds(-1))),
                ("revoked client", Caller(revoked.Client)),
                ("another scheme", With("Basic Zm9vOmJhcg==")),
                ("a token that signs nothing", With("Bearer eyJhbGciOiJub25lIn0.e30.")),
            ],
            new Dictionary<Need, HttpClient>
            {
                [Need.Viewer] = await Holding(PermissionLevel.Contributor, PermissionLevel.Administer, PermissionLevel.Owner),
                [Need.Contributor] = await Holding(PermissionLevel.Viewer, PermissionLevel.Administer, PermissionLevel.Owner),
                [Need.Administer] = await Holding(PermissionLevel.Viewer, PermissionLevel.Contributor, PermissionLevel.Owner),
                [Need.Owner] = await Holding(PermissionLevel.Viewer, PermissionLevel.Contributor, PermissionLevel.Administer),
                [Need.Keeper] = await Holding(PermissionLevel.Viewer, PermissionLevel.Contributor, PermissionLevel.Administer),
                [Need.Lead] = await Member(),
                [Need.Administrator] = house.Http,
            });
        await house.House.Get<Database>().Write(db => PermissionTable.Give(db, own.Client.TenantId, own.Entity, revoked.Client.Id, PermissionTable.AllLevels));
        await house.House.Get<RevokeClient>().Revoke(revoked.Client.ClientId);
        // What is known of a client may be a second old.
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        return cast;

        HttpClient Caller(Client client, TimeSpan? lifetime = null) => With(face.SignIn(house.House, client, lifetime ?? TimeSpan.FromDays(365)));

        HttpClient With(string authorization) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = house.House.Url,
            DefaultRequestHeaders = { Authorization = AuthenticationHeaderValue.Parse(authorization) },
        };

        async Task<HttpClient> Holding(params PermissionLevel[] levels)
        {
            var (http, id) = await house.Application();
            await house.House.Get<Database>().Write(async db =>
            {
                foreach (var asset in own.Assets) await PermissionTable.Give(db, own.Client.TenantId, asset, id, levels);
            });
            return http;
        }

        async Task<HttpClient> Member()
        {
            var (http, id) = await house.Application();
            await house.House.Get<Database>().Write(db => CollectiveTable.AddMember(db, own.Collective, id, house.Clock.Now));
            return http;
        }
    }
}
