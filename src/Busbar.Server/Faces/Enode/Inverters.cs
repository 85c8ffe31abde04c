using System.Globalization;
using Busbar.Core.Devices;
using Busbar.Core.Statistics;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>Solar inverters of users.</summary>
internal static class Inverters
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Inverters, page, EnergyWords.ShowInverter);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Inverters, userId, page, EnergyWords.ShowInverter);

    public static Task<IResult> Get(Guid inverterId, HttpContext context) => Assets.Get(context, DeviceGroup.Inverters, inverterId, EnergyWords.ShowInverter);

    public static Task<IResult> Refresh(Guid inverterId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Inverters, inverterId);

    /// <summary>What is not over yet is answered with 202, and when to ask again.</summary>
    public static async Task<IResult> Produced(Guid inverterId, InverterStatisticsQuery asked, HttpContext context, ReadProduction read)
    {
        if (!(await read.Read(Identity.Of(context), inverterId, asked.Year, asked.Month, asked.Day, context.RequestAborted)).Ok(out var production, out var fault)) return No(fault);
        return new FaceAnswer(EnodeFace.Face, production.AgainAt is null ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, Show(production));
    }

    internal static InverterStatistics Show(Production production)
    {
        var zone = production.Period.Zone;
        var series = new ProductionSeries("kWh", [.. production.Steps.Select(step => new ProducedEnergy(Local(step.Start, zone), Statistics.Round(step.Kwh)))]);
        return new InverterStatistics(
            zone.Id, production.Period.Step is BucketLength.Day ? new ProductionResolutions(Day: series) : new ProductionResolutions(QuarterHour: series), production.AgainAt);
    }

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
