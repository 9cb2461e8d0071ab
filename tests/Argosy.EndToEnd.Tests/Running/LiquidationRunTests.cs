using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Hosting.Accounts;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>An exchange of its own process liquidates the position of a live run: it is booked, reported, told to the bot and explained.</summary>
[Trait("Category", "Slow")]
public sealed class LiquidationRunTests : IDisposable
{
    const decimal Fall = 0.9m;

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-liquidated-").FullName;
    readonly HttpClient _http = VenueHttp.Create();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Run_WhosePositionIsLiquidated_BooksReportsAndExplainsIt()
    {
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--protocol", "binance-futures", "--port", "0", "--history", "60", "--trade-gap", "100");
        var (rest, control) = (new Uri(await testnet.LineAsync("exchange")), new Uri(await testnet.LineAsync("control")));
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        string[] words =
        [
            "run", "--live", "--venue", "binance-usdm", "--rest", rest.ToString().TrimEnd('/'), "--margin", "isolated", "--leverage", "25", "--folder", _folder, "--key", "env:TESTNET", "--console",
        ];
        using (var run = new ArgosyProcess(environment, words))
        {
            await OpenAsync(run);
            // The outside world trades far below: the margin of a 25-fold position is gone at once.
            var fallen = Fills()[0].Event.Fill.Price * Fall;
            var trade = new Uri(control, $"/control/trade?symbol=BTCUSDT&price={decimal.Round(fallen, 1).ToString(CultureInfo.InvariantCulture)}&quantity=1&side=SELL");
            // The market comes back at once; the exchange looks at the mark once a second.
            await run.UntilAsync(
                () =>
                {
                    _http.PostAsync(trade, null).GetAwaiter().GetResult().EnsureSuccessStatusCode();
                    return Fills().Any(said => said.Event.OrderId == 0);
                }, "a liquidation the run heard of");
            await run.UntilAsync(() => run.Text.Contains("liquidation", StringComparison.Ordinal), "a report of it");
            await run.WriteAsync("positions");
            await run.LineAsync("flat");
            await run.WriteAsync("quit");
            Assert.Equal(0, await run.ExitAsync());
            Assert.Contains("venue-close", run.Text, StringComparison.Ordinal);
        }
        var closed = Fills().Single(said => said.Event.OrderId == 0).Event.Fill;
        Assert.Equal((Side.Sell, OrderPurpose.Liquidation, Fills().Where(said => said.Event.OrderId > 0).Sum(said => said.Event.Fill.Quantity)), (closed.Side, closed.Purpose, closed.Quantity));
        await AssertVenueAgreesAsync(rest, closed);
        await AssertExplainedAsync();
        // Once more: what was liquidated stays so, and nothing is booked twice.
        using var again = new ArgosyProcess(environment, words);
        await again.WriteAsync("positions");
        await again.LineAsync("flat");
        await again.WriteAsync("quit");
        Assert.Equal(0, await again.ExitAsync());
        Assert.Single(Fills(), said => said.Event.OrderId == 0);
    }

    // On a busy machine an entry may come too late and is refused: then it is asked for again.
    async Task OpenAsync(ArgosyProcess run)
    {
        while (true)
        {
            var answers = Answers(run);
            await run.WriteAsync("buy btc 3000");
            await run.UntilAsync(() => Fills().Length > 0 || Answers(run) > answers, "an answer to the command");
            if (Fills().Length > 0) return;
            await Task.Delay(500);
        }
    }

    static int Answers(ArgosyProcess run) => run.Text.Split('\n').Count(line => line.Contains("rejected", StringComparison.Ordinal) || line.Contains("blocked", StringComparison.Ordinal) || line.Contains("refused", StringComparison.Ordinal));

    async Task AssertVenueAgreesAsync(Uri rest, Fill closed)
    {
        var venue = new BinanceUsdm(_http, new UsdmOptions { Rest = rest, Accounts = rest }, new RateBudgets(), "auditor", new VenueKey(TestnetAccount.Key, TestnetAccount.Secret), TimeProvider.System);
        Assert.True((await venue.LoadAsync(CancellationToken.None)).Ok);
        Assert.DoesNotContain((await venue.PositionsAsync(CancellationToken.None)).Value, position => position.Quantity != 0);
        var fills = (await venue.FillsAsync([TestnetAccount.Instrument], 0, CancellationToken.None)).Value;
        Assert.Equal(0, fills.Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity));
        Assert.Equal(fills.Where(fill => fill.Side == Side.Sell).Sum(fill => fill.Quantity), closed.Quantity);
    }

    async Task AssertExplainedAsync()
    {
        using var why = new ArgosyProcess(new Dictionary<string, string>(), "why", $"{Deployment}/trade/1", "--folder", _folder);
        Assert.True(await why.ExitAsync() == 0, why.Text);
        Assert.Contains(" BTC/USDT market", why.Text, StringComparison.Ordinal);
        Assert.Contains("liquidation: the venue itself sold the position", why.Text, StringComparison.Ordinal);
        using var verify = new ArgosyProcess(new Dictionary<string, string>(), "audit", "verify", "--folder", _folder);
        Assert.True(await verify.ExitAsync() == 0, verify.Text);
        using var export = new ArgosyProcess(new Dictionary<string, string>(), "audit", "export", "--folder", _folder, "--out", Path.Combine(_folder, "audit.jsonl"));
        Assert.True(await export.ExitAsync() == 0, export.Text);
        // An entry's data is a text of its own, its quotes spelled out.
        Assert.Contains("cause\":\"liquidation", Regex.Unescape(await File.ReadAllTextAsync(Path.Combine(_folder, "audit.jsonl"))), StringComparison.Ordinal);
        using var replay = new ArgosyProcess(new Dictionary<string, string>(), "replay", Path.Combine(_folder, "runs", $"{Deployment}.log"));
        Assert.True(await replay.ExitAsync() == 0, replay.Text);
    }

    int Deployment => Logs.Where(one => FillsOf(one.Path).Length > 0).Select(one => one.Deployment).Single();

    IEnumerable<(int Deployment, string Path)> Logs => Directory.Exists(Path.Combine(_folder, "runs")) ? Directory.GetFiles(Path.Combine(_folder, "runs"), "*.log").Select(path => (int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture), path)) : [];

    OrderSaid[] Fills() => [.. Logs.SelectMany(one => FillsOf(one.Path))];

    static OrderSaid[] FillsOf(string log) => RunLogLines.Read(log) is { Ok: true } read
        ? [.. read.Value.Messages.Select(message => message.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled)]
        : [];
}
