using System.Text.Json;
using Argosy.Data.Links;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Hosting.Accounts;
using Argosy.Storage.Sqlite;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A live run that is killed and started again: its audit log is whole, its logs replay, none of them holds a secret.</summary>
[Trait("Category", "Slow")]
public sealed class WatchedRunTests : IDisposable
{
    static readonly Dictionary<string, string> None = [];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-watched-").FullName;

    string Log => Path.Combine(_folder, "runs", "1.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_KilledAndStartedAgain_HasAWholeAuditLog()
    {
        using var testnet = new ArgosyProcess(None, "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        string[] words =
        [
            "run", "--live", "--venue", "binance", "--rest", (await testnet.LineAsync("exchange")).TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1s", "--warm-up", "20",
            "--strategy", "every-bar", "--param", "qty=0.002", "--exit", "stop:0.5%", "--bot", "watched", "--folder", _folder, "--log-level", "debug",
        ];
        using (var first = new ArgosyProcess(environment, [.. words, "--key", "env:TESTNET"]))
        {
            await first.UntilAsync(() => Fills() >= 3, "a run with 3 fills");
            first.Kill();
        }
        using (var second = new ArgosyProcess(environment, words))
        {
            var wanted = Fills() + 2;
            await second.UntilAsync(() => Fills() >= wanted, $"a run with {wanted} fills");
            Assert.Equal(0, await second.EndAsync());
        }
        var messages = RunLogLines.Read(Log).Value.Messages;
        var database = (await SqliteDatabase.Open(Path.Combine(_folder, "argosy.db"))).Value;
        await using (database)
        {
            Assert.True((await database.Audit.Verify()).Ok);
            var entries = await database.Audit.From(1, 100_000);
            Assert.Equal(messages.Count(message => message.Worker is OrderWanted), entries.Count(entry => entry.Kind == "order"));
            Assert.Equal(messages.Count(message => message.Host is OrderSaid { Event.Kind: OrderEventKind.Filled }), entries.Count(entry => entry.Kind == "fill"));
            Assert.Equal(entries.Count(entry => entry.Kind == "fill"), entries.Count(entry => entry.Kind == "venue-fill"));
            var sent = JsonDocument.Parse(entries.First(entry => entry.Kind == "venue-order").Data).RootElement;
            using var why = new ArgosyProcess(None, "why", sent.GetProperty("client").GetString()!, "--folder", _folder);
            Assert.Equal(0, await why.ExitAsync());
            Assert.Contains("at venue", why.Text, StringComparison.Ordinal);
        }
        using var replay = new ArgosyProcess(None, "replay", Path.Combine(_folder, "logs"));
        var code = await replay.ExitAsync();
        Assert.True(code == 0, replay.Text);
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.False(text.Contains(TestnetAccount.Secret, StringComparison.Ordinal) || text.Contains(TestnetAccount.Key, StringComparison.Ordinal), $"{file} holds a key");
        }
    }

    int Fills() => File.Exists(Log) && RunLogLines.Read(Log) is { Ok: true } read ? read.Value.Messages.Count(message => message.Host is OrderSaid { Event.Kind: OrderEventKind.Filled }) : 0;
}
