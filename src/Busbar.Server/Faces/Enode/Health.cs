using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Enode;

/// <summary>Whether all is well.</summary>
internal static class Health
{
    /// <summary>For everybody: needs no token.</summary>
    public static async Task<IResult> Ready(Database database)
    {
        await database.Read(TenantTable.Any);
        return EnodeAnswers.Nothing();
    }
}
