using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Onboarding requests for entities.</summary>
internal static class Onboarding
{
    public static async Task<IResult> Create(Body<EntityOnboardingRequest> body, HttpContext context, StartLink start, Database database, OnboardingWords words)
    {
        if (string.IsNullOrWhiteSpace(body.Value.Brand)) return No(Fault.Missing("brand", "Name a brand. GET /v1/onboarding/types lists them."));
        var caller = Identity.Of(context);
        if (!(await start.Start(caller, OnboardingWords.Order(body.Value), context.RequestAborted)).Ok(out var link, out var fault)) return No(fault);
        var device = link.DeviceId is { } id ? await database.Read(db => DeviceTable.FindFor(db, caller, id)) : null;
        return Created(words.Show(link, device, caller));
    }

    public static async Task<IResult> List(OnboardingFilter filter, PageRequest page, HttpContext context, Database database, IVendors vendors, TimeProvider time, OnboardingWords words)
    {
        var caller = Identity.Of(context);
        string? brand = null;
        if (filter.Brand is { } named)
        {
            if (vendors.Find(caller.Realm, named) is not { } vendor) return No(Catalogue.NoSuchBrand(named));
            brand = vendor.Brand.Id;
        }
        LinkStatus? status = filter.Status is { } wanted ? ConnectWords.Status(wanted) : null;
        var isNever = filter.Status is not null && status is null;

        var (links, devices) = await database.Read<(IReadOnlyList<Link>, IReadOnlyDictionary<Guid, Device>)>(async db =>
        {
            var links = isNever ? [] : await LinkTable.ListFor(
                db, caller, new LinkFilter(brand, filter.Type is { } type ? ConnectWords.Kind(type) : null, status, filter.CollectiveId, filter.Owner),
                time.GetUtcNow(), page.After, page.Limit);
            return (links, await DeviceTable.FindFor(db, caller, [.. links.Select(link => link.DeviceId).OfType<Guid>().Distinct()]));
        });
        return Ok(page.Cut(links, link => Places.Write(link.CreatedAt, link.Id), link => words.Show(link, DeviceOf(link, devices), caller)));
    }

    public static async Task<IResult> Get(Guid onboardingRequestId, HttpContext context, Database database, OnboardingWords words)
    {
        var caller = Identity.Of(context);
        var (link, device) = await database.Read(async db =>
        {
            var link = await LinkTable.FindFor(db, caller, onboardingRequestId);
            return (link, link?.DeviceId is { } deviceId ? await DeviceTable.FindFor(db, caller, deviceId) : null);
        });
        return link is null ? NotFound() : Ok(words.Show(link, device, caller));
    }

    public static async Task<IResult> Cancel(Guid onboardingRequestId, HttpContext context, CancelLink cancel, OnboardingWords words) =>
        (await cancel.Cancel(Identity.Of(context), onboardingRequestId)).Ok(out var link, out var fault) ? Ok(words.Show(link, null, Identity.Of(context))) : No(fault);

    private static Device? DeviceOf(Link link, IReadOnlyDictionary<Guid, Device> devices) => link.DeviceId is { } id ? devices.GetValueOrDefault(id) : null;
}

/// <summary>Which onboarding requests are asked for; all, where nothing is given.</summary>
internal sealed record OnboardingFilter(string? Brand, EntityType? Type, OnboardingStatus? Status, Guid? CollectiveId, Guid? Owner)
    : IBindableFromHttpContext<OnboardingFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<OnboardingFilter?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<OnboardingFilter?>(new(
        OldNames.BrandOf(context.Request), OldNames.TypeOf(context.Request), context.Request.Choice<OnboardingStatus>("status"),
        context.Request.Id("collectiveId"), context.Request.Id("owner")));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        CatalogueFilter.PopulateMetadata(parameter, builder);
        builder.Metadata.Add(new QueryParameter("status", "string", "Only requests that stand so.", Choices: Enum.GetNames<OnboardingStatus>()));
        builder.Metadata.Add(new QueryParameter("collectiveId", "string", "Only requests that named this collective.", "uuid"));
        builder.Metadata.Add(new QueryParameter("owner", "string", "Only entities that belong to this user.", "uuid"));
    }
}
