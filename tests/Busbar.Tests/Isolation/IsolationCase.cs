using Busbar.Tests.Faces;

namespace Busbar.Tests.Isolation;

/// <summary>What a caller must be, or hold, for an operation to be done.</summary>
public enum Need
{
    /// <summary>Nothing: it is about the caller itself, or about everybody.</summary>
    SignedIn,
    /// <summary>Nothing at all: whoever calls says in the request for whom, or reads what is everybody's.</summary>
    Nothing,
    /// <summary>Viewer on the entity.</summary>
    Viewer,
    /// <summary>Contributor on the entity.</summary>
    Contributor,
    /// <summary>Administer on the entity.</summary>
    Administer,
    /// <summary>Owner on the entity.</summary>
    Owner,
    /// <summary>To look after the user: to have named the user first, or to own a device of the user's.</summary>
    Keeper,
    /// <summary>A share in the collective.</summary>
    Member,
    /// <summary>The right to change the collective.</summary>
    Lead,
    /// <summary>To belong to the tenant.</summary>
    Tenant,
    /// <summary>To look after the tenant.</summary>
    Administrator,
    /// <summary>To have asked for it.</summary>
    Requester,
}

/// <summary>How an operation is tried.</summary>
/// <param name="Body">A sound body, with ids by the names of their slots in braces.</param>
/// <param name="Query">A sound query, for what is required there.</param>
/// <param name="Absent">What is answered to an id in the path that is not there, or another's.</param>
/// <param name="Done">What who may is answered, where that is no success.</param>
/// <param name="Makes">It reads by its method, and makes something of its caller's own all the same.</param>
/// <param name="Words">What stands in the path's slots that hold no id: <c>vendor=EASEE</c>, with blanks between.</param>
public sealed record IsolationCase(Need Need, string? Body = null, string? Query = null, int Absent = 404, int? Done = null, string? Words = null, bool Makes = false)
{
    /// <summary>The path with its words in their places; ids are still in braces.</summary>
    public string Path(Operation operation) =>
        (Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=')).Aggregate(operation.Path, (path, word) => path.Replace($"{{{word[0]}}}", word[1]));

    /// <summary>The word for a slot; null for one that holds an id.</summary>
    public string? Word(string slot) => (Words ?? "").Split(' ').FirstOrDefault(word => word.StartsWith(slot + "=", StringComparison.Ordinal))?[(slot.Length + 1)..];
}

public static class Needs
{
    /// <summary>Why nobody can hold too little; null where somebody can.</summary>
    public static string? WithoutLower(Need need) => need switch
    {
        Need.Nothing => "strangers may",
        Need.SignedIn => "every application may, and sees or makes its own alone",
        Need.Viewer or Need.Contributor or Need.Administer or Need.Owner or Need.Keeper or Need.Lead or Need.Administrator => null,
        Need.Member => "a share is whole: who has none is the application without permission",
        Need.Tenant => "whoever belongs to the tenant may",
        Need.Requester => "a request is its application's alone, whatever another holds on the entity",
    };
}
