using System.Globalization;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Recipes;

/// <summary>Sends commands, each once.</summary>
internal sealed partial class RecipeCommands(RecipeCalls calls, ILogger log)
{
    public async Task Send(DeviceAddress device, Command command, GrantSecret secret, CancellationToken stop)
    {
        var rule = calls.Recipe.Commands.FirstOrDefault(rule => rule.Command == command.Kind && rule.Kinds.Contains(device.Kind))
            ?? throw new VendorFault(VendorFaultKind.NotSupported, false, $"{calls.Brand.Name} has no {command.Kind} for a {device.Kind}.");
        var scope = RecipeReads.DeviceScope(await calls.Open(device.TenantId), calls.Recipe, device).With("value", Value(rule, command, command.Value)).With("upper", CheckCommand.HasSpan(command.Kind) ? Value(rule, command, command.Upper) : null);
        var address = calls.Address(rule.Call.Address, scope);
        var outcome = await calls.Try(rule.Call, address, scope, new Caller(device.GrantId, secret), Deed.Command, rule.Refused, stop);
        var answer = outcome.Answer ?? throw outcome.Fault!;
        if (rule.Accepted is { } accepted && !accepted.Holds(answer, scope))
            throw new VendorFault(VendorFaultKind.Refused, false, $"{calls.Brand.Name} {rule.Call.Name}: the answer does not say that the command was accepted.");
        if (rule.Receipt is not { } receipt) return;
        if (receipt.Find(answer, scope).Select(Literal.TextOf).FirstOrDefault() is not { Length: > 0 } number)
            throw new VendorFault(VendorFaultKind.BadAnswer, true, $"{calls.Brand.Name} {rule.Call.Name}: the answer has no receipt.");
        Log.Sent(log, calls.Brand.Name, command.Kind, device.DeviceId, number.Length <= 100 ? number : number[..100]);
    }

    /// <summary>The least and most that the recipe says of a command's value, in the core's unit.</summary>
    public (double, double)? RangeOf(DeviceKind device, CommandKind command) =>
        calls.Recipe.Commands.FirstOrDefault(rule => rule.Command == command && rule.Kinds.Contains(device))?.Range;

    /// <summary>The value in the vendor's unit, as text; null where the command has none.</summary>
    private string? Value(CommandRule rule, Command command, double? told)
    {
        if (CheckCommand.Unit(command.Kind) is not { } unit) return null;
        var value = told ?? throw new VendorFault(VendorFaultKind.Refused, false, $"{command.Kind} needs a value in {unit}.");
        if (rule.Range is { } range && (value < range.Min || value > range.Max))
            throw new VendorFault(VendorFaultKind.Refused, false, string.Create(CultureInfo.InvariantCulture, $"{calls.Brand.Name} takes {range.Min} to {range.Max} {unit} for {command.Kind}."));
        var theirs = rule.Unit.Theirs(value);
        return (rule.Whole ? Math.Floor(Math.Round(theirs, 6)) : theirs).ToString("0.######", CultureInfo.InvariantCulture);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Brand} took {Command} for device {Device} under its number {Receipt}")]
        public static partial void Sent(ILogger log, string brand, CommandKind command, Guid device, string receipt);
    }
}
