using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Optimising;

/// <summary>Whatever a search is told comes back: the command it proposes runs its best trial, with its settings, to its very trades.</summary>
public sealed class NextCommandTests : IDisposable
{
    // By option what a search is told besides; {} is the folder of the test.
    static readonly Dictionary<string, string[]> Told = new(StringComparer.Ordinal)
    {
        ["--from"] = ["--from", "2020-01-20"], ["--to"] = ["--to", "2020-04-01"], ["--seed"] = ["--seed", "7"],
        ["--cash"] = ["--cash", "5000"], ["--size"] = ["--size", "equity:25%"], ["--short"] = ["--short", "--size", "equity:50%"],
        ["--leverage"] = ["--leverage", "2", "--short", "--size", "equity:150%"], ["--borrow-apr"] = ["--borrow-apr", "0.5", "--short", "--size", "equity:50%"],
        ["--exit"] = ["--exit", "stop:2%", "--exit", "roi:0:4%/60:2%"], ["--guard"] = ["--guard", "only(instrument=DEMO/USD, guard=max-drawdown(limit=3%, period=10d))", "--guard", "cooldown:5h"],
        ["--limit"] = ["--limit", "max-order-size:1000"],
        ["--fee"] = ["--fee", "0.002"], ["--maker-fee"] = ["--maker-fee", "-0.0001"], ["--taker-fee"] = ["--taker-fee", "0.0005"], ["--fee-asset"] = ["--fee-asset", "received"],
        ["--slippage-bps"] = ["--slippage-bps", "3"], ["--spread-bps"] = ["--spread-bps", "4"],
        ["--fill-at"] = ["--fill-at", "close"], ["--path"] = ["--path", "ohlc", "--exit", "stop:1%", "--exit", "target:1%"], ["--participation"] = ["--participation", "0.00001"], ["--latency-bars"] = ["--latency-bars", "2"],
        ["--detail"] = ["--data", "{}/fours.bars", "--detail", "{}/hours.bars", "--exit", "stop:1%"], ["--every"] = ["--every", "4h", "--exit", "stop:1%"],
        ["--instrument"] = ["--instrument", "A/B"], ["--tick"] = ["--tick", "50"], ["--lot"] = ["--lot", "0.1"], ["--min-notional"] = ["--min-notional", "9990"],
        ["--timeframe"] = ["--data", "{}/bare.csv", "--timeframe", "1h", "--columns", "t,o,h,l,c,v", "--instrument", "DEMO/USD"],
        ["--columns"] = ["--data", "{}/bare.csv", "--columns", "t,o,h,l,c,v", "--instrument", "DEMO/USD"],
        ["--force"] = ["--data", "{}/broken.csv", "--force", "--instrument", "DEMO/USD"],
        ["--margin"] = ["--margin", "cross", "--short", "--size", "equity:20%", "--slippage-bps", "2", "--exit", "stop:3%", "--guard", "only(instrument=DEMO/USD, guard=cooldown:5h)", "--limit", "max-order-size:1500", "--cash", "4000", "--from", "2020-01-10", "--seed", "3", "--leverage", "2"],
        ["--mark"] = ["--margin", "isolated", "--leverage", "20", "--size", "equity:90%", "--mark", "{}/mark.bars"],
        ["--funding"] = ["--margin", "isolated", "--size", "equity:90%", "--funding", "{}/funding.csv"],
        ["--brackets"] = ["--margin", "isolated", "--leverage", "5", "--size", "equity:90%", "--brackets", "{}/brackets.csv"],
        ["--liquidation-fee"] = ["--margin", "isolated", "--leverage", "25", "--liquidation-fee", "0.05", "--fee", "0.0004", "--path", "adverse-first", "--participation", "0", "--latency-bars", "1", "--spread-bps", "1", "--to", "2020-04-20"],
    };

    // What a search is made of, and what no trial has.
    static readonly string[] Else = ["--config", "--data", "--strategy", "--param", "--band"];

    readonly TestFolder _folder = new();

