using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces;

/// <summary>Three faces over one core: whatever one of them onboards, each of them reads, commands and takes away, for all to see.</summary>
public sealed class EveryFaceTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";

    private static readonly string[] faces = ["connect", "enode", "evenergy"];

    [Theory, OnSqlite, OnPostgres]
    public async Task What_one_face_onboards_each_reads_commands_and_takes_away(Engine engine)
    {
        foreach (var onboards in faces)
            foreach (var operates in faces)
            {
                await using var stage = await Stage.Open(engine);
                foreach (var kind in new[] { DeviceKind.EV, DeviceKind.ChargePoint })
                {
                    var thing = await stage.Onboard(onboards, kind);
                    await stage.Measure(thing, isCharging: true);
                    foreach (var face in faces) await stage.Shows(face, thing);
                    await stage.Command(operates, thing);
                    await stage.TakeAway(operates, thing);
                    foreach (var face in faces) Assert.True(404 == (await stage.Call("GET", stage.Address(face, thing))).Status, $"{onboards} {operates} {kind}: {face} still shows it.");
                }
            }
    }

    /// <summary>A car or a charger that was onboarded.</summary>
    private sealed record Thing(DeviceKind Kind, Guid Id, string VendorId)
    {
        public bool IsCar => Kind is DeviceKind.EV;
    }

    /// <summary>Real devices' application, a user of its own, and a home where electricity is dear by day.</summary>
    private sealed class Stage(ConnectHouse house, Client client, HttpClient http, Guid user) : IAsyncDisposable
    {
        private FakeVendor Vendor(bool isCar) => isCar ? house.Brands.Tesla : house.Brands.Easee;

        public static async Task<Stage> Open(Engine engine)
        {
            var house = await ConnectHouse.Open(engine);
            var made = await house.House.NewClient("factory", Realm.Production);
            // The token outlives all that passes here.
            var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
            {
                BaseAddress = house.House.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", house.House.Get<SignIn>().Issue(made.Client, TimeSpan.FromDays(30))) },
            };
            using var answer = await http.PostAsync("/evenergy/v2/users", new StringContent(Home, Encoding.UTF8, "application/json"));
            var id = Ulid.Read(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()![4..])!.Value;
            Assert.Null(await house.House.Get<PutTariff>().Put(made.Client, "night", [new("dear", "0.40"), new("cheap", "0.10")]));
            Assert.Null(await house.House.Get<PlaceTariff>().Place(made.Client, id, "night", [new("cheap", null, 0, 7 * 60), new("dear", null, 7 * 60, 0)]));
            return new Stage(house, made.Client, http, id);
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await house.DisposeAsync();
        }

        /// <summary>The owner is sent where the face says, and agrees.</summary>
        public async Task<Thing> Onboard(string face, DeviceKind kind)
        {
            var (isCar, vendorId, identifier) = (kind is DeviceKind.EV, kind is DeviceKind.EV ? "car-1" : "charger-1", kind is DeviceKind.EV ? "5YJ3E7EA7KF317000" : "EH000001");
            Vendor(isCar).Own("anna", isCar
                ? FakeBrands.Car(identifier, vendorId)
                : FakeBrands.Thing(kind, vendorId, identifier, "Home", null, CommandKind.StartCharging, CommandKind.StopCharging));
            await Owner.Agree(house.House, await Link(face, kind, identifier), "anna");
            return new Thing(kind, await house.House.Get<Database>().Read(db => db.QuerySingleAsync<Guid>("select id from devices where vendor_id = @vendorId", new { vendorId })), vendorId);
        }

        public async Task Measure(Thing thing, bool isCharging)
        {
            Vendor(thing.IsCar).Measure(
                thing.VendorId, (Signal.StateOfCharge, 40), (Signal.IsPluggedIn, true), (Signal.IsCharging, isCharging), (Signal.Power, isCharging ? 7_200 : 0), (Signal.BatteryCapacity, 60), (Signal.ChargeTimeRemaining, 120),
                (Signal.ChargeState, isCharging ? ChargeStates.Charging : ChargeStates.Waiting), (Signal.Latitude, 50.9413), (Signal.Longitude, 6.9583));
            await house.House.Pass(TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(1));
        }

        public string Address(string face, Thing thing) => face switch
        {
            "connect" => $"/connect/v1/entities/{thing.Id}",
            "enode" => $"/enode/{(thing.IsCar ? "vehicles" : "chargers")}/{thing.Id}",
            _ => $"/evenergy/v2/{(thing.IsCar ? "vehicles/vhcl" : "evses/evse")}{Ulid.Of(thing.Id)}",
        };

        /// <summary>It is there, and charges.</summary>
        public async Task Shows(string face, Thing thing)
        {
            var address = Address(face, thing);
            Assert.Equal(200, (await Call("GET", address)).Status);
            var isCharging = face switch
            {
                "connect" => (await Call("GET", address + "/readings/last")).Body.GetProperty("data").GetProperty("isCharging").GetBoolean(),
                "enode" => (await Call("GET", address)).Body.GetProperty("chargeState").GetProperty("isCharging").GetBoolean(),
                _ => (await Call("GET", address + "/status_logs")).Body[0].GetProperty("is_charging").GetBoolean(),
            };
            Assert.True(isCharging, $"{face} does not show that {thing} charges.");
        }

        /// <summary>It is told to stop; by ev.energy's API, which has no such word, to boost and to end that.</summary>
        public async Task Command(string face, Thing thing)
        {
            switch (face)
            {
                case "connect":
                    Assert.Equal(201, (await Call("POST", Address(face, thing) + "/commands", """{"type":"StopCharging"}""")).Status);
                    break;
                case "enode":
                    Assert.Equal(200, (await Call("POST", Address(face, thing) + "/charging", """{"action":"STOP"}""")).Status);
                    break;
                default:
                    await Boost(thing);
                    break;
            }
            await house.House.RunDue();
            Assert.Contains(face is "evenergy" ? CommandKind.StartCharging : CommandKind.StopCharging, Told(thing));
        }

        /// <summary>As the face takes things away; Connect leaves half a minute to think again.</summary>
        public async Task TakeAway(string face, Thing thing)
        {
            var done = face switch
            {
                "connect" => await Call("POST", "/connect/v1/offboarding/entities", $$"""{"entityId":"{{thing.Id}}"}"""),
                "enode" => await Call("DELETE", $"/enode/users/{user}/vendors/{(thing.IsCar ? "TESLA" : "EASEE")}"),
                _ => await Call("DELETE", Address(face, thing)),
            };
            Assert.True(done.Status is 200 or 201 or 204, $"{face}: {done.Status} {done.Body}");
            await house.House.Pass(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        }

        public async Task<(int Status, JsonElement Body)> Call(string method, string path, string? body = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
        }

        private IEnumerable<CommandKind> Told(Thing thing) => Vendor(thing.IsCar).Sent.Where(one => one.VendorId == thing.VendorId).Select(one => one.Command.Kind);

        private async Task Boost(Thing thing)
        {
            // Whether a charger charges by plan is said outside of ev.energy's API, which has nothing for that.
            if (thing.IsCar) Assert.Equal(200, (await Call("PATCH", Address("evenergy", thing), """{"smart_charging_enabled":true}""")).Status);
            else Assert.Null((await house.House.Get<SetPolicy>().Set(client, thing.Id, policy => policy with { IsEnabled = true, Deadline = 7 * 60, Duration = 60 })).Fault);
            await house.House.RunDue();
            await Measure(thing, isCharging: false);
            var session = (await Call("GET", "/evenergy/v2/charging_sessions?expand=vehicle")).Body[0].GetProperty("id").GetString();
            var (status, answer) = await Call("POST", $"/evenergy/v2/charging_sessions/{session}/boost_start");
            Assert.True(status == 200, answer.ToString());
            await house.House.RunDue();
            Assert.Equal(CommandKind.StartCharging, Told(thing).Last());
            Assert.Equal(200, (await Call("POST", $"/evenergy/v2/charging_sessions/{session}/boost_end")).Status);
        }

        private async Task<string> Link(string face, DeviceKind kind, string identifier)
        {
            var (brand, word) = kind is DeviceKind.EV ? ("tesla", "vehicle") : ("easee", "charger");
            switch (face)
            {
                case "connect":
                    var body = JsonSerializer.Serialize(new { type = kind.ToString(), brand, identifier, owner = user });
                    return (await Call("POST", "/connect/v1/onboarding/entities", body)).Body.GetProperty("action").GetProperty("redirectLink").GetString()!;
                case "enode":
                    var (_, session) = await Call("POST", $"/enode/users/{user}/link", $$"""{"scopes":["{{word}}:read:data","{{word}}:control:charging"],"language":"en-US","redirectUri":"http://localhost/back","vendorType":"{{word}}"}""");
                    return await Choose(session.GetProperty("linkUrl").GetString()!, kind, brand);
                default:
                    using (var answer = await house.House.Http.GetAsync($"/evenergy/v2/{(kind is DeviceKind.EV ? "vehicle" : "evse")}_onboarding?user_id=user{Ulid.Of(user)}&client_id={client.ClientId}"))
                        return await Choose(answer.Headers.Location!.AbsoluteUri, kind, brand);
            }
        }

        /// <summary>What the pages of a session do; other tests walk them in a browser.</summary>
        private async Task<string> Choose(string address, DeviceKind kind, string brand)
        {
            var id = house.House.Get<GuideToken>().Read(address.Split("/link/guide/")[1].Split('/', '?')[0])!.Value;
            await house.House.Get<ChooseInGuide>().Choose(id, kind, brand, new Dictionary<string, string>());
            var link = (await house.House.Get<Database>().Read(db => GuidedSessionTable.Find(db, id)))!.LinkId!.Value;
            return "/link/" + house.House.Get<LinkToken>().Of(link);
        }
    }
}
