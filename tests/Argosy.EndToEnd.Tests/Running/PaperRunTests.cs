using System.Text.Json;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.TestSupport;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A paper run over a file through the real command, its strategy in a process of its own, is the backtest of that file.</summary>
[Trait("Category", "Slow")]
public sealed class PaperRunTests : IDisposable
{
    static readonly Dictionary<string, string> None = [];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-paper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("in-process")]
    [InlineData("process")]
    public async Task Run_OverAFile_HasTheTradesOfItsBacktest(string worker)
    {
        var data = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
        string[] trading = ["--data", data, "--strategy", "ma-cross", "--param", "fast=5", "--param", "slow=20", "--size", "equity:30%", "--exit", "stop:3%", "--exit", "trailing:5%", "--guard", "cooldown:1d"];
        var (paper, tested) = (Path.Combine(_folder, "paper.json"), Path.Combine(_folder, "tested.json"));
        await DoneAsync(["run", "--venue", "virtual", "--worker", worker, "--folder", Path.Combine(_folder, "host"), "--json", paper, .. trading]);
        await DoneAsync(["backtest", "--band", "off", "--json", tested, .. trading]);
        Assert.Equal(Field(tested, "tradeHash"), Field(paper, "tradeHash"));
        Assert.Equal(Field(tested, "stateHash"), Field(paper, "stateHash"));
        Assert.Equal("finished", Field(paper, "state"));
    }

    [Theory]
    [InlineData("in-process", "0")]
    [InlineData("process", "750")]
    public async Task Run_OverRecordedTrades_HasTheTradesOfTheBacktestOnThem_AndEachDifferenceFromItsBarsHasACause(string worker, string latency)
    {
        var trades = SharedData.Path("data", "trades", "binance_FXS-USDT_20231117.csv.gz");
        string[] trading = ["--ticks", trades, "--timeframe", "1m", "--lot", "0.01", "--strategy", "ma-cross", "--param", "fast=3", "--param", "slow=8", "--size", "equity:30%", "--exit", "stop:0.3%", "--exit", "target:0.2%", "--latency-ms", latency];
        var (paper, tested, parity, host) = (Path.Combine(_folder, "paper.json"), Path.Combine(_folder, "tested.json"), Path.Combine(_folder, "parity.json"), Path.Combine(_folder, "host"));
        await DoneAsync(["run", "--venue", "virtual", "--worker", worker, "--folder", host, "--json", paper, .. trading]);
        await DoneAsync(["backtest", "--json", tested, .. trading]);
        Assert.Equal(Field(tested, "tradeHash"), Field(paper, "tradeHash"));
        Assert.Equal(Field(tested, "stateHash"), Field(paper, "stateHash"));

        // Its log replays to the same answers, and against the backtest of its bars each difference has a cause.
        var log = Path.Combine(host, "runs", "1.log");
        await DoneAsync(["replay", log]);
        await DoneAsync(["parity", log, "--json", parity]);
        Assert.Equal("paper-on-trades", Field(parity, "mode"));
        Assert.Equal(Field(tested, "tradeHash"), Field(parity, "runTradeHash"));
    }

    [Fact]
    public async Task Run_OnALiveStreamOfTrades_IsFilledAtThem_AndItsLogExplainsItself()
    {
        using var testnet = new ArgosyProcess(None, "testnet", "--port", "0", "--history", "60", "--trade-gap", "60");
        var rest = new Uri(await testnet.LineAsync("exchange"));
        var log = Path.Combine(_folder, "host", "runs", "1.log");
        using (var run = new ArgosyProcess(None,
            "run", "--paper", "--venue", "binance", "--rest", rest.ToString().TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1s", "--warm-up", "20", "--fills", "trades",
            "--latency-ms", "40", "--participation", "0", "--strategy", "every-bar", "--param", "qty=0.002", "--folder", Path.Combine(_folder, "host")))
        {
            await run.UntilAsync(() => File.Exists(log) && Filled(log).Count >= 8, "a run with 8 fills");
            var code = await run.EndAsync();
            Assert.True(code == 0, run.Text);
        }
        var trades = RunLogLines.Read(log).Value.Messages.Select(message => message.Host).OfType<TradesSaid>().SelectMany(said => said.Trades).Select(trade => (trade.Time, trade.Price)).ToHashSet();
        Assert.All(Filled(log), fill => Assert.Contains((fill.Time, fill.Price), trades));
        await DoneAsync(["replay", log]);
        await DoneAsync(["parity", log]);
    }

    [Fact]
    public async Task Run_KilledInTheMiddle_GoesOnAndHasTheSameTrades()
    {
        var data = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
        string[] trading = ["--data", data, "--strategy", "donchian", "--size", "equity:30%", "--exit", "stop:3%"];
        var (paper, tested, host) = (Path.Combine(_folder, "paper.json"), Path.Combine(_folder, "tested.json"), Path.Combine(_folder, "host"));
        var log = Path.Combine(host, "runs", "1.log");
        // A market hour every few milliseconds: slow enough to be killed on its way.
        for (var kill = 1; kill <= 3; kill++)
        {
            using var run = new ArgosyProcess(None, ["run", "--venue", "virtual", "--speed", "4000000", "--folder", host, .. trading]);
            var wanted = (File.Exists(log) ? new FileInfo(log).Length : 0) + 40_000;
            await run.UntilAsync(() => File.Exists(log) && new FileInfo(log).Length > wanted, $"a log of {wanted} bytes");
            run.Kill();
        }
        await DoneAsync(["run", "--venue", "virtual", "--folder", host, "--json", paper, .. trading]);
        await DoneAsync(["backtest", "--band", "off", "--json", tested, .. trading]);
        Assert.Equal(Field(tested, "tradeHash"), Field(paper, "tradeHash"));
        Assert.Equal("1", Field(paper, "deployment"));
    }

    static List<Fill> Filled(string log) => [.. RunLogLines.Read(log).Value.Messages.Select(message => message.Worker).OfType<PaperTold>().Where(told => told.Event is { Kind: OrderEventKind.Filled }).Select(told => told.Event!.Value.Fill)];

    static async Task DoneAsync(string[] words)
    {
        using var run = new ArgosyProcess(None, words);
        var code = await run.ExitAsync();
        Assert.True(code == 0, run.Text);
    }

    static string Field(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty(name).ToString();
    }
}
