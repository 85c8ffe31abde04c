using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Offboarding requests for entities.</summary>
internal static class Offboarding
{
    public static async Task<IResult> Create(Body<EntityOffboardingRequest> body, HttpContext context, StartOffboarding start) =>
        (await start.Start(Identity.Of(context), body.Value.EntityId)).Ok(out var offboarding, out var fault) ? Created(OffboardingWords.Show(offboarding)) : No(fault);

    public static async Task<IResult> List(OffboardingFilter filter, PageRequest page, HttpContext context, Database database)
    {
        var caller = Identity.Of(context);
        var statuses = filter.Status is { } status ? OffboardingWords.Statuses(status) : [];
        var offboardings = await database.Read(db => OffboardingTable.ListFor(db, caller, statuses, page.After, page.Limit));
        return Ok(page.Cut(offboardings, offboarding => Places.Write(offboarding.CreatedAt, offboarding.Id), OffboardingWords.Show));
    }

    public static async Task<IResult> Get(Guid offboardingRequestId, HttpContext context, Database database)
    {
        var caller = Identity.Of(context);
        return await database.Read(db => OffboardingTable.FindFor(db, caller, offboardingRequestId)) is { } offboarding ? Ok(OffboardingWords.Show(offboarding)) : NotFound();
    }

    public static async Task<IResult> Cancel(Guid offboardingRequestId, HttpContext context, CancelOffboarding cancel) =>
        (await cancel.Cancel(Identity.Of(context), offboardingRequestId)).Ok(out var offboarding, out var fault) ? Ok(OffboardingWords.Show(offboarding)) : No(fault);
}

/// <summary>Which offboarding requests are asked for; all, where nothing is given.</summary>
internal sealed record OffboardingFilter(OffboardingStatus? Status) : IBindableFromHttpContext<OffboardingFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<OffboardingFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<OffboardingFilter?>(new(context.Request.Choice<OffboardingStatus>("status")));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter("status", "string", "Only requests that stand so.", Choices: Enum.GetNames<OffboardingStatus>()));
}
