using Argosy.Core.Values;
using Argosy.Research.Validation;

namespace Argosy.Server.Jobs;

/// <summary>What requests may hold, for each kind of job.</summary>
internal static class RequestFields
{
    // Unix ms as the command reads them: of nine digits or more, before the year 10000.
    const long LeastTime = 100_000_000, MostTime = 253_402_300_799_999;

    static readonly RequestField[] Run =
    [
        new("strategy", "--strategy", FieldKind.Text), new("parameters", "--param", FieldKind.Pairs), new("series", "--data", FieldKind.Series) { IsRequired = true },
        new("from", "--from", FieldKind.Time) { Least = LeastTime, Most = MostTime }, new("to", "--to", FieldKind.Time) { Least = LeastTime, Most = MostTime }, new("seed", "--seed", FieldKind.Whole) { Least = 0 },
        new("cash", "--cash", FieldKind.Number) { Least = 0.00000001m }, new("size", "--size", FieldKind.Text), new("short", "--short", FieldKind.Flag), new("leverage", "--leverage", FieldKind.Number) { Least = 1, Most = 125 },
        new("borrowApr", "--borrow-apr", FieldKind.Number) { Least = 0 }, new("exits", "--exit", FieldKind.Texts), new("guards", "--guard", FieldKind.Texts), new("limits", "--limit", FieldKind.Texts),
        new("margin", "--margin", FieldKind.Text) { Words = ["isolated", "cross"] }, new("mark", "--mark", FieldKind.Series), new("liquidationFee", "--liquidation-fee", FieldKind.Number) { Least = 0, Most = 0.99999999m },
        new("fee", "--fee", FieldKind.Number) { Least = 0, Most = 0.99999999m }, new("makerFee", "--maker-fee", FieldKind.Number) { Least = -0.99999999m, Most = 0.99999999m }, new("takerFee", "--taker-fee", FieldKind.Number) { Least = 0, Most = 0.99999999m },
        new("feeAsset", "--fee-asset", FieldKind.Text) { Words = ["quote", "received"] }, new("slippageBps", "--slippage-bps", FieldKind.Number) { Least = 0, Most = 9_999 }, new("spreadBps", "--spread-bps", FieldKind.Number) { Least = 0, Most = 9_999 },
        new("fillAt", "--fill-at", FieldKind.Text) { Words = ["next-open", "close"] }, new("path", "--path", FieldKind.Text) { Words = ["near-first", "adverse-first", "favourable-first", "ohlc", "olhc"] },
        new("band", "--band", FieldKind.Switch), new("detail", "--detail", FieldKind.Series), new("participation", "--participation", FieldKind.Number) { Least = 0, Most = 1 }, new("latencyBars", "--latency-bars", FieldKind.Whole) { Least = 0, Most = 100_000 },
        new("every", "--every", FieldKind.Text), new("ticks", "--tick", FieldKind.Texts), new("lots", "--lot", FieldKind.Texts), new("minNotionals", "--min-notional", FieldKind.Texts),
        // Read before the command line is made.
        new("bot", "", FieldKind.Version), new("source", "", FieldKind.Text), new("language", "", FieldKind.Text) { Words = ["csharp", "typescript"] }, new("note", "", FieldKind.Text), new("tags", "", FieldKind.Texts),
    ];

    static readonly RequestField[] Search =
    [
        new("ranges", "--range", FieldKind.Pairs) { IsRequired = true }, new("trials", "--trials", FieldKind.Whole) { Least = 1, Most = 10_000_000 }, new("searchSeed", "--search-seed", FieldKind.Whole) { Least = 0 },
        new("objective", "--objective", FieldKind.Texts),
    ];

    static readonly RequestField[] Wanted =
    [
        new("method", "--method", FieldKind.Text) { Words = ["grid", "random", "tpe", "genetic"] },
        new("constraints", "--constraint", FieldKind.Texts), new("minTrades", "--min-trades", FieldKind.Whole) { Least = 0 }, new("maxDrawdown", "--max-drawdown", FieldKind.Number) { Least = 0, Most = 1 },
    ];

    static readonly RequestField[] Windows = [new("train", "--train", FieldKind.Text) { IsRequired = true }, new("test", "--test", FieldKind.Text) { IsRequired = true }, new("anchored", "--anchored", FieldKind.Flag)];

