using Busbar.Core.Basics;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which version of the API a request speaks: there is one.</summary>
internal static class EvVersion
{
    public const string Header = "EvEnergy-Version", Only = "2";

    public static Fault? Check(HttpRequest request) => request.Headers[Header] is { Count: > 0 } asked && asked is not [Only or "2.0"]
        ? Fault.Invalid(Header, $"Unsupported version. This server speaks version {Only}: send that, or leave the header out.") : null;
}
