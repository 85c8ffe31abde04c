using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Core.Interventions;

/// <summary>What people may have to do, with its words in every language: data, in <c>catalogue.json</c>.</summary>
public static class InterventionCatalogue
{
    public const string FirstLanguage = "en";

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() }, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    };

    public static readonly IReadOnlyList<CataloguedIntervention> All = Read();

    public static CataloguedIntervention Of(Intervention kind) => All.First(one => one.Kind == kind);

    public static CataloguedIntervention? Find(Guid id) => All.FirstOrDefault(one => one.Id == id);

    /// <summary>In this language (<c>de</c> or <c>de-DE</c>), or in English where nobody has written it yet.</summary>
    public static InterventionText In(this CataloguedIntervention intervention, string? language) =>
        language is not null && intervention.Texts.TryGetValue(language.Split('-')[0].ToLowerInvariant(), out var text) ? text : intervention.Texts[FirstLanguage];

    private static IReadOnlyList<CataloguedIntervention> Read()
    {
        using var file = typeof(InterventionCatalogue).Assembly.GetManifestResourceStream("interventions.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<CataloguedIntervention>>(file, json)!;
    }
}
