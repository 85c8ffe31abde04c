using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces;

/// <summary>Metadata of an endpoint whose bodies may be written in words of an older generation.</summary>
public interface IOlderWords
{
    /// <summary>The body in today's words, before it is checked; itself where it holds no older ones.</summary>
    JsonElement Modernize(JsonElement body, HttpContext context);
}

/// <summary>What the caller calls a field, where that is not its name of today: a refusal names the field as the caller wrote it.</summary>
public static class CallersWords
{
    public static void Note(HttpContext context, string name, string written) => Of(context)[name] = written;

    public static Fault Say(HttpContext context, Fault fault) =>
        fault.Field is { } field && Of(context).TryGetValue(field, out var written) ? fault with { Field = written } : fault;

    private static Dictionary<string, string> Of(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(CallersWords), out var known)) return (Dictionary<string, string>)known!;
        var words = new Dictionary<string, string>();
        context.Items[typeof(CallersWords)] = words;
        return words;
    }
}
