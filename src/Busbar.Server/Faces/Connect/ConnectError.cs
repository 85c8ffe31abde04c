using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Connect;

/// <summary>What every refusal of this API looks like.</summary>
/// <param name="Errors">What was wrong, one entry for each thing.</param>
public sealed record ConnectApiErrorResult(IReadOnlyList<ConnectApiError>? Errors);

/// <summary>One thing that was wrong.</summary>
/// <param name="Code">A stable name to tell cases apart by; the documentation lists them all.</param>
/// <param name="Description">What the code means, always the same.</param>
/// <param name="Message">What was wrong this time and the way out; it begins with the name of the field, where it is about one.</param>
public sealed record ConnectApiError(string? Code, string? Description, string? Message);

/// <summary>Every code that a refusal may have. The names are a promise: rename none. <c>docs/connect-errors.md</c> lists them.</summary>
public enum ConnectCode
{
    Unauthenticated, PermissionMissing,
    FieldMissing, FieldInvalid, BrandUnknown, TypeNotOffered, ReturnUrlNotAllowed, CollectiveUnknown, CollectiveEmpty, PrincipalUnknown,
    CommandNotSupported, CooldownActive, FeatureNotSupported, BatteryCapacityNotSet, RequestMalformed,
    NotFound, NoReadingYet, AddressUnknown, MethodNotAllowed,
    AlreadyEnded, FeatureNotActive, LastOwner, InAnotherCollective,
    BodyTooLarge, ContentTypeNotSupported, TooManyRequests,
    InternalError, BrandUnavailable,
}

public static class ConnectErrors
{
    public static Refusal Say(ConnectCode code, string message, int? status = null) =>
        new(status ?? Means(code).Status, new ConnectApiErrorResult([new ConnectApiError(code.ToString(), Means(code).Description, message)]));

    public static ConnectCode CodeOf(FaultKind fault) => fault switch
    {
        FaultKind.Unauthenticated => ConnectCode.Unauthenticated,
        FaultKind.PermissionMissing => ConnectCode.PermissionMissing,
        FaultKind.NotFound => ConnectCode.NotFound,
        FaultKind.FieldMissing => ConnectCode.FieldMissing,
        FaultKind.FieldInvalid => ConnectCode.FieldInvalid,
        FaultKind.BrandUnknown => ConnectCode.BrandUnknown,
        FaultKind.KindNotOffered => ConnectCode.TypeNotOffered,
        FaultKind.ReturnAddressNotAllowed => ConnectCode.ReturnUrlNotAllowed,
        FaultKind.AlreadyEnded => ConnectCode.AlreadyEnded,
        FaultKind.CommandNotSupported => ConnectCode.CommandNotSupported,
        FaultKind.CooldownActive => ConnectCode.CooldownActive,
        FaultKind.FeatureNotSupported => ConnectCode.FeatureNotSupported,
        FaultKind.CollectiveUnknown => ConnectCode.CollectiveUnknown,
        FaultKind.CollectiveEmpty => ConnectCode.CollectiveEmpty,
        FaultKind.PrincipalUnknown => ConnectCode.PrincipalUnknown,
        FaultKind.LastOwner => ConnectCode.LastOwner,
        FaultKind.InAnotherCollective => ConnectCode.InAnotherCollective,
        FaultKind.CapacityNotSet => ConnectCode.BatteryCapacityNotSet,
        FaultKind.TooManyRequests => ConnectCode.TooManyRequests,
        FaultKind.BrandUnavailable => ConnectCode.BrandUnavailable,
    };

    public static (int Status, string Description) Means(ConnectCode code) => code switch
    {
        ConnectCode.Unauthenticated => (401, "The request carries no valid access token."),
        ConnectCode.PermissionMissing => (403, "The application may see the entity, but not do this with it."),
        ConnectCode.FieldMissing => (400, "A required value is missing."),
        ConnectCode.FieldInvalid => (400, "Something in the request is not what belongs there."),
        ConnectCode.BrandUnknown => (400, "There is no such brand for this application."),
        ConnectCode.TypeNotOffered => (400, "The brand does not offer entities of this type."),
        ConnectCode.ReturnUrlNotAllowed => (400, "The return address is not on the application's list."),
        ConnectCode.CollectiveUnknown => (400, "There is no such collective."),
        ConnectCode.CollectiveEmpty => (400, "There is no entity in the collective."),
        ConnectCode.PrincipalUnknown => (400, "There is no such user, application, collective or tenant."),
        ConnectCode.CommandNotSupported => (400, "The entity does not take this command."),
        ConnectCode.CooldownActive => (400, "Another command to the entity is too near in time."),
        ConnectCode.FeatureNotSupported => (400, "The entity cannot have this feature."),
        ConnectCode.BatteryCapacityNotSet => (400, "The feature needs the entity's battery capacity, which is not known."),
        ConnectCode.RequestMalformed => (400, "The request is not sound HTTP."),
        ConnectCode.NotFound => (404, "There is no such resource, or the application may not see it."),
        ConnectCode.NoReadingYet => (404, "The entity is connected, but has not been heard yet."),
        ConnectCode.AddressUnknown => (404, "This address is not part of the API."),
        ConnectCode.MethodNotAllowed => (405, "The address is part of the API, but does not take this method."),
        ConnectCode.AlreadyEnded => (409, "The resource is past the point where it could be changed."),
        ConnectCode.FeatureNotActive => (409, "The feature that this needs is not active on the entity."),
        ConnectCode.LastOwner => (409, "Nobody would be left who owns the entity or looks after the tenant."),
        ConnectCode.InAnotherCollective => (409, "The entity is in another collective, and can be in one at most."),
        ConnectCode.BodyTooLarge => (413, "The body is too long."),
        ConnectCode.ContentTypeNotSupported => (415, "The content type of the body is not one of JSON."),
        ConnectCode.TooManyRequests => (429, "The application has too many requests open at once."),
        ConnectCode.InternalError => (500, "The request failed through no fault of the caller."),
        ConnectCode.BrandUnavailable => (503, "The brand's own service did not answer as it should."),
    };
}
