using System.Text.Json;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Orders;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>Several bots of one file in one process, and a process that only obeys commands, on an exchange of its own process.</summary>
[Trait("Category", "Slow")]
public sealed class SeveralBotsRunTests : IDisposable
{
    static readonly Dictionary<string, string> None = [];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-several-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_OfAList_TradesEachBotOnItsOwnAccountAndBooksEachFillOnce()
    {
        using var testnet = new ArgosyProcess(None, "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        var rest = await testnet.LineAsync("exchange");
        var file = Path.Combine(_folder, "run.yaml");
        await File.WriteAllTextAsync(file, $$"""
            strategy: {name: every-bar, parameters: {qty: 0.01} }
            run: {venue: binance, rest: "{{rest.TrimEnd('/')}}", candles: 1s, warmUp: 20, key: env:TESTNET}
            bots:
              - name: bitcoin
                run: {live: true, instruments: BTC/USDT, account: real}
              - name: ether
                exits: [stop:1%]
                run: {live: true, instruments: ETH/USDT, account: real}
              - name: paper
                run: {instruments: ETH/USDT, account: simulated}
            """);
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        var json = Path.Combine(_folder, "run.json");
        using (var run = new ArgosyProcess(environment, "run", "--config", file, "--folder", _folder, "--json", json))
        {
            await run.UntilAsync(() => Enumerable.Range(1, 3).All(deployment => Fills(deployment).Length >= 2), "two fills of each of three bots");
            var code = await run.EndAsync();
            Assert.True(code == 0, run.Text);
        }
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var bots = document.RootElement.GetProperty("bots").EnumerateArray().ToDictionary(bot => bot.GetProperty("bot").GetString()!, StringComparer.Ordinal);
        Assert.Equal(["bitcoin", "ether", "paper"], bots.Keys);
        Assert.Equal(["live", "live", "paper"], bots.Values.Select(bot => bot.GetProperty("mode").GetString()));
        var venue = await VenueFillsAsync(new Uri(rest));
        // Each live bot booked the fills of its instrument, each once; what the paper bot did the exchange never heard of.
        Assert.Equal(venue.Where(fill => fill.Instrument == "BTC/USDT").Select(fill => fill.TradeId).Order(StringComparer.Ordinal), Fills(1).Order(StringComparer.Ordinal));
        Assert.Equal(venue.Where(fill => fill.Instrument == "ETH/USDT").Select(fill => fill.TradeId).Order(StringComparer.Ordinal), Fills(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_WithoutAStrategy_ObeysCommandsAlone()
    {
        using var testnet = new ArgosyProcess(None, "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        var rest = await testnet.LineAsync("exchange");
        using var run = new ArgosyProcess(None, "run", "--venue", "binance", "--rest", rest.TrimEnd('/'), "--console", "--folder", _folder);
        await run.WriteAsync("balance");
        await run.LineAsync("paper on binance: 10000 USDT free");
        await run.WriteAsync("buy btc 500 -sl 2");
        await run.UntilAsync(() => Fills(1).Length == 1, "a fill of the trade");
        await run.WriteAsync("close btc");
        await run.UntilAsync(() => Fills(1).Length == 2, "the trade's end");
        await run.WriteAsync("quit");
        Assert.Equal(0, await run.ExitAsync());
        Assert.Empty(await VenueFillsAsync(new Uri(rest)));
    }

    // The ids of fills a run's log holds; those that a simulated venue made have none.
    string[] Fills(int deployment)
    {
        var log = Path.Combine(_folder, "runs", $"{deployment}.log");
        if (!File.Exists(log) || RunLogLines.Read(log) is not { Ok: true } read) return [];
        return
        [
            .. read.Value.Messages.Select(message => message.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled).Select(said => said.TradeId),
            .. read.Value.Messages.Select(message => message.Worker).OfType<PaperTold>().Where(told => told.Event is { Kind: OrderEventKind.Filled }).Select(_ => ""),
        ];
    }

    static async Task<IReadOnlyList<VenueFill>> VenueFillsAsync(Uri rest)
    {
        using var http = VenueHttp.Create();
        var venue = new BinanceSpot(http, new BinanceOptions { Rest = rest }, new RateBudgets(), "auditor", new VenueKey(TestnetAccount.Key, TestnetAccount.Secret), TimeProvider.System);
        Assert.True((await venue.LoadAsync(CancellationToken.None)).Ok);
        var fills = await venue.FillsAsync(["BTC/USDT", "ETH/USDT"], 0, CancellationToken.None);
        Assert.True(fills.Ok, fills.Error?.Message);
        return fills.Value;
    }
}
