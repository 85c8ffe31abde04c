using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Linking;

public sealed class CheckOrderTests
{
    /// <summary>A text that a brand's pattern fits in very many ways but for its end: who tries them all is busy for years.</summary>
    [Fact]
    public async Task No_input_holds_up_the_check_of_its_form()
    {
        const string pattern = "([a-z]+[a-z]+)+[0-9]";
        var brand = new Brand("slow", "Slow", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.Battery] = new(ConsentWay.Redirect, [new BrandInput("associatedEmail", true, pattern)]) });
        await using var house = await ConnectHouse.Open(Engine.Sqlite, services => services.AddSingleton<IVendors>(new OneVendor(new FakeVendor(brand, new FakeClock()))));
        var (status, body) = await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new { type = "Battery", brand = "Slow", associatedEmail = new string('a', 900) }));
        Assert.True(status == 400, body.ToString());
        Assert.Equal(("FieldInvalid", $"associatedEmail: The value must have the form {pattern}."), (ConnectHouse.CodeOf(body), ConnectHouse.MessageOf(body)));
    }
}
