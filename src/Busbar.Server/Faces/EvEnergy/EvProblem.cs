using Busbar.Core.Basics;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What went wrong, by RFC 9457.</summary>
/// <param name="Type">Names the sort of problem, where the status does not say it all.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Title">The sort of problem in a few words.</param>
/// <param name="Detail">What went wrong here, and the way out.</param>
/// <param name="FieldErrors">What is wrong with the request, by field.</param>
[AbsentWhenNull]
public sealed record EvProblem(string? Type, int Status, string Title, string Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? FieldErrors = null);

/// <summary>How this dialect says no.</summary>
internal static class EvProblems
{
    private const string Paging = "pagination-parameters";
    private const string Types = "https://api.ev.energy/v2/problems/";
    private const string TooMany = "rate-limit-exceeded";

    public static Refusal Say(Fault fault, string? slug = null) => fault.Kind switch
    {
        FaultKind.Unauthenticated => Say(401, slug, "Unauthorized", fault.Message),
        FaultKind.PermissionMissing => Say(403, slug, "Forbidden", fault.Message),
        FaultKind.NotFound => Say(404, slug, "Not Found", "Resource does not exist or cannot be accessed."),
        FaultKind.TooManyRequests => Say(429, slug ?? TooMany, "Too Many Requests", fault.Message),
        FaultKind.BrandUnavailable => Say(503, slug, "Service Unavailable", fault.Message),
        FaultKind.AlreadyEnded or FaultKind.LastOwner or FaultKind.InAnotherCollective or FaultKind.CooldownActive => Say(409, slug, "Conflict", fault.Message),
        FaultKind.FieldMissing or FaultKind.FieldInvalid or FaultKind.BrandUnknown or FaultKind.KindNotOffered or FaultKind.ReturnAddressNotAllowed
            or FaultKind.CommandNotSupported or FaultKind.FeatureNotSupported or FaultKind.CollectiveUnknown or FaultKind.CollectiveEmpty
            or FaultKind.PrincipalUnknown or FaultKind.CapacityNotSet => Amiss(fault, slug),
    };

    public static Refusal Unavailable(string detail) => Say(503, null, "Service Unavailable", detail);

    public static Refusal Unprocessable(string detail) => Say(422, null, "Unprocessable Content", detail);

    public static Refusal Say(int status) => status switch
    {
        StatusCodes.Status404NotFound => Say(404, null, "Not Found", "There is nothing at this address. /openapi/evenergy.json lists all addresses."),
        StatusCodes.Status405MethodNotAllowed => Say(405, null, "Method Not Allowed", "The header Allow lists the methods that this address takes."),
        StatusCodes.Status413PayloadTooLarge => Say(413, "payload-too-large", "Payload Too Large", "A body has at most 1 MiB."),
        StatusCodes.Status415UnsupportedMediaType => Say(415, null, "Unsupported Media Type", "Send the body as application/json, in UTF-8."),
        StatusCodes.Status429TooManyRequests => Say(429, TooMany, "Too Many Requests", "Send fewer at once, and this one again after as many seconds as retry-after says."),
        >= 500 => Say(status, null, "Internal Server Error", "Try again later. The log of the server says more."),
        _ => Say(status, null, "Bad Request", "The request could not be read."),
    };

    private static Refusal Amiss(Fault fault, string? slug) => fault.Field is { } field
        ? new Refusal(400, new EvProblem(Type(slug ?? (EvPage.Has(field) ? Paging : null)), 400, "Request failed validation.", $"Error on fields: {field}", new Dictionary<string, IReadOnlyList<string>> { [field] = [fault.Message] }))
        : Say(400, slug, "Bad Request", fault.Message);

    private static Refusal Say(int status, string? slug, string title, string detail) => new(status, new EvProblem(Type(slug), status, title, detail));

    private static string? Type(string? slug) => slug is null ? null : $"{Types}{slug}/";
}
