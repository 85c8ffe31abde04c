using System.Reflection;
using Busbar.Core.Interventions;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>What people may have to do: one catalogue for everybody.</summary>
internal static class Interventions
{
    public static IResult List(InterventionFilter filter) => Ok<IReadOnlyList<Intervention>>([.. InterventionCatalogue.All.Select(one => Show(one, filter.Language))]);

    public static IResult Get(Guid interventionId, InterventionFilter filter) =>
        InterventionCatalogue.Find(interventionId) is { } found ? Ok(Show(found, filter.Language)) : NotFound();

    private static Intervention Show(CataloguedIntervention one, string? language)
    {
        var text = one.In(language);
        return new Intervention(
            one.Id, null, null, null, one.IntroducedAt, one.Domain,
            new InterventionResolution(text.Title, text.Description, one.Access, one.Agent, one.IsMendedByLink ? InterventionAction.Link : null));
    }
}

/// <summary>Which interventions are asked for, in which language. Those of the catalogue are for every brand and type.</summary>
public sealed record InterventionFilter(string? Language) : IBindableFromHttpContext<InterventionFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<InterventionFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        // Brand and type leave none out, so only their form matters.
        if (context.Request.One("vendorType") is { } type && !EnodeWords.Types.Contains(type))
            throw new Refused(Core.Basics.Fault.Invalid("vendorType", $"The value is one of {string.Join(", ", EnodeWords.Types)}."));
        context.Request.One("vendor");
        return ValueTask.FromResult<InterventionFilter?>(new InterventionFilter(context.Request.One("language")));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("language", "string", "Such as de-DE; English where nobody has written it in that language yet."));
        builder.Metadata.Add(new QueryParameter("vendorType", "string", "Only those for this type of asset.", Choices: EnodeWords.Types));
        builder.Metadata.Add(new QueryParameter("vendor", "string", "Only those for this brand."));
    }
}
