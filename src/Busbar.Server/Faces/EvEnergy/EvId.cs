using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>How ids are written here: four letters that say what it is, and the id's own bits as a ULID. Nothing needs a second id.</summary>
internal static class EvId
{
    public static string Write(string prefix, Guid id) => prefix + Ulid.Of(id);

    /// <summary>Null where it is no id, or one of something else.</summary>
    public static Guid? Read(string prefix, string text) => text.StartsWith(prefix, StringComparison.Ordinal) ? Ulid.Read(text[prefix.Length..]) : null;

    /// <summary>The same of an address of the resource, of any host: an application that moves here may have kept those of before.</summary>
    public static Guid? ReadAddress(string prefix, string text) =>
        Read(prefix, text.Contains('/', StringComparison.Ordinal) ? text.TrimEnd('/').Split('/')[^1] : text);
}

/// <summary>What an id in a path is of.</summary>
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "It has a static member.")]
internal interface IIdOf
{
    static abstract string Prefix { get; }
}

/// <summary>An id in a path, of something of this kind. What is no such id names nothing that there is.</summary>
internal sealed class EvPathId<T> : IBindableFromHttpContext<EvPathId<T>> where T : IIdOf
{
    private EvPathId(Guid value) => Value = value;

    public Guid Value { get; }

    public static ValueTask<EvPathId<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        EvId.Read(T.Prefix, (string?)context.GetRouteValue(parameter.Name!) ?? "") is { } id ? ValueTask.FromResult<EvPathId<T>?>(new EvPathId<T>(id)) : throw new Refused(Fault.NotFound());
}

internal sealed class OfVehicle : IIdOf
{
    public static string Prefix => "vhcl";
}

internal sealed class OfTrim : IIdOf
{
    public static string Prefix => "trim";
}

internal sealed class OfModel : IIdOf
{
    public static string Prefix => "vmod";
}

internal sealed class OfMake : IIdOf
{
    public static string Prefix => "vmak";
}

internal sealed class OfUser : IIdOf
{
    public const string Me = "me";

    public static string Prefix => "user";
}

internal sealed class OfEvse : IIdOf
{
    public static string Prefix => "evse";
}

internal sealed class OfEvseModel : IIdOf
{
    public static string Prefix => "emod";
}

internal sealed class OfEvseMake : IIdOf
{
    public static string Prefix => "emak";
}

internal sealed class OfEvseFirmware : IIdOf
{
    public static string Prefix => "evsf";
}

internal sealed class OfCtClamp : IIdOf
{
    public static string Prefix => "ctcl";
}

internal sealed class OfSession : IIdOf
{
    public static string Prefix => "cses";
}

internal sealed class OfSubSession : IIdOf
{
    public static string Prefix => "csub";
}

internal sealed class OfSchedulePlan : IIdOf
{
    public static string Prefix => "scpl";
}

internal sealed class OfTariff : IIdOf
{
    public static string Prefix => "tari";
}

internal sealed class OfSupplier : IIdOf
{
    public static string Prefix => "supl";
}

internal sealed class OfSolarArray : IIdOf
{
    public static string Prefix => "solr";
}

internal sealed class OfInverter : IIdOf
{
    public static string Prefix => "invt";
}

internal sealed class OfInverterModel : IIdOf
{
    public static string Prefix => "imod";
}

internal sealed class OfInverterMake : IIdOf
{
    public static string Prefix => "imak";
}

internal sealed class OfHomeBattery : IIdOf
{
    public static string Prefix => "hoba";
}

internal sealed class OfHomeBatteryModel : IIdOf
{
    public static string Prefix => "bmod";
}

internal sealed class OfHomeBatteryMake : IIdOf
{
    public static string Prefix => "bmak";
}

internal sealed class OfHemSystem : IIdOf
{
    public static string Prefix => "hems";
}

internal sealed class OfBoundaryMeter : IIdOf
{
    public static string Prefix => "bmet";
}

internal sealed class OfBoundaryMeterModel : IIdOf
{
    public static string Prefix => "bmmo";
}

internal sealed class OfBoundaryMeterMake : IIdOf
{
    public static string Prefix => "bmma";
}
