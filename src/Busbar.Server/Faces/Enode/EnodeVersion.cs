using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

/// <summary>Which version of the API a request speaks: there is one.</summary>
internal static class EnodeVersion
{
    public const string Header = "Enode-Version", Only = "2024-10-01";

    public static ValueTask<object?> Check(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.Request.Headers[Header] is { Count: > 0 } asked && asked is not [Only]
            ? ValueTask.FromResult<object?>(EnodeAnswers.No(Fault.Invalid(Header, $"This server speaks the version {Only}. Send that, or leave the header out.")))
            : next(call);
}
