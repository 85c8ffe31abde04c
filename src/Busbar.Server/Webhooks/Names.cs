using System.Net;

namespace Busbar.Server.Webhooks;

/// <summary>What addresses a host has. A name may mean another one at each asking, so what is dialled is what was checked.</summary>
public class Names
{
    public virtual Task<IPAddress[]> Resolve(string host, CancellationToken stop) => Dns.GetHostAddressesAsync(host, stop);
}
