using System.Collections.Concurrent;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>
/// A brand in memory. Accounts, their devices, what those measure, and every sort of trouble are set by the test; what was asked
/// and sent is kept for it to see.
/// </summary>
public sealed class FakeVendor(Brand brand, TimeProvider time) : ILinkDevices, IReadDevices, ICommandDevices, IRevokeGrants, IKeepBudgets
{
    private readonly Dictionary<string, List<FoundDevice>> accounts = [];
    private readonly Dictionary<string, ReadAnswer> answers = [];
    private readonly Dictionary<string, string> confirmed = [];

    public Brand Brand => brand;

    public Cadences Cadences { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10));

    /// <summary>Every device that was asked for news, as often as it was.</summary>
    public ConcurrentBag<string> Polled { get; } = [];

    /// <summary>Everything that was sent, in order.</summary>
    public List<(string VendorId, Command Command)> Sent { get; } = [];

    /// <summary>Thrown instead of reading, while it is set.</summary>
    public VendorFault? ReadTrouble { get; set; }

    /// <summary>Thrown instead of taking a command, while it is set.</summary>
    public VendorFault? SendTrouble { get; set; }

    /// <summary>Thrown instead of the first step of a link, while it is set.</summary>
    public VendorFault? LinkTrouble { get; set; }

    /// <summary>Thrown instead of taking a grant back, while it is set.</summary>
    public Exception? RevokeTrouble { get; set; }

    /// <summary>How often a grant was taken back.</summary>
    public int Revoked { get; private set; }

    /// <summary>The least and the most that a command's values may be.</summary>
    public Dictionary<CommandKind, (double, double)> Ranges { get; } = [];

    /// <summary>What happens while the vendor is being read.</summary>
    public Func<Task> WhileReading { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<BudgetLeft> Budgets { get; set; } = [];

    /// <summary>Puts devices into an account.</summary>
    public void Own(string account, params FoundDevice[] devices)
    {
        if (!accounts.TryGetValue(account, out var owned)) accounts[account] = owned = [];
        owned.AddRange(devices);
    }

    /// <summary>What the device answers from now on, all of it measured now.</summary>
    public void Measure(string vendorId, params (Signal Signal, Value Value)[] values) =>
        Answer(vendorId, new ReadAnswer([.. values.Select(value => new Observation(value.Signal, value.Value, time.GetUtcNow()))]));

    public void Answer(string vendorId, ReadAnswer answer) => answers[vendorId] = answer;

    /// <summary>The owner confirms at the brand, outside of any browser of ours.</summary>
    public void Confirm(string identifier, string account) => confirmed[identifier] = account;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop)
    {
        if (LinkTrouble is { } trouble) throw trouble;
        return Task.FromResult(brand.Kinds[request.Kind].Consent switch
        {
            ConsentWay.Redirect => new LinkStep.Redirect($"https://{brand.Id}.test/authorize?state={request.State}", "verifier"),
            ConsentWay.Elsewhere => new LinkStep.Consent(time.GetUtcNow() + TimeSpan.FromMinutes(1)),
            ConsentWay.None when request.Inputs["pairingCode"] == "000000" => new LinkStep.Failed(LinkFailure.PairingCodeWrong, "The pairing code is not right. It stands on the package."),
            ConsentWay.None => Link(request.Inputs["identifier"]),
        });
    }

    /// <summary>A query <c>code=ACCOUNT</c> stands for an owner who agreed with that account.</summary>
    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => Task.FromResult(
        back.Query.TryGetValue("code", out var account) && secret == "verifier" ? Link(account) : new LinkStep.Failed(LinkFailure.Denied, "The owner did not agree."));

    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => Task.FromResult(
        confirmed.TryGetValue(request.Inputs["identifier"], out var account) ? Link(account) : new LinkStep.Consent(time.GetUtcNow() + TimeSpan.FromMinutes(1)));

    public async Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop)
    {
        Polled.Add(device.VendorId);
        await WhileReading();
        return ReadTrouble is { } trouble ? throw trouble : answers.GetValueOrDefault(device.VendorId) ?? new ReadAnswer([], ReadHint.Offline);
    }

    public Task Revoke(GrantSecret secret, CancellationToken stop)
    {
        if (RevokeTrouble is { } trouble) throw trouble;
        Revoked++;
        return Task.CompletedTask;
    }

    public Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop)
    {
        if (SendTrouble is { } trouble) throw trouble;
        lock (Sent) Sent.Add((device.VendorId, command));
        return Task.CompletedTask;
    }

    public (double Least, double Most)? RangeOf(DeviceKind device, CommandKind command) => Ranges.TryGetValue(command, out var range) ? range : null;

    public Task<IReadOnlyList<BudgetLeft>> BudgetsLeft(Guid grantId, CancellationToken stop) => Task.FromResult(Budgets);

    private LinkStep Link(string account) =>
        new LinkStep.Linked(account, new GrantSecret("access", null, null, GrantSecret.NoExtras), accounts.GetValueOrDefault(account) ?? []);
}
