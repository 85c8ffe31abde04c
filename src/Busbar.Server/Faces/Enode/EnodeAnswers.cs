using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

/// <summary>The answers that the endpoints give.</summary>
internal static class EnodeAnswers
{
    public static IResult Ok<T>(T body) where T : notnull => new FaceAnswer(EnodeFace.Face, StatusCodes.Status200OK, body);

    public static IResult Nothing() => Results.StatusCode(StatusCodes.Status204NoContent);

    public static IResult No(Fault fault) => new FaceRefusal(EnodeFace.Face, fault);

    /// <summary>Absent and foreign things alike.</summary>
    public static IResult NotFound() => No(Fault.NotFound());

    public static IResult NoUser(string userId) => new FaceNo(EnodeFace.Face, EnodeProblems.NoUser(userId));
}
