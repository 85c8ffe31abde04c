namespace Busbar.Server.Cli;

/// <summary>A command as it was typed: what to do, on what, and its options.</summary>
public sealed record CliRequest(string Room, string Verb, IReadOnlyList<string> Operands, IReadOnlyDictionary<string, IReadOnlyList<string>> Options)
{
    private static readonly HashSet<string> Flags = ["--production", "--sandbox", "--administrator", "--hard", "--any", "--now", "--change", "--empty"];

    public string? Option(string name) => Options.TryGetValue(name, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string name) => Options.GetValueOrDefault(name) ?? [];

    /// <exception cref="CliMistake">The words make no command.</exception>
    public static CliRequest Parse(IReadOnlyList<string> args)
    {
        if (args.Count < 2) throw new CliMistake(CliText.Help);
        var operands = new List<string>();
        var options = new Dictionary<string, IReadOnlyList<string>>();
        for (var i = 2; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                operands.Add(args[i]);
                continue;
            }
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (!Flags.Contains(name)) value ??= ++i < args.Count && !args[i].StartsWith("--", StringComparison.Ordinal) ? args[i] : throw new CliMistake($"{name} needs a value.");
            options[name] = [.. options.GetValueOrDefault(name) ?? [], value ?? ""];
        }
        return new CliRequest(args[0], args[1], operands, options);
    }

    public void Allow(params string[] names)
    {
        if (Options.Keys.Except(names).FirstOrDefault() is { } unknown) throw new CliMistake($"'{Room} {Verb}' has no option {unknown}.\n\n{CliText.Help}");
    }
}

/// <summary>The command cannot be carried out; the message says why and the way out.</summary>
public sealed class CliMistake(string message) : Exception(message);
