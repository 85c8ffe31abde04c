using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Server.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Faces;

public sealed class ScriptJsonTests
{
    /// <summary>As the language's specification has it (QuoteJSONString), for every text that is sound.</summary>
    [Fact]
    public void Texts_are_written_as_a_script_writes_them()
    {
        var character = Gen.OneOf(Gen.Choose(0, 0x7f), Gen.Elements('"', '\\', '/', '<', '&', '\'', '+', 0x7f, 0x85, 0xa0, 0xe5, 0x2028, 0x2029, 0xfeff, 0xfffd, 0x1f697, 0x10ffff));
        Prop.ForAll(Gen.ListOf(character).Select(codes => string.Concat(codes.Select(char.ConvertFromUtf32))).ToArbitrary(), text =>
            new[] { JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.All(encoder =>
                ScriptJson.Of(JsonSerializer.Serialize(new[] { text }, new JsonSerializerOptions { Encoder = encoder })) == $"[{Quote(text)}]")).QuickCheckThrowOnFailure();
    }

    private static string Quote(string text) => $"\"{string.Concat(text.Select(c => c switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        '"' => "\\\"",
        '\\' => "\\\\",
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    }))}\"";
}
