using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Connect;

/// <summary>The answers that the endpoints give.</summary>
internal static class ConnectAnswers
{
    public static IResult Ok<T>(T body) where T : notnull => new FaceAnswer(ConnectFace.Face, StatusCodes.Status200OK, body);

    public static IResult Created<T>(T body) where T : notnull => new FaceAnswer(ConnectFace.Face, StatusCodes.Status201Created, body);

    /// <summary>200 without a body, or what stood in the way.</summary>
    public static IResult Done(Fault? fault) => fault is null ? Results.StatusCode(StatusCodes.Status200OK) : No(fault);

    public static IResult No(Fault fault) => new FaceRefusal(ConnectFace.Face, fault);

    public static IResult No(ConnectCode code, string message) => No(ConnectErrors.Say(code, message));

    /// <summary>Absent and foreign things alike.</summary>
    public static IResult NotFound() => No(Fault.NotFound());

    private static IResult No(Refusal refusal) => new FaceNo(ConnectFace.Face, refusal);
}
