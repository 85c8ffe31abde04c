using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>What an owner is asked for, what was entered, and what was wrong with it.</summary>
/// <param name="Values">What was entered, by input name.</param>
/// <param name="Faults">By input name, in the order of the form.</param>
public sealed record GuideForm(
    GuideView Guide, GuideChoice Choice, IReadOnlyList<BrandInput> Inputs, IReadOnlyDictionary<string, string> Values, IReadOnlyList<(BrandInput Input, FaultKind Kind)> Faults)
{
    public static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private const string Property = "properties.";

    /// <summary>The same form with what was wrong; null where that is about none of its inputs.</summary>
    public GuideForm? With(IReadOnlyList<Fault> faults)
    {
        var own = Inputs.SelectMany(input => faults.Where(fault => fault.Field == input.Name || fault.Field == Property + input.Name).Take(1).Select(fault => (input, fault.Kind))).ToList();
        return own.Count == 0 ? null : this with { Faults = own };
    }

    public FaultKind? FaultOf(BrandInput input) => Faults.Where(fault => fault.Input == input).Select(fault => (FaultKind?)fault.Kind).FirstOrDefault();

    /// <summary>The names of the fields on the page, and in the form that comes back.</summary>
    public static string Field(BrandInput input) => input.Name;

    /// <summary>What can be chosen, where a pattern is nothing but a short list of words; empty for anything else.</summary>
    public static IReadOnlyList<string> Choices(BrandInput input) =>
        input.Pattern?.Split('|') is { Length: > 1 and < 10 } words && words.All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) ? words : [];
}
