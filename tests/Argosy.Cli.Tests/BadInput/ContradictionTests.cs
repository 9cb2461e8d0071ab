using Argosy.TestSupport;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>Options that contradict: one message that names them both, exit code 2, nothing written.</summary>
public sealed class ContradictionTests : IDisposable
{
    static readonly string Trades = SharedData.Path("data", "trades", "binance_ETH-USDT_20240808.csv.gz");
    static readonly string Book = SharedData.Path("data", "book", "binance_ETH-USDT_20240808_l2.csv.gz");
    static readonly string[] Bars = ["backtest", "--data", CommandRun.Daily, "--strategy", "ma-cross"];
    static readonly string[] Ticks = ["backtest", "--ticks", Trades, "--timeframe", "10s", "--strategy", "ma-cross"];
    static readonly string[] Search = ["optimize", "--data", CommandRun.Daily, "--strategy", "ma-cross", "--range", "fast=2..4", "--range", "slow=8..9"];
    static readonly string[] Walk = ["walkforward", .. Search[1..], "--train", "30d", "--test", "10d"];

    // What the message must name, the command, what contradicts it or one another.
    static readonly (string[] Named, string[] Base, string Words)[] Pairs =
    [
        (["--fee", "--maker-fee"], Bars, "--fee 0.001 --maker-fee 0"),
        (["--fee", "--taker-fee"], Bars, "--fee 0.001 --taker-fee 0"),
        (["--latency-bars", "--fill-at"], Bars, "--latency-bars 1 --fill-at close"),
        (["--leverage", "--short"], Bars, "--leverage 2"),
        (["--borrow-apr", "--short"], Bars, "--borrow-apr 0.1"),
        (["--from", "--to"], Bars, "--from 2018-03-01 --to 2018-02-01"),
        (["--every", "--detail"], Bars, "--every 7d --detail x"),
        (["--margin", "--borrow-apr"], Bars, "--margin cross --borrow-apr 0.1"),
        (["--margin", "--fee-asset"], Bars, "--margin cross --fee-asset received"),
        (["--leverage", "whole number"], Bars, "--margin cross --leverage 2.5"),
        (["--mark", "--margin"], Bars, "--mark x"),
        (["--funding", "--margin"], Bars, "--funding x"),
        (["--brackets", "--margin"], Bars, "--brackets x"),
        (["--liquidation-fee", "--margin"], Bars, "--liquidation-fee 0.01"),
        (["--margin", "strateg"], Bars, "--margin cross --strategy rsi"),
        (["--strategy", "'ma-cross'"], Bars, "--strategy ma-cross"),
        (["--votes-file", "consensus"], Bars, "--votes-file {}/v.csv --instrument BTC/USD"),
        (["--json", "--html"], Bars, "--json {}/x --html {}/x"),
        (["--html", "--json"], Bars, "--html -"),
        (["--from-optimization", "--param"], Bars, "--from-optimization x.json --param fast=3"),
        (["--data", "--ticks"], Bars, "--ticks x"),
        (["--quotes", "--ticks"], Bars, "--quotes x"),
        (["--book", "--ticks"], Bars, "--book x"),
        (["--latency-ms", "--ticks"], Bars, "--latency-ms 5"),
        (["--latency-jitter-ms", "--ticks"], Bars, "--latency-jitter-ms 5"),
        (["--cancel-latency-ms", "--ticks"], Bars, "--cancel-latency-ms 5"),
        (["--queue", "--ticks"], Bars, "--queue optimistic"),
        (["--detail", "bars"], Ticks, "--detail x"),
        (["--every", "--ticks"], Ticks, "--every 1m"),
        (["--path", "bars"], Ticks, "--path ohlc"),
        (["--band", "bars"], Ticks, "--band on"),
        (["--latency-bars", "--latency-ms"], Ticks, "--latency-bars 1"),
        (["--fill-at", "bars"], Ticks, "--fill-at close"),
        (["--columns", "bars"], Ticks, "--columns t,o,h,l,c"),
        (["--force", "bars"], Ticks, "--force"),
        (["--margin", "ticks"], Ticks, "--margin cross"),
        (["--spread-bps", "--book"], Ticks, $"--book {Book} --spread-bps 2"),
        (["--queue", "--book"], Ticks, "--queue proportional"),
        (["--json", "--resume"], Search, "--json {}/a.json --resume {}/a.json"),
        (["--range", "--param"], Search, "--param fast=3"),
        (["pruning", "objective"], Search, "--prune --objective sharpe --objective cagr"),
        (["grid", "trials"], Search, "--trials 2"),
        (["--objective", "twice"], Search, "--objective sharpe --objective sharpe"),
        (["'fast'", "two ranges"], Search, "--range fast=5..6"),
        (["--fee", "--maker-fee"], Search, "--fee 0.001 --maker-fee 0"),
        (["--objective", "single"], Walk, "--objective sharpe --objective cagr"),
        (["--objective", "single"], ["validate", .. Search[1..]], "--objective sharpe --objective cagr"),
    ];

    readonly TestFolder _folder = new();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Pairs.Length)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Pair_IsRefusedWithOneMessageThatNamesBoth(int number)
    {
        var (named, command, words) = Pairs[number];
        CommandRun.Of([.. command, .. words.Replace("{}", _folder.File("").TrimEnd('/'), StringComparison.Ordinal).Split(' ')]).AssertRefused(named);
        Assert.Empty(_folder.Names);
    }
}
