using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Onboarding requests for collectives. Nobody has to agree to one, so each has succeeded once it is answered.</summary>
internal static class CollectiveOnboarding
{
    public static async Task<IResult> Create(Body<CollectiveOnboardingRequest> body, HttpContext context, AddCollective add)
    {
        var request = body.Value;
        if (string.IsNullOrWhiteSpace(request.Name)) return No(Fault.Missing("name", "Name the collective."));
        if (request.CollectiveId is not null)
            return No(Fault.Invalid("collectiveId", "A collective cannot be part of another. Leave it out."));
        var order = new CollectiveOrder(request.Name, CollectiveWords.Kind(request.Type), request.Owner, ConnectWords.Text(request.Properties));
        return (await add.Add(Identity.Of(context), order)).Ok(out var collective, out var fault) ? Created(CollectiveWords.Request(collective)) : No(fault);
    }

    public static async Task<IResult> List(PageRequest page, HttpContext context, Database database)
    {
        var collectives = await database.Read(db => CollectiveTable.ListFor(db, Identity.Of(context), page.After, page.Limit));
        return Ok(page.Cut(collectives, collective => Places.Write(collective.CreatedAt, collective.Id), CollectiveWords.Request));
    }

    public static async Task<IResult> Get(Guid onboardingRequestId, HttpContext context, Database database) =>
        await Find(onboardingRequestId, context, database) is { } collective ? Ok(CollectiveWords.Request(collective)) : NotFound();

    public static async Task<IResult> Cancel(Guid onboardingRequestId, HttpContext context, Database database) =>
        await Find(onboardingRequestId, context, database) is null ? NotFound()
            : No(new Fault(FaultKind.AlreadyEnded, "This request is Succeeded: nobody has to agree to a collective, so it was there at once."));

    private static Task<Core.Tenancy.Collective?> Find(Guid requestId, HttpContext context, Database database) =>
        database.Read(db => CollectiveTable.FindByRequestFor(db, Identity.Of(context), requestId));
}
