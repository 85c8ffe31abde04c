using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>A brand whose tokens expire after an hour. What it does with a refresh, and how it takes a command, the test says.</summary>
public sealed class TokenBrand : ILinkDevices, ICommandDevices, IRefreshGrants
{
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public Brand Brand { get; } = new("token", "Token", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.EV] = new(ConsentWay.None, []) });

    public RefreshReplay Replay { get; init; } = RefreshReplay.Allowed;

    /// <summary>Everything that was sent, in the order in which the sending began.</summary>
    public List<Command> Sent { get; } = [];

    public Action OnRefresh { get; set; } = () => { };

    public Func<Command, Task> OnSend { get; set; } = _ => Task.CompletedTask;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Task.FromResult<LinkStep>(
        new LinkStep.Linked("account", Secret(), [new FoundDevice(DeviceKind.EV, "car-1", "VIN1", null, null, null, [CommandKind.StartCharging, CommandKind.StopCharging], [])]));

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("No browser is sent.");

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("Nothing is confirmed elsewhere.");

    public Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop)
    {
        OnRefresh();
        return Task.FromResult(Secret());
    }

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop)
    {
        Sent.Add(command);
        return OnSend(command);
    }

    private GrantSecret Secret() => new("access", "refresh", Clock.GetUtcNow().AddHours(1), GrantSecret.NoExtras);
}
