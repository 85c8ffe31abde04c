using Busbar.Core.Basics;
using Busbar.Core.Waitlists;

namespace Busbar.Server.Cli;

/// <summary><c>busbar waitlist list|remove</c></summary>
public sealed class WaitlistCommands(Database database)
{
    public Task<string> Run(CliRequest request)
    {
        request.Allow();
        return request.Verb switch
        {
            "list" => List(),
            "remove" => Remove(request),
            _ => throw new CliMistake($"There is no command 'waitlist {request.Verb}'.\n\n{CliText.Help}"),
        };
    }

    private async Task<string> List()
    {
        var entries = await database.Read(WaitlistTable.List);
        return entries.Count == 0 ? "Nobody waits." : string.Join('\n', entries.Select(entry => $"{entry.CreatedAt:yyyy-MM-dd}  {entry.Email}  {entry.Country ?? "--"}  {entry.Sort.ToString().ToLowerInvariant()}  {entry.MakeName} {entry.ModelName}"));
    }

    private async Task<string> Remove(CliRequest request)
    {
        if (request.Operands is not [var email]) throw new CliMistake("waitlist remove needs one EMAIL.");
        return await database.Write(db => WaitlistTable.Remove(db, email)) is > 0 and var count ? $"{count} gone." : throw new CliMistake($"{email} is on no waitlist.");
    }
}
