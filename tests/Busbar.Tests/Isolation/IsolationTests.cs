using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces;
using Busbar.Server.Storage;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Busbar.Tests.Isolation;

/// <summary>What is another's is not there: the matrix over every operation, every id and every sort of caller who may not.</summary>
public sealed class IsolationTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_sees_or_changes_what_is_another_s(Engine engine)
    {
        foreach (var face in TestedFace.All)
        {
            await using var house = await ConnectHouse.Open(engine);
            var matrix = await Run(house, face);
            foreach (var reason in matrix.Left) output.WriteLine(reason);
            output.WriteLine($"{face}: {matrix.Tried} calls that came to nothing.");
            Figures.Tell($"isolation-{face}-{engine}".ToLowerInvariant(), new { operations = face.Cases.Count, refused = matrix.Tried, leaks = matrix.Leaks.Count });
            Assert.Equal([], matrix.Leaks);
        }
    }

    [Fact]
    public async Task Every_operation_and_every_id_has_its_case()
    {
        await using var house = await ConnectHouse.Open();
        foreach (var face in TestedFace.All)
        {
            var operations = (await face.Document(house.House)).Operations;
            Assert.Equal(operations.Select(operation => operation.Id).Order(), face.Cases.Keys.Order());
            Assert.Equal(
                operations.SelectMany(operation => operation.Slots.Where(slot => slot.IsId && slot.Place is not Place.Path).Select(slot => $"{operation.Id} {slot.Name}")).Order(),
                face.ForeignIds.Keys.Order());
        }
    }

    [Fact]
    public async Task Nothing_is_served_that_no_document_lists()
    {
        await using var house = await ConnectHouse.Open();
        var served = house.House.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Face>() is not null || TestedFace.All.Any(face => endpoint.RoutePattern.RawText!.StartsWith(face.Prefix + "/", StringComparison.Ordinal)))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}");
        var listed = TestedFace.All.SelectMany(face => face.Open).ToList();
        foreach (var face in TestedFace.All) listed.AddRange((await face.Document(house.House)).Operations.Select(operation => $"{operation.Method} {operation.Path}"));
        Assert.Equal(served.Order(), listed.Order());
    }

    /// <summary>The matrix finds a look-up that forgets what it should ask.</summary>
    [Theory]
    [InlineData("a device is looked up by its id alone", $"d.id = @id and {PermissionTable.CallerSees}", "d.id = @id", "GetEntity ", "umbrella: 200")]
    [InlineData("a device is changed on any permission", "p.level = @level and", "", "RemoveLocation ", "holds all but Administer: 200")]
    [InlineData("Viewer is forgotten", "p.level = 'Viewer' and", "", "ListReadings ", "holds all but Viewer: 200")]
    [InlineData("a list shows everybody's", "tenant_id = @tenantId and client_id = @clientId and is_reconnect = 0\n", "1 = 1\n", "ListEntityOnboardingRequests ", "umbrella: an answer shows")]
    [InlineData("a command is looked up without its entity", "c.id = @id and c.device_id = @deviceId and", "c.id = @id and 1 = 1 or", "GetCommand ", "of colleague: 200")]
    [InlineData("a principal is looked up in all tenants", "tenant_id = @tenantId and id = @id", "id = @id", "AddPermission ", "somebody who may not wrote permissions")]
    [InlineData("a revoked client is not", "c.revoked_at as RevokedAt", "null as RevokedAt", "GetEntity ", "revoked client: 200")]
    public async Task A_planted_fault_is_found(string fault, string condition, string instead, string operation, string leak)
    {
        await using var house = await ConnectHouse.Open(change: services =>
            services.AddSingleton<Database>(all => new ForgetfulDatabase(all.GetRequiredService<Store>().Database, condition, instead)));
        var matrix = await Run(house, TestedFace.All.Single(face => face.Name == "connect"));
        output.WriteLine($"{fault}: {matrix.Leaks.Count} leaks");
        Assert.Contains(matrix.Leaks, found => found.StartsWith(operation, StringComparison.Ordinal) && found.Contains(leak, StringComparison.Ordinal));
    }

    private static async Task<Matrix> Run(ConnectHouse house, TestedFace face)
    {
        var matrix = new Matrix(house.House, face, await face.Document(house.House), await Cast.Make(house, face));
        await matrix.Run();
        return matrix;
    }
}
