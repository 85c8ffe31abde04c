using System.Diagnostics;
using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("busbar-test-").FullName;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void A_new_folder_is_its_owners_alone()
    {
        var folder = DataFolder.Open(Path.Combine(parent, "a", "b"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.FullPath));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_by_name()
    {
        var file = Path.Combine(parent, "file");
        File.WriteAllText(file, "");
        Assert.Contains(file, Assert.Throws<StoreRefused>(() => DataFolder.Open(Path.Combine(file, "data"))).Message);
    }

    [Fact]
    public void A_folder_that_another_process_holds_is_refused_until_that_one_ends()
    {
        var folder = DataFolder.Open(parent);
        var start = new ProcessStartInfo("flock", ["--exclusive", Path.Combine(parent, DataFolder.LockFileName), "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using (var other = Process.Start(start)!)
        {
            Assert.Equal("held", other.StandardOutput.ReadLine());
            var refused = Assert.Throws<DataFolderInUse>(folder.Lock);
            Assert.Contains(parent, refused.Message);
            Assert.Contains("--data", refused.Message);
            other.StandardInput.Close();
            other.WaitForExit();
        }
        folder.Lock().Dispose();
    }

    [Fact]
    public void Nodes_that_make_a_key_at_once_end_with_the_same()
    {
        var folder = DataFolder.Open(parent);
        var first = folder.MakeKey(NullLogger.Instance);
        Assert.Equal(first.Id, folder.MakeKey(NullLogger.Instance).Id);
        Assert.Equal([folder.KeyFile], Directory.GetFiles(parent));
    }

    [Fact]
    public void A_damaged_key_file_is_named_and_not_replaced()
    {
        var folder = DataFolder.Open(parent);
        File.WriteAllText(folder.KeyFile, "s3cret");
        var refused = Assert.Throws<StoreRefused>(() => folder.FindKey(NullLogger.Instance));
        Assert.Contains(folder.KeyFile, refused.Message);
        Assert.DoesNotContain("s3cret", refused.Message);
    }

    [Theory]
    [InlineData("hex")]
    [InlineData("HEX")]
    [InlineData("base64")]
    [InlineData("base64url")]
    public void A_key_can_be_written_in_every_usual_way(string form)
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(i => (byte)(255 - i))];
        var text = form switch
        {
            "hex" => Convert.ToHexStringLower(key),
            "HEX" => Convert.ToHexString(key),
            "base64" => Convert.ToBase64String(key),
            _ => Secrets.Base64Url(key),
        };
        Assert.Equal(new MasterKey(key).Id, MasterKeyText.Parse($" {text}\n", "a test").Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("not a key, but about as long as one is")]
    public void What_is_no_key_is_refused_with_the_way_out(string text) =>
        Assert.Contains("openssl rand", Assert.Throws<StoreRefused>(() => MasterKeyText.Parse(text, "BUSBAR_MASTER_KEY")).Message);
}
