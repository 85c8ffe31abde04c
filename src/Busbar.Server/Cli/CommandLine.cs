using Busbar.Server.Setup;
using Busbar.Server.Storage;

namespace Busbar.Server.Cli;

/// <summary>The same binary's commands. With SQLite the server that holds the data folder carries them out; where none runs, this process does.</summary>
public static class CommandLine
{
    private static readonly string[] help = ["help", "--help", "-h"];

    /// <summary>The server itself has options and no words.</summary>
    public static bool IsCommand(IReadOnlyList<string> args) => args.Count > 0 && (!args[0].StartsWith('-') || help.Contains(args[0]));

    public static async Task<int> Run(IReadOnlyList<string> args)
    {
        if (!Commands.Rooms.Contains(args[0]))
        {
            var isAsked = help.Contains(args[0]);
            (isAsked ? Console.Out : Console.Error).WriteLine(CliText.Help);
            return isAsked ? 0 : 2;
        }
        var (where, words) = Split(args);
        var options = BusbarOptions.Read(where, Environment.GetEnvironmentVariable);
        var (exit, text) = words switch
        {
            ["brands", "check", ..] => Check(words),
            ["prices", "import", var file] => await Import(options, file),
            _ => await Answer(options, WithSecrets(words)),
        };
        (exit == 0 ? Console.Out : Console.Error).WriteLine(text);
        return exit;
    }

    // Read here, whoever carries the command out: a secret on a command line stands in every list of processes.
    private static List<string> WithSecrets(IReadOnlyList<string> words) =>
        [.. words.Select((word, i) => words switch
        {
            ["brands", "set", ..] when word.EndsWith("=-", StringComparison.Ordinal) => word[..^1] + Console.In.ReadLine(),
            ["stations", "config-set" or "diagnostics" or "firmware" or "data", ..] when i > 2 && word == "-" => Console.In.ReadLine() ?? "",
            _ => word,
        })];

    private static (int Exit, string Text) Check(IReadOnlyList<string> words)
    {
        try { return BrandCommands.Check(CliRequest.Parse(words)); }
        catch (CliMistake mistake) { return (2, mistake.Message); }
    }

    // The file is read here: whoever carries the command out stands in another folder.
    private static async Task<(int Exit, string Text)> Import(BusbarOptions options, string file)
    {
        if (file != "-" && !File.Exists(file)) return (2, $"There is no file {file}.");
        return await Answer(options, ["prices", "import", file, file == "-" ? await Console.In.ReadToEndAsync() : await File.ReadAllTextAsync(file)]);
    }

    private static async Task<(int Exit, string Text)> Answer(BusbarOptions options, IReadOnlyList<string> words)
    {
        // What is asked of a station must be asked by the server that holds its socket, whatever the store.
        if ((options.Postgres is null || words is ["stations", ..]) && await AdminSocket.Ask(options.DataFolder, words) is { } answer) return answer;
        await using var store = await Store.Open(options.Store, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, TimeProvider.System);
        await using var services = new ServiceCollection().AddLogging().AddBusbar(options, store, TimeProvider.System).BuildServiceProvider();
        await services.GetRequiredService<Vendors.BrandApps>().Reload();
        return await services.GetRequiredService<Commands>().Run(words);
    }

    // The server's own options say where the store is; all else belongs to the command.
    private static (List<string> Where, List<string> Words) Split(IReadOnlyList<string> args)
    {
        List<string> where = [], words = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--data" or "--postgres" && i + 1 < args.Count) where.AddRange([args[i], args[++i]]);
            else if (args[i].StartsWith("--data=", StringComparison.Ordinal) || args[i].StartsWith("--postgres=", StringComparison.Ordinal)) where.Add(args[i]);
            else words.Add(args[i]);
        }
        return (where, words);
    }
}
