using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

public sealed class CommandTests
{
    private const string Limit = "PUT https://api.acme.example/cars/d-1/limit";

    [Theory]
    [InlineData("", 13.5, "13.5")]
    [InlineData("whole: true", 13.9, "13")]
    [InlineData("whole: true", 16.0, "16")]
    [InlineData("unit: mA", 13.5, "13500")]
    [InlineData("unit: mA, whole: true", 6.0004, "6000")]
    [InlineData("range: [6, 32]", 6.0, "6")]
    [InlineData("range: [6, 32]", 32.0, "32")]
    public async Task A_value_goes_out_in_the_brands_unit(string more, double value, string sent)
    {
        using var bench = Of($"put: \"/cars/{{id}}/limit\", json: {{ limit: \"{{value}}\", text: \"{{value}} A\" }}, {more}");
        bench.Cloud.On(Limit, "");
        await Send(bench, new Command(CommandKind.SetMaxCurrent, value));
        Assert.Equal($$"""{"limit":{{sent}},"text":"{{sent}} A"}""", bench.Cloud.Calls.Single().Body);
    }

    [Theory]
    [InlineData(5.9)]
    [InlineData(32.1)]
    [InlineData(null)]
    public async Task A_value_that_the_brand_does_not_take_is_never_sent(double? value)
    {
        using var bench = Of("put: \"/cars/{id}/limit\", json: { limit: \"{value}\" }, range: [6, 32]");
        await Refused(bench, value, VendorFaultKind.Refused, false);
        Assert.Empty(bench.Cloud.Calls);
    }

    [Fact]
    public async Task A_command_that_the_file_does_not_have_is_never_sent()
    {
        using var bench = Of("put: \"/cars/{id}/limit\"");
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Send(bench, new Command(CommandKind.StartCharging)));
        Assert.Equal((VendorFaultKind.NotSupported, false), (fault.Kind, fault.MayHaveHappened));
        Assert.Empty(bench.Cloud.Calls);
    }

    [Theory]
    [InlineData(200, """{"state":"ACCEPTED","ticket":41}""", null, false)]
    [InlineData(200, """{"state":"REJECTED","ticket":41}""", VendorFaultKind.Refused, false)]
    [InlineData(200, """{"state":"ACCEPTED"}""", VendorFaultKind.BadAnswer, true)]
    [InlineData(200, "<html>", VendorFaultKind.BadAnswer, true)]
    [InlineData(204, "", VendorFaultKind.Refused, false)]
    [InlineData(302, "", VendorFaultKind.BadAnswer, true)]
    [InlineData(400, "{}", VendorFaultKind.Refused, false)]
    [InlineData(402, "{}", VendorFaultKind.BadAnswer, false)]
    [InlineData(403, "{}", VendorFaultKind.PermissionMissing, false)]
    [InlineData(405, "{}", VendorFaultKind.NotSupported, false)]
    [InlineData(408, "{}", VendorFaultKind.Outage, true)]
    [InlineData(418, "{}", VendorFaultKind.Refused, false)]
    [InlineData(502, "{}", VendorFaultKind.Outage, true)]
    public async Task What_an_answer_to_a_command_means(int status, string body, VendorFaultKind? kind, bool mayHaveHappened)
    {
        using var bench = Of("put: \"/cars/{id}/limit\", accepted: { at: state, is: ACCEPTED }, receipt: ticket, refused: 418");
        bench.Cloud.On(Limit, body, status);
        if (kind is { } expected) await Refused(bench, 10, expected, mayHaveHappened);
        else await Send(bench, new Command(CommandKind.SetMaxCurrent, 10));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task A_lost_command_is_sent_once(HttpRequestError error, bool mayHaveHappened)
    {
        using var bench = Of("put: \"/cars/{id}/limit\"");
        bench.Cloud.On(Limit, _ => throw new HttpRequestException(error));
        await Refused(bench, 10, VendorFaultKind.Outage, mayHaveHappened);
        Assert.Single(bench.Cloud.Calls);
    }

    private static Bench Of(string call) => new(Samples.Acme + $"commands:\n  - {{ command: SetMaxCurrent, kinds: EV, {call.TrimEnd(',', ' ')} }}\n", Samples.App);

    private static Task Send(Bench bench, Command command) =>
        Assert.IsType<ICommandDevices>(bench.Vendor, exactMatch: false).Send(Bench.At(DeviceKind.EV, "d-1"), command, Bench.Secret(), CancellationToken.None);

    private static async Task Refused(Bench bench, double? value, VendorFaultKind kind, bool mayHaveHappened)
    {
        var fault = await Assert.ThrowsAsync<VendorFault>(() => Send(bench, new Command(CommandKind.SetMaxCurrent, value)));
        Assert.Equal((kind, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
    }
}
