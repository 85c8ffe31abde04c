using Busbar.Core.Basics;
using Busbar.Core.Prices;

namespace Busbar.Server.Cli;

/// <summary><c>busbar prices import|list|area</c></summary>
public sealed class PriceCommands(Database database, ImportPrices import, SetPriceArea setArea)
{
    private const string None = "none";

    public Task<string> Run(CliRequest request)
    {
        request.Allow();
        return request.Verb switch
        {
            "import" => Import(request),
            "list" => List(),
            "area" => Area(request),
            _ => throw new CliMistake($"There is no command 'prices {request.Verb}'.\n\n{CliText.Help}"),
        };
    }

    /// <summary>The second operand is what the file holds: the command line has read it.</summary>
    private async Task<string> Import(CliRequest request)
    {
        if (request.Operands is not [var file, var text]) throw new CliMistake("prices import needs one FILE.");
        if (!(await import.Import(text)).Ok(out var imported, out var fault)) throw new CliMistake($"{(file == "-" ? "standard input" : file)}, {fault.Field}: {fault.Message} Nothing was imported.");
        return $"{imported.Quarters} quarters of an hour of {string.Join(", ", imported.Areas)}, from {Minute(imported.Start)} to {Minute(imported.End)}.";
    }

    private async Task<string> List()
    {
        var (series, areas) = await database.Read(async db => (await PriceTable.Series(db), await PriceAreaTable.List(db)));
        var prices = series.Count == 0 ? ["There are no prices yet."] : series.Select(one => $"{one.Area,-12} {one.Currency}   {Minute(one.Start)} to {Minute(one.End)}{Gaps(one)}");
        var places = areas.Count == 0 ? ["No place has a price area yet: busbar prices area Europe/Oslo NO1"] : areas.Select(one => $"{one.Place,-36} {one.Area}");
        return string.Join('\n', [.. prices, "", .. places]);
    }

    private async Task<string> Area(CliRequest request)
    {
        if (request.Operands is not [var place, var area]) throw new CliMistake("prices area needs a time zone or the id of a location, and an AREA, or none.");
        if (await setArea.Set(place, area == None ? null : area) is { } fault) throw new CliMistake(fault.Message);
        return area == None ? $"{place} has no price area of its own any more." : $"{place} lies in {area}.";
    }

    private static string Gaps(PriceSeries series) =>
        (long)((series.End - series.Start) / Quarters.Length) - series.Quarters is > 0 and var missing ? $"   {missing} quarters of an hour are missing" : "";

    private static string Minute(DateTimeOffset at) => $"{at:yyyy-MM-dd HH:mm}Z";
}
