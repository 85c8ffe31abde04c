using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Busbar.Server.Faces.OpenApi;

/// <summary>Adds to an operation what its binding declares.</summary>
internal static partial class FaceOperations
{
    public static Task Shape(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        operation.Parameters ??= [];
        foreach (var parameter in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameter>()) operation.Parameters.Add(Show(parameter));
        // What binds an id in a path reads it from the whole request, and so is not seen as a parameter of the path.
        foreach (var name in InPath().Matches(context.Description.RelativePath ?? "").Select(match => match.Groups[1].Value).Where(name => !operation.Parameters.Any(one => one.Name == name)).Reverse())
            operation.Parameters.Insert(0, new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        if (operation.Parameters.Count == 0) operation.Parameters = null;

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OpenToStrangers>().Any()) operation.Security = [];
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse plain && string.IsNullOrEmpty(plain.Description)) plain.Description = ReasonPhrases.GetReasonPhrase(int.Parse(status));
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InPath();

    private static OpenApiParameter Show(QueryParameter parameter) => new()
    {
        Name = parameter.Name, In = ParameterLocation.Query, Description = parameter.Description, Required = parameter.IsRequired,
        Schema = parameter.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = Value(parameter) } : Value(parameter),
    };

    private static OpenApiSchema Value(QueryParameter parameter) => new()
    {
        Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "number" => JsonSchemaType.Number, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
        Format = parameter.Format,
        Default = parameter.Default switch { int number => JsonValue.Create(number), bool flag => JsonValue.Create(flag), string text => JsonValue.Create(text), _ => null },
        Minimum = parameter.Min?.ToString(), Maximum = parameter.Max?.ToString(),
        Enum = parameter.Choices is { } choices ? [.. choices.Select(choice => (JsonNode)JsonValue.Create(choice)!)] : null,
    };
}
