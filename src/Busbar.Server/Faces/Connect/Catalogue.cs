using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Which brands offer which types of entity, and what linking one takes.</summary>
internal static class Catalogue
{
    private static readonly string[] ownFields = [LinkInputs.Identifier, LinkInputs.PairingCode, LinkInputs.AssociatedEmail, LinkInputs.Name, LinkInputs.Track];

    public static IResult List(CatalogueFilter filter, PageRequest page, HttpContext context, IVendors vendors)
    {
        var caller = Identity.Of(context);
        if (filter.Brand is { } named && !IsOffered(vendors.Find(caller.Realm, named), caller)) return No(NoSuchBrand(named));

        var all = vendors.List(caller.Realm).Where(vendor => IsOffered(vendor, caller) && (filter.Brand is null || vendor == vendors.Find(caller.Realm, filter.Brand)))
            .SelectMany(vendor => vendor.Brand.Kinds.Select(kind => (Place: $"{vendor.Brand.Id}/{kind.Key}", Type: Show(vendor.Brand, ConnectWords.Type(kind.Key), kind.Value))))
            .Where(entry => filter.Type is null || entry.Type.Type == filter.Type)
            .OrderBy(entry => entry.Place, StringComparer.Ordinal);
        var rows = all.Where(entry => page.Place is null || string.CompareOrdinal(entry.Place, page.Place) > 0).Take(page.Limit).ToList();
        return Ok(page.Cut(rows, row => row.Place, row => row.Type));
    }

    public static Fault NoSuchBrand(string brand) => new(FaultKind.BrandUnknown, $"There is no brand '{brand}' here.", "brand");

    private static bool IsOffered(IVendor? vendor, Client caller) => vendor is ILinkDevices && caller.Brands?.Contains(vendor.Brand.Id) is not false;

    private static EntityOnboardingType Show(Brand brand, EntityType type, BrandKind way) => new(
        type, brand.Name, ConnectWords.Action(way.Consent), way.Documentation is { } page ? new Uri(page) : null,
        [.. way.Inputs.Select(input => new EntityOnboardingParameter(ownFields.Contains(input.Name) ? input.Name : "properties." + input.Name, input.Required, input.Pattern))]);
}

/// <summary>Which part of the catalogue is asked for; all, where nothing is given.</summary>
internal sealed record CatalogueFilter(string? Brand, EntityType? Type) : IBindableFromHttpContext<CatalogueFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<CatalogueFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CatalogueFilter?>(new(OldNames.BrandOf(context.Request), OldNames.TypeOf(context.Request)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("brand", "string", "Only this brand."));
        builder.Metadata.Add(new QueryParameter("type", "string", "Only this type of entity.", Choices: Enum.GetNames<EntityType>()));
    }
}
