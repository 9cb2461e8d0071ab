using Argosy.Hosting.Accounts;
using Argosy.Testnet.Hosting;

namespace Argosy.Cli.Tests.Deploying;

/// <summary>Accounts of a host, from the command line: a key is tried at an exchange on loopback before it is kept.</summary>
public sealed class AccountsCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public AccountsCommandTests() => Set(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret);

    public void Dispose()
    {
        Set(null, null);
        _folder.Dispose();
    }

    [Fact]
    public async Task Account_IsAddedCheckedAndRemoved()
    {
        var started = await TestnetServer.StartAsync(new TestnetOptions { Port = 0, ControlPort = 0, History = 10 }, CancellationToken.None);
        Assert.True(started.Ok, started.Error?.Message);
        await using var exchange = started.Value;
        var master = _folder.Write("master.key", KeyVault.NewMasterKey());
        var host = _folder.File("host");
        string[] add = ["accounts", "add", "main", "--venue", "binance", "--key", "env:ACCOUNTS_TEST", "--rest", exchange.Address.ToString().TrimEnd('/'), "--master-key", master, "--folder", host];
        var added = CommandRun.Of(add).AssertDone().Output;
        Assert.Contains("may trade and may not withdraw", added, StringComparison.Ordinal);
        Assert.Contains("USDT", added, StringComparison.Ordinal);
        Assert.Contains(master, added, StringComparison.Ordinal);
        var twice = CommandRun.Of(add);
        Assert.Equal(1, twice.Code);
        Assert.Contains("there is an account main already", twice.Error, StringComparison.Ordinal);
        Assert.Contains("sealed", CommandRun.Of("accounts", "--folder", host).AssertDone().Output, StringComparison.Ordinal);
        // The key is in the vault alone, sealed.
        foreach (var file in Directory.GetFiles(host, "*", SearchOption.AllDirectories)) Assert.DoesNotContain(TestnetOptions.DefaultSecret, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        Assert.Contains("USDT", CommandRun.Of("accounts", "check", "main", "--master-key", master, "--folder", host).AssertDone().Output, StringComparison.Ordinal);
        CommandRun.Of("accounts", "check", "mian", "--master-key", master, "--folder", host).AssertRefused("did you mean", "main");

        Set(TestnetOptions.DefaultKey, "another secret");
        var refused = CommandRun.Of(["accounts", "add", "other", .. add[3..]]);
        Assert.NotEqual(0, refused.Code);
        Assert.Contains("does not take the key", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another secret", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("other", CommandRun.Of("accounts", "--folder", host).AssertDone().Output, StringComparison.Ordinal);

        Assert.Contains("is removed", CommandRun.Of("accounts", "remove", "main", "--folder", host).AssertDone().Output, StringComparison.Ordinal);
        Assert.Contains("There are no accounts", CommandRun.Of("accounts", "--folder", host).AssertDone().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Account_OnPaper_HasNoKey()
    {
        var host = _folder.File("host");
        CommandRun.Of("accounts", "add", "dry", "--venue", "paper", "--folder", host).AssertDone();
        CommandRun.Of("accounts", "check", "dry", "--folder", host).AssertRefused("has no key");
        CommandRun.Of("accounts", "add", "dry2", "--venue", "paper", "--key", "env:ACCOUNTS_TEST", "--folder", host).AssertRefused("neither key nor address");
    }

    [Theory]
    [InlineData("--venue is required", "add", "main")]
    [InlineData("no account's name", "add", "a b", "--venue", "binance", "--key", "env:ACCOUNTS_TEST")]
    [InlineData("--key is required", "add", "main", "--venue", "binance")]
    [InlineData("expected env:NAME", "add", "main", "--venue", "binance", "--key", "abc")]
    [InlineData("there is no binanze", "add", "main", "--venue", "binanze", "--key", "env:ACCOUNTS_TEST")]
    [InlineData("--rest", "add", "main", "--venue", "binance", "--key", "env:ACCOUNTS_TEST", "--rest", "http://192.0.2.1")]
    [InlineData("there is no database", "remove", "main")]
    public void Account_ThatIsWrong_IsRefused(string said, params string[] words) => CommandRun.Of(["accounts", .. words, "--folder", _folder.File("none")]).AssertRefused(said);

    static void Set(string? key, string? secret)
    {
        Environment.SetEnvironmentVariable("ACCOUNTS_TEST_KEY", key);
        Environment.SetEnvironmentVariable("ACCOUNTS_TEST_SECRET", secret);
    }
}
