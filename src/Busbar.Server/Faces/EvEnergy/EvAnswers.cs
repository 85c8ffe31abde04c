using Busbar.Core.Basics;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>The answers that the endpoints give.</summary>
internal static class EvAnswers
{
    public static IResult Ok<T>(T body) where T : notnull => new FaceAnswer(EvEnergyFace.Face, StatusCodes.Status200OK, body);

    public static IResult Created<T>(T body) where T : notnull => new FaceAnswer(EvEnergyFace.Face, StatusCodes.Status201Created, body);

    public static IResult Nothing() => Results.StatusCode(StatusCodes.Status204NoContent);

    public static IResult No(Fault fault) => new FaceRefusal(EvEnergyFace.Face, fault);

    /// <param name="slug">What the API calls this sort of problem.</param>
    public static IResult No(Fault fault, string slug) => new FaceNo(EvEnergyFace.Face, EvProblems.Say(fault, slug));

    /// <summary>Absent and foreign things alike.</summary>
    public static IResult NotFound() => No(Fault.NotFound());
}
