using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>A table of contents with the given vendors, the same in both realms.</summary>
public sealed class OneVendor(params IVendor[] vendors) : IVendors
{
    public IReadOnlyList<IVendor> List(Realm realm) => vendors;

    public IVendor? Find(Realm realm, string brand) =>
        vendors.FirstOrDefault(v => string.Equals(v.Brand.Id, brand, StringComparison.OrdinalIgnoreCase) || string.Equals(v.Brand.Name, brand, StringComparison.OrdinalIgnoreCase));
}