    public static TheoryData<string> Options => [.. Told.Keys];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_OfASearchThatDecideARun_AreAllInTheTable()
    {
        var optimize = (DescribedCommand)CommandLine.Tree(new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None)).Subcommands.Single(command => command.Name == "optimize");
        var backtest = optimize.Backtest!.GetType().GetProperties().Select(property => property.GetValue(optimize.Backtest)).ToHashSet();
        var deciding = optimize.Options.Where(backtest.Contains).Select(option => option.Name).Except(Else);
        Assert.Equal(deciding.Order(StringComparer.Ordinal), Told.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Search_ToldAnOption_ProposesACommandThatRunsItsBestTrial(string option)
    {
        Make();
        var (search, again) = (_folder.File("a search.json"), _folder.File("again.json"));
        string[] told = [.. Told[option].Select(word => word.Replace("{}", _folder.File("").TrimEnd('/'), StringComparison.Ordinal))];
        if (!told.Contains("--data")) told = ["--data", _folder.File("hours.bars"), .. told];
        var said = CommandRun.Of(["optimize", .. told, "--strategy", "ma-cross", "--range", "fast=3..5:2", "--range", "slow=20..30:10", "--jobs", "1", "--json", search]).AssertDone();
        var next = said.Output.Split('\n').Single(line => line.StartsWith("next: argosy ", StringComparison.Ordinal))["next: argosy ".Length..];

        var done = CommandRun.Of([.. Split(next), "--json", again]).AssertDone();

        using var found = JsonDocument.Parse(File.ReadAllText(search));
        using var run = JsonDocument.Parse(File.ReadAllText(again));
        var best = found.RootElement.GetProperty("trials")[found.RootElement.GetProperty("best").GetInt32() - 1];
        Assert.Equal(Settings(found), Settings(run));
        Assert.Equal(best.GetProperty("tradeHash").GetString(), run.RootElement.GetProperty("tradeHash").GetString());
        Assert.True(run.RootElement.GetProperty("trades").GetArrayLength() > 3, done.Output);
    }

    void Make()
    {
        var store = _folder.File("");
        CommandRun.Of("data", "synth", "--bars", "3000", "--timeframe", "1h", "--seed", "4", "--name", "hours", "--store", store).AssertDone();
        CommandRun.Of("data", "resample", _folder.File("hours.bars"), "--timeframe", "4h", "--out", "fours", "--store", store).AssertDone();
        CommandRun.Of("data", "synth", "--bars", "3000", "--timeframe", "1h", "--seed", "4", "--volatility", "0.9", "--name", "mark", "--store", store).AssertDone();
        var (bare, broken, funding) = (new StringBuilder(), new StringBuilder("time,open,high,low,close,volume\n"), new StringBuilder("time,rate\n"));
        for (var i = 0; i < 1_000; i++)
        {
            var (time, price) = (1_577_836_800_000 + (i * 3_600_000L), 100 + (10 * Math.Sin(i / 9.0)));
            bare.Append(System.Globalization.CultureInfo.InvariantCulture, $"{time},{price:0.00},{price + 1:0.00},{price - 1:0.00},{price + 0.5:0.00},5000\n");
            broken.Append(System.Globalization.CultureInfo.InvariantCulture, $"{time},{price:0.00},{price + (i == 500 ? 0.1 : 1):0.00},{price - 1:0.00},{price + 0.5:0.00},5000\n");
            if (i % 8 == 0) funding.Append(System.Globalization.CultureInfo.InvariantCulture, $"{time},0.0003\n");
        }
        _folder.Write("bare.csv", bare.ToString());
        _folder.Write("broken.csv", broken.ToString());
        _folder.Write("funding.csv", funding.ToString());
        _folder.Write("brackets.csv", "floor,cap,max_leverage,rate\n0,5000,20,0.02\n5000,1000000000,10,0.05\n");
    }

    // A search makes no bands.
    static string Settings(JsonDocument document) =>
        string.Join('\n', document.RootElement.GetProperty("settings").EnumerateObject().Where(member => member.Name != "band").Select(member => $"{member.Name} {member.Value.GetRawText()}"));

    // As a shell does: words apart by spaces, single quotes around what holds some.
    static string[] Split(string line)
    {
        var (words, word, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '\'') quoted = !quoted;
            else if (letter != ' ' || quoted) word.Append(letter);
            else
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return [.. words, word.ToString()];
    }
}