    /// <summary>The kinds of jobs there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["backtest", "optimise", "walkforward", "validate", "train", "fetch", "synth"];

    /// <summary>The fields of a kind's request; null where there is no such kind.</summary>
    public static IReadOnlyList<RequestField>? Of(string kind) => kind switch
    {
        "backtest" => Run,
        "optimise" => [.. Run, .. Search, .. Wanted, new("prune", "--prune", FieldKind.Flag)],
        "walkforward" => [.. Run, .. Search, .. Wanted, .. Windows],
        "validate" =>
        [
            .. Run, .. Search.Select(field => field with { IsRequired = false }), new("checks", "--checks", FieldKind.Texts) { Words = [.. Enum.GetValues<CheckKind>().Select(check => KebabCase.Of(check.ToString()))] },
            new("draws", "--draws", FieldKind.Whole) { Least = 10, Most = 1_000_000 }, new("noiseRuns", "--noise-runs", FieldKind.Whole) { Least = 1, Most = 100_000 }, new("noise", "--noise", FieldKind.Number) { Least = 0, Most = 5 },
        ],
        "train" =>
        [
            new("series", "--data", FieldKind.Series) { IsRequired = true }, new("features", "--features", FieldKind.Text), new("task", "--task", FieldKind.Text) { Words = ["classification", "regression"] },
            new("horizon", "--horizon", FieldKind.Whole) { Least = 1, Most = 10_000 }, new("threshold", "--threshold", FieldKind.Number) { Least = 0, Most = 0.99999999m }, new("trees", "--trees", FieldKind.Whole) { Least = 1, Most = 10_000 },
            new("minLeaf", "--min-leaf", FieldKind.Whole) { Least = 1, Most = 1_000_000 }, new("maxDepth", "--max-depth", FieldKind.Whole) { Least = 0, Most = 1_000 }, new("featuresPerSplit", "--features-per-split", FieldKind.Whole) { Least = 1, Most = 10_000 },
            new("testShare", "--test-share", FieldKind.Number) { Least = 0, Most = 0.99999999m }, .. Windows.Select(field => field with { IsRequired = false }), new("shuffleLabels", "--shuffle-labels", FieldKind.Flag), new("seed", "--seed", FieldKind.Whole) { Least = 0 },
            new("note", "", FieldKind.Text),
        ],
        "fetch" =>
        [
            new("venue", "", FieldKind.Text) { IsRequired = true, Words = ["binance", "binance-usdm"] }, new("instrument", "", FieldKind.Text) { IsRequired = true }, new("timeframe", "", FieldKind.Text) { IsRequired = true },
            new("from", "--from", FieldKind.Time) { Least = LeastTime, Most = MostTime }, new("to", "--to", FieldKind.Time) { Least = LeastTime, Most = MostTime }, new("name", "--name", FieldKind.Text), new("url", "--url", FieldKind.Text),
        ],
        "synth" =>
        [
            new("bars", "--bars", FieldKind.Whole) { IsRequired = true, Least = 1, Most = 20_000_000 }, new("timeframe", "--timeframe", FieldKind.Text), new("seed", "--seed", FieldKind.Whole) { Least = 0 }, new("name", "--name", FieldKind.Text),
            new("instrument", "--instrument", FieldKind.Text), new("start", "--start", FieldKind.Text), new("price", "--price", FieldKind.Number) { Least = 0.00000001m, Most = 1_000_000 }, new("decimals", "--decimals", FieldKind.Whole) { Least = 0, Most = 8 },
            new("volatility", "--volatility", FieldKind.Number) { Least = 0, Most = 5 }, new("drift", "--drift", FieldKind.Number) { Least = -5, Most = 5 }, new("gaps", "--gaps", FieldKind.Number) { Least = 0, Most = 1 },
        ],
        _ => null,
    };

    /// <summary>The field an error message of the command is about, e.g. of "--size: …"; null for none.</summary>
    public static string? FieldOf(string kind, string message)
    {
        if (!message.StartsWith("--", StringComparison.Ordinal)) return null;
        var end = message.IndexOfAny([':', ' ', ',']);
        var option = end < 0 ? message : message[..end];
        return Of(kind)?.FirstOrDefault(field => field.Option == option)?.Name;
    }
}
