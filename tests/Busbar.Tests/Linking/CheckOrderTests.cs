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
    /// <summary>A text that a brand's pattern fits in very many ways but for its last letter: who tries them all is busy for hours.</summary>
    [Theory]
    [InlineData(@"[^@\s]+@[^@\s]+\.[^@\s]+", "a@....................")]
    [InlineData("(a+)+b", "aaaaaaaaaaaaaaaaaaaa")]
    public async Task No_input_holds_up_the_check_of_its_form(string pattern, string value)
    {
        var brand = new Brand("slow", "Slow", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.Battery] = new(ConsentWay.Redirect, [new BrandInput("associatedEmail", true, pattern)]) });
        await using var house = await ConnectHouse.Open(Engine.Sqlite, services => services.AddSingleton<IVendors>(new OneVendor(new FakeVendor(brand, new FakeClock()))));
        var (status, body) = await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new
        {
            type = "Battery", brand = "Slow", associatedEmail = value + new string(value[^1], 20_000) + " ",
        }));
        Assert.True(status == 400, body.ToString());
        Assert.Equal("FieldInvalid", ConnectHouse.CodeOf(body));
        Assert.StartsWith("associatedEmail: ", ConnectHouse.MessageOf(body), StringComparison.Ordinal);
    }
}
