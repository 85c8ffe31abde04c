using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Server.Sandbox;
using Busbar.Vendors;
using Busbar.Vendors.Chargers;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Recipes;
using Busbar.Vendors.Vehicles;

namespace Busbar.Server.Setup;

/// <summary>Brands, the cars and chargers that there are, and the sandbox cloud.</summary>
public static class Outlets
{
    public static IServiceCollection AddOutlets(this IServiceCollection services)
    {
        services.AddSingleton<IInbox, Inbox>().AddSingleton(new OcppOptions()).AddSingleton<OcppOutlet>();
        services.AddSingleton<SandboxApp>(all => (_, tenantId) => all.GetRequiredService<SandboxClients>().App(tenantId));
        services.AddSingleton<BrandApps>().AddSingleton<IBrandApps>(all => all.GetRequiredService<BrandApps>());
        services.AddSingleton<Budgets>().AddSingleton(all => new VendorHttp(VendorHttp.NewHandler(), all.GetRequiredService<TimeProvider>())).AddSingleton<RecipeTools>();
        services.AddSingleton(all => VendorList.Open(
            all.GetRequiredService<BusbarOptions>().BrandFolder, all.GetRequiredService<RecipeTools>(), all.GetRequiredService<BrandApps>(), [all.GetRequiredService<OcppOutlet>().Vendor]));
        // The list holds the OCPP outlet, which hands its facts to rooms that look brands up: so rooms get it when they first ask.
        services.AddSingleton<IVendors>(all => new LateVendors(all));
        services.AddSingleton(_ => VehicleFiles.Open()).AddSingleton(_ => ChargerFiles.Open());
        services.AddSandboxCloud();
        services.AddSingleton<ISandboxAddresses, SandboxAddresses>().AddSingleton<ISandboxCaller, SandboxCaller>().AddSingleton<ISandboxCatalogue, SandboxCatalogue>();
        return services;
    }

    private sealed class LateVendors(IServiceProvider all) : IVendors
    {
        public IReadOnlyList<IVendor> List(Realm realm) => all.GetRequiredService<VendorList>().List(realm);
        public IVendor? Find(Realm realm, string brand) => all.GetRequiredService<VendorList>().Find(realm, brand);
    }

    private sealed class SandboxAddresses(Addresses addresses) : ISandboxAddresses
    {
        public string Base => addresses.Own;
        public string Public => addresses.Public;
    }

    private sealed class SandboxCaller(Identity identity) : ISandboxCaller
    {
        public async Task<Guid?> TenantOf(HttpContext context) =>
            (await identity.Find(context)).Ok(out var client, out _) && client.Realm is Realm.Sandbox ? client.TenantId : null;
    }

    private sealed class SandboxCatalogue(IVendors vendors) : ISandboxCatalogue
    {
        public Brand? Find(string brandId) => vendors.Find(Realm.Sandbox, brandId)?.Brand is { } brand && brand.Id == brandId ? brand : null;
    }
}
