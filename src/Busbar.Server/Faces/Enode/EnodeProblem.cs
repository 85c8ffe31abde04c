using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

/// <summary>What went wrong, by RFC 7807.</summary>
/// <param name="Type">Names the sort of problem.</param>
/// <param name="Title">The sort of problem in a few words.</param>
/// <param name="Detail">What went wrong here, and the way out.</param>
/// <param name="Issues">What is wrong with the request, field by field.</param>
public sealed record EnodeProblem(string Type, string Title, string Detail, [property: AbsentWhenNull] IReadOnlyList<EnodeIssue>? Issues = null);

/// <param name="Path">The field.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Code">The sort of mistake.</param>
public sealed record EnodeIssue(string Path, string Message, string Code);

/// <summary>How this dialect says no.</summary>
internal static class EnodeProblems
{
    private const string Types = "https://developers.enode.com/api/problems/";

    public static Refusal Say(Fault fault) => fault.Kind switch
    {
        FaultKind.Unauthenticated => Say(401, "unauthorized", "Unauthorized", fault),
        FaultKind.PermissionMissing => Say(403, "forbidden", "Forbidden", fault),
        FaultKind.NotFound => Say(404, "not-found", "Not Found", "The requested asset wasn't found."),
        FaultKind.AlreadyEnded or FaultKind.LastOwner or FaultKind.InAnotherCollective => Say(409, "conflict", "Conflict", fault),
        FaultKind.TooManyRequests => Say(429, "too-many-requests", "Too Many Requests", fault),
        FaultKind.BrandUnavailable => Say(503, "vendor-temporarily-unavailable", "Vendor Temporarily Unavailable", fault),
        FaultKind.CommandNotSupported => Say(400, "bad-request", "Action Rejected", fault),
        FaultKind.FieldMissing or FaultKind.FieldInvalid or FaultKind.BrandUnknown or FaultKind.KindNotOffered or FaultKind.ReturnAddressNotAllowed
            or FaultKind.CooldownActive or FaultKind.FeatureNotSupported or FaultKind.CollectiveUnknown or FaultKind.CollectiveEmpty
            or FaultKind.PrincipalUnknown or FaultKind.CapacityNotSet => Say(400, "bad-request", "Bad Request", fault),
    };

    public static Refusal Say(int status) => status switch
    {
        StatusCodes.Status404NotFound => Say(404, "not-found", "Not Found", "There is nothing at this address. /openapi/enode.json lists all addresses."),
        StatusCodes.Status405MethodNotAllowed => Say(405, "bad-request", "Method Not Allowed", "The header Allow lists the methods that this address takes."),
        StatusCodes.Status413PayloadTooLarge => Say(413, "bad-request", "Payload Too Large", "A body has at most 1 MiB."),
        StatusCodes.Status415UnsupportedMediaType => Say(415, "bad-request", "Unsupported Media Type", "Send the body as application/json, text/json or application/*+json, in UTF-8."),
        StatusCodes.Status429TooManyRequests => Say(429, "too-many-requests", "Too Many Requests", "Send fewer at once, and this one again after as many seconds as Retry-After says."),
        >= 500 => Say(status, "internal-server-error", "Internal Server Error", "Try again later. The log of the server says more."),
        _ => Say(status, "bad-request", "Bad Request", "The request could not be read."),
    };

    public static Refusal NoUser(string userId) => Say(404, "not-found", "User does not exist", $"Could not find user with ID {userId}");

    public static Refusal NoSiteStatistics() =>
        Say(422, "hem-system-statistics-not-available", "HEM system statistics not available", "Nothing is known of this system in that time.");

    public static Refusal Controlled(Fault fault) => Say(422, "controlled", "Asset Is Controlled", fault);

    public static Refusal NoSmartCharging(Fault fault) => Say(400, "bad-request", "Cannot activate smart charging", fault);

    public static Refusal NoWebhook(Guid id) => Say(404, "not-found", "Webhook not found", $"Could not find webhook {id}");

    public static Refusal BadWebhook(Fault fault) => Say(400, "bad-request", "Webhook input is not valid.", fault);

    private static Refusal Say(int status, string type, string title, Fault fault) => new(status, new EnodeProblem(
        Types + type, title, fault.Field is { } field ? $"{field}: {fault.Message}" : fault.Message,
        status == 400 && fault.Field is { } path ? [new EnodeIssue(path, fault.Message, CodeOf(fault.Kind))] : null));

    private static Refusal Say(int status, string type, string title, string detail) => new(status, new EnodeProblem(Types + type, title, detail));

    private static string CodeOf(FaultKind kind) => kind is FaultKind.FieldMissing ? "required" : "invalid";
}
