using Microsoft.OpenApi;

namespace Busbar.Server.Faces.OpenApi;

/// <summary>What a face's OpenAPI document says of the whole.</summary>
/// <param name="Server">The path that all paths of the document stand under.</param>
/// <param name="TypePrefix">What the names of the face's types begin with here, and not in the document.</param>
public sealed record FaceDocument(string Title, string Description, string Server, string TypePrefix = "");

internal static class FaceDocuments
{
    private const string Scheme = "bearerAuth";

    /// <summary>Describes the endpoints of a face at <c>/openapi/{name}.json</c>.</summary>
    public static IServiceCollection AddFaceDocument(this IServiceCollection services, Face face, FaceDocument about)
    {
        var schemas = new FaceSchemas(face.Json, about.TypePrefix);
        return services.AddOpenApi(face.Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
            options.CreateSchemaReferenceId = schemas.NameOf;
            options.AddOperationTransformer(FaceOperations.Shape);
            options.AddDocumentTransformer((document, _, _) =>
            {
                Introduce(document, about);
                schemas.Shape(document);
                return Task.CompletedTask;
            });
        });
    }

    private static void Introduce(OpenApiDocument document, FaceDocument about)
    {
        document.Info = new OpenApiInfo { Title = about.Title, Description = about.Description, Version = "1.0" };
        document.Servers = [new OpenApiServer { Url = about.Server }];

        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths) paths.Add(path == about.Server ? "/" : path.StartsWith(about.Server + "/", StringComparison.Ordinal) ? path[about.Server.Length..] : path, item);
        document.Paths = paths;

        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "An access token of POST /oauth2/token." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
    }
}
