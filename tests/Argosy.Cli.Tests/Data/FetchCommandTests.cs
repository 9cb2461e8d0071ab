using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Data.Files;
using Argosy.Testnet.Hosting;

namespace Argosy.Cli.Tests.Data;

/// <summary>Candles fetched from the exchange on loopback: whole, resumed after a kill, stopped, refused.</summary>
public sealed class FetchCommandTests : IDisposable
{
    const long Minute = 60_000;
    const int History = 30_000;

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetch_OfManyPages_IsTheVenuesHistory_AndGoesOnFromItsEnd()
    {
        await using var server = await Start(3_500);
        var half = Instant(server.Now - (1_000 * Minute));
        var run = Fetch(server, "--from", "2023-11-10", "--to", half, "--json", _folder.File("fetch.json")).AssertDone();
        Assert.Contains("binance_BTC-USDT_1m", run.Output, StringComparison.Ordinal);
        Assert.Contains("the venue has nothing before", run.Output, StringComparison.Ordinal);
        var first = Bars();
        Assert.Equal(first.Info.Rows, (int)JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("fetch.json")))!["bars"]!);
        Fetch(server).AssertDone();
        Fetch(server, "--from", "2023-11-10").AssertDone();
        // Three commands made what one makes.
        var whole = await Truth(server);
        var bars = Bars();
        Assert.Equal(whole, bars.Rows);
        Assert.Equal((0, 0L), (bars.Info.Quality.Gaps, bars.Info.Quality.Missing));
        Fetch(server, "--from", "2023-11-10", "--name", "once").AssertDone();
        Assert.Equal(bars.Info.Hash, Bars("once").Info.Hash);
        Assert.Equal(0, CommandRun.Of("data", "verify", "once", "--store", Store).Code);
    }

    [Fact]
    public async Task Kill_InTheMiddle_LeavesAWholeFile_AndTheSameCommandGoesOn()
    {
        await using var server = await Start(History);
        HangAfter(server, 25);
        string[] words = [Path.Combine(AppContext.BaseDirectory, "argosy.dll"), .. Words(server, "--from", "2023-10-01")];
        using (var process = Process.Start(new ProcessStartInfo("dotnet", words) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            await Until(() => process.HasExited || Faults(server) == 0);
            Assert.False(process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
            process.Kill();
            await process.WaitForExitAsync();
        }
        var kept = Bars();
        // When it puts away depends on the clock, but by the twentieth page it has.
        Assert.True(kept.Info.Rows is > 0 and <= 25_000 && kept.Info.Rows % 1_000 == 0, $"{kept.Info.Rows} bars");
        Assert.Equal(0, CommandRun.Of("data", "verify", "binance_BTC-USDT_1m", "--store", Store).Code);
        server.Command("POST", "/control/clear");
        Fetch(server, "--from", "2023-10-01").AssertDone();
        Assert.Equal(await Truth(server), Bars().Rows);
        Assert.Equal(["binance_BTC-USDT_1m.bars"], Directory.GetFiles(Store).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Stop_InTheMiddle_KeepsWhatCame()
    {
        await using var server = await Start(8_000);
        HangAfter(server, 5);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => CommandRun.Of(stop.Token, [.. Words(server, "--from", "2023-11-01")]));
        await Until(() => running.IsCompleted || Faults(server) == 0);
        await stop.CancelAsync();
        var run = await running;
        Assert.Equal((130, ""), (run.Code, run.Output));
        Assert.Equal("stopped; 5,000 bars were added to binance_BTC-USDT_1m, the same command goes on from there\n", run.Error);
        Assert.Equal(5_000, Bars().Info.Rows);
        server.Command("POST", "/control/clear");
        Fetch(server).AssertDone();
        Assert.Equal(await Truth(server), Bars().Rows);
    }

    [Fact]
    public async Task Stop_BeforeTheFirstPage_WritesNothing()
    {
        await using var server = await Start(30);
        HangAfter(server, 0);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => CommandRun.Of(stop.Token, [.. Words(server, "--from", "2023-11-01")]));
        await Until(() => running.IsCompleted || Faults(server) == 0);
        await stop.CancelAsync();
        Assert.Equal((130, "stopped; nothing was written\n"), (await running is var run ? (run.Code, run.Error) : default));
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task Venue_ThatRefusesForAWhile_IsAskedAgain()
    {
        await using var server = await Start(2_500);
        server.Command("POST", "/control/fault?kind=status-before&status=503&path=/api/v3/klines&count=2");
        server.Command("POST", "/control/fault?kind=cut-before&path=/api/v3/klines&count=1");
        Fetch(server, "--from", "2023-11-01").AssertDone();
        Assert.Equal(await Truth(server), Bars().Rows);
    }

    [Fact]
    public async Task Venue_ThatIsNotThere_IsAFailure()
    {
        string url;
        await using (var server = await Start(30)) url = server.Address.ToString();
        var run = CommandRun.Of("data", "fetch", "binance", "BTC/USDT", "1m", "--from", "2023-11-01", "--url", url, "--store", Store);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.StartsWith("error: Binance: ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Theory]
    [InlineData("VENUE: 'binanc' is none that can be fetched from, did you mean 'binance'?", "binanc", "BTC/USDT", "1m", "--from", "2023-11-01")]
    [InlineData("INSTRUMENT: 'BTCUSDT' is no instrument; expected BASE/QUOTE", "binance", "BTCUSDT", "1m", "--from", "2023-11-01")]
    [InlineData("Binance lists no BTC/USD, did you mean 'BTC/USDT'?", "binance", "BTC/USD", "1m", "--from", "2023-11-01")]
    [InlineData("TIMEFRAME: 'soon' is no timeframe", "binance", "BTC/USDT", "soon", "--from", "2023-11-01")]
    [InlineData("Binance has no candles of 7m; it has 1s, 1m", "binance", "BTC/USDT", "7m", "--from", "2023-11-01")]
    [InlineData("--from: missing; there is no series 'binance_BTC-USDT_1m'", "binance", "BTC/USDT", "1m")]
    [InlineData("--to: 2023-10-01 is not after --from 2023-11-01", "binance", "BTC/USDT", "1m", "--from", "2023-11-01", "--to", "2023-10-01")]
    [InlineData("--from: 'yesterday' is not a date", "binance", "BTC/USDT", "1m", "--from", "yesterday")]
    [InlineData("binance has no closed 1m bars of BTC/USDT from 2030-01-01 on", "binance", "BTC/USDT", "1m", "--from", "2030-01-01")]
    [InlineData("'../x' is no name for a series", "binance", "BTC/USDT", "1m", "--from", "2023-11-01", "--name", "../x")]
    [InlineData("--url: 'ftp://here' is no base address", "binance", "BTC/USDT", "1m", "--from", "2023-11-01", "--url", "ftp://here")]
    [InlineData("--json: the folder of", "binance", "BTC/USDT", "1m", "--from", "2023-11-01", "--json", "nowhere/x.json")]
    public async Task BadInput_IsRefused_AndNothingIsWritten(string said, params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        await using var server = await Start(30);
        string[] url = words.Contains("--url") ? [] : ["--url", server.Address.ToString()];
        CommandRun.Of(["data", "fetch", .. words, .. url, "--store", Store]).AssertRefused(said);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task Series_OfSomethingElse_OrToBeginEarlier_IsRefused()
    {
        await using var server = await Start(600);
        Fetch(server, "--from", Instant(server.Now - (100 * Minute))).AssertDone();
        var before = await File.ReadAllBytesAsync(Path.Combine(Store, "binance_BTC-USDT_1m.bars"));
        Fetch(server, "--from", Instant(server.Now - (300 * Minute))).AssertRefused("--from: binance_BTC-USDT_1m begins at");
        CommandRun.Of("data", "fetch", "binance", "ETH/USDT", "1m", "--from", "2023-11-01", "--name", "binance_BTC-USDT_1m", "--url", server.Address.ToString(), "--store", Store)
            .AssertRefused("holds 1m bars of BTC/USDT at binance; expected 1m bars of ETH/USDT at binance");
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Store, "binance_BTC-USDT_1m.bars")));
        server.Command("POST", $"/control/step?ms={50 * Minute}");
        Assert.Contains("it went on from there, without a hole", Fetch(server, "--from", Instant(server.Now - (10 * Minute))).AssertDone().Output, StringComparison.Ordinal);
        Assert.Equal(0, Bars().Info.Quality.Gaps);
    }

    string Store => _folder.File("store");

    static async Task<TestnetServer> Start(int history)
    {
        var started = await TestnetServer.StartAsync(new() { Speed = 0, History = history, TradeGapMs = 60_000 });
        Assert.True(started.Ok, started.Error?.Message);
        return started.Value;
    }

    string[] Words(TestnetServer server, params string[] more) => ["data", "fetch", "binance", "BTC/USDT", "1m", "--url", server.Address.ToString(), "--store", Store, .. more];

    CommandRun Fetch(TestnetServer server, params string[] more) => CommandRun.Of(Words(server, more));

    // So many pages come, the next never does.
    static void HangAfter(TestnetServer server, int pages)
    {
        if (pages > 0) server.Command("POST", $"/control/fault?kind=delay-before&ms=0&path=/api/v3/klines&count={pages}");
        server.Command("POST", "/control/fault?kind=timeout-before&ms=1000000000&path=/api/v3/klines&count=1");
    }

    static int Faults(TestnetServer server) => (int)JsonNode.Parse(server.Command("GET", "/control/state"))!["faults"]!;

    static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 6_000 && !isSo(); i++) await Task.Delay(10);
        Assert.True(isSo());
    }

    static string Instant(long time) => time.ToString(CultureInfo.InvariantCulture);

    (BarFileInfo Info, List<string> Rows) Bars(string name = "binance_BTC-USDT_1m")
    {
        using var file = BarFile.Open(Path.Combine(Store, name + ".bars")).Value;
        var bars = file.ReadBars().Value;
        decimal Price(long units) => Core.Values.Exact.FromUnits(units, bars.PriceScale);
        return (file.Info, [.. Enumerable.Range(0, bars.Count).Select(i => Row(bars.OpenTimes[i], Price(bars.Open[i]), Price(bars.High[i]), Price(bars.Low[i]), Price(bars.Close[i]), Core.Values.Exact.FromUnits(bars.Volume[i], bars.VolumeScale)))]);
    }

    // Every closed candle the exchange has, asked for by a plain client.
    static async Task<List<string>> Truth(TestnetServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var (rows, next) = (new List<string>(), 0L);
        while (true)
        {
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1000&startTime={next}", UriKind.Relative)))!.AsArray();
            rows.AddRange(page.Where(row => (long)row![6]! < server.Now).Select(row => Row((long)row![0]!, Figure(row[1]!), Figure(row[2]!), Figure(row[3]!), Figure(row[4]!), Figure(row[5]!))));
            if (page.Count < 1000) return rows;
            next = (long)page[^1]![0]! + 1;
        }
    }

    static decimal Figure(JsonNode text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);

    static string Row(long time, decimal open, decimal high, decimal low, decimal close, decimal volume) =>
        string.Create(CultureInfo.InvariantCulture, $"{time} {open:0.##########} {high:0.##########} {low:0.##########} {close:0.##########} {volume:0.##########}");
}
