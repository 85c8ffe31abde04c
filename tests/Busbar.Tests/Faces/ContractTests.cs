using System.Text.Json;

namespace Busbar.Tests.Faces;

/// <summary>The judge of answers, judged: each planted fault is found.</summary>
public sealed class ContractTests
{
    private static readonly Contract contract = new(JsonSerializer.Deserialize<JsonElement>("""
        {
          "paths": { "/v1/things/{id}": { "delete": { "responses": { "200": { "description": "OK" } } }, "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } },
          "components": { "schemas": {
            "Thing": {
              "type": "object", "additionalProperties": false, "required": ["id"],
              "properties": {
                "id": { "type": "string", "format": "uuid" }, "at": { "type": "string", "format": "date-time" }, "name": { "type": "string", "nullable": true },
                "sort": { "$ref": "#/components/schemas/Sort" }, "many": { "type": "array", "items": { "type": "integer", "format": "int32" } }, "flag": { "type": "boolean" }
              }
            },
            "Sort": { "type": "string", "enum": ["A", "B"] }
          } }
        }
        """));

    [Fact]
    public void A_sound_answer_passes() => Assert.Null(Judge("""{"id":"0199f3a2-0000-7000-8000-000000000001","at":"2026-03-01T08:00:00Z","name":null,"sort":"A","many":[1,2],"flag":true}"""));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"42"}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","at":"2026-03-01T08:00:00+00:00"}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","name":7}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","sort":"C"}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","sort":null}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","many":[1,2.5]}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","flag":"true"}""")]
    [InlineData("""{"id":"0199f3a2-0000-7000-8000-000000000001","more":1}""")]
    public void A_fault_is_found(string body) => Assert.NotNull(Judge(body));

    [Fact]
    public void What_is_not_announced_is_found()
    {
        Assert.NotNull(contract.Objection("POST", "/v1/things/1", 200, default));
        Assert.NotNull(contract.Objection("GET", "/v1/others/1", 200, default));
        Assert.NotNull(contract.Objection("GET", "/v1/things/1", 404, default));
    }

    [Fact]
    public void A_body_is_there_where_one_is_announced_and_only_there()
    {
        Assert.Null(contract.Objection("DELETE", "/v1/things/1", 200, default));
        Assert.NotNull(contract.Objection("DELETE", "/v1/things/1", 200, JsonSerializer.Deserialize<JsonElement>("{}")));
        Assert.NotNull(contract.Objection("GET", "/v1/things/1", 200, default));
    }

    private static string? Judge(string body) => contract.Objection("GET", "/v1/things/1", 200, JsonSerializer.Deserialize<JsonElement>(body));
}
