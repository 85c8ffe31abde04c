using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>A brand that links one device of any kind without a browser and takes commands; what it does with one, the test says.</summary>
public sealed class PlainBrand : ILinkDevices, ICommandDevices
{
    public Brand Brand { get; } = new("plain", "Plain", Enum.GetValues<DeviceKind>().ToDictionary(kind => kind, _ => new BrandKind(ConsentWay.None, [])));

    public List<Command> Sent { get; } = [];

    public Func<Command, Exception?> OnSend { get; set; } = _ => null;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop)
    {
        var id = request.Inputs.GetValueOrDefault("identifier", "device-1");
        return Task.FromResult<LinkStep>(new LinkStep.Linked(
            "account-" + id, new GrantSecret("token", null, null, GrantSecret.NoExtras),
            [new FoundDevice(request.Kind, id, id, null, "Model 1", null, [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent], [])]));
    }

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("No browser is sent.");

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("Nothing is confirmed elsewhere.");

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop)
    {
        Sent.Add(command);
        return OnSend(command) is { } trouble ? Task.FromException(trouble) : Task.CompletedTask;
    }
}
