using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Lab;

/// <summary>What decides in a random run.</summary>
enum LabKind
{
    /// <summary>Orders of every kind at random.</summary>
    Orders,
    /// <summary>Voters on a direction.</summary>
    Directions,
    /// <summary>Rules that vote on lots.</summary>
    Lots,
    /// <summary>Two or three strategies with books of their own; one on perpetual contracts, where a position is nobody's alone.</summary>
    Several,
}

/// <summary>Random strategies of every kind, short enough in memory to decide often on a few hundred bars.</summary>
static class LabStrategies
{
    static readonly string[] Members =
    [
        "ma-cross(fast=2, slow=5)", "ma-cross(fast=3, slow=8, trigger=state)", "ma(period=4)", "rsi(period=4, low=40, high=60)", "bollinger(period=6)", "macd(fast=3, slow=6, signal=3)",
        "momentum(period=3)", "donchian(period=5, exit=3)", "keltner(period=5, atrPeriod=4)", "supertrend(period=4)", "buy-and-hold", "hammer(hold=3)", "engulfing(hold=4)", "prediction(model=there-is-none.json)",
    ];

    static readonly string[] Traders = ["grid(spacing=0.01, levels=4)", "dca(every=7, quote=40)", "rsi(period=4, low=45, high=55, stopLoss=0.01, takeProfit=0.02)", "every-bar", "ma-cross(fast=2, slow=4)", "donchian(period=4, exit=2)"];

    static readonly string[] Buyers = ["open-positions(limit=4)", "grid-step", "below-lowest", "rebalance", "volatility(period=3, most=0.1)", "hammer", "risk-management", "bullish-engulfing", "momentum(period=2)", "ma(period=3)"];

    static readonly string[] Sellers = ["bearish-engulfing", "above-highest", "profit-taking", "stop-loss", "shooting-star", "momentum(period=2)"];

    /// <summary>The strategy of a seed.</summary>
    public static StrategyChoice Of(LabKind kind, int seed, bool isPerpetual)
    {
        var random = new SeededGenerator(((ulong)seed * 977) + (ulong)kind);
        return kind switch
        {
            LabKind.Orders => Orders(seed),
            LabKind.Directions => Directions(random),
            LabKind.Lots => Lots(random),
            LabKind.Several => isPerpetual ? Bound(Pick(random, Traders)) : Several(random, seed),
        };
    }

    static StrategyChoice Orders(int seed)
    {
        var made = 0;
        return new StrategyChoice("lab", [], () => new LabTrader(((ulong)seed * 31) + (ulong)made++));
    }

    static StrategyChoice Directions(SeededGenerator random)
    {
        var count = 1 + random.NextIndex(7);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["voters"] = string.Join("; ", Enumerable.Range(0, count).Select(i => $"v{i}:{Pick(random, Members)}")),
            ["mode"] = Pick(random, ["majority", "unanimous", "weighted", "bft"]),
        };
        for (var i = 0; i < count; i++)
        {
            if (values["mode"] == "weighted") values[$"v{i}.weight"] = $"{random.NextIndex(4)}";
            if (random.NextIndex(4) == 0) values[$"v{i}.timeframe"] = "15m";
        }
        if (values["mode"] == "weighted") values["v0.weight"] = "2";
        if (random.NextIndex(5) == 0) values["mute"] = "v0";
        return Bound("consensus", values);
    }

    static StrategyChoice Lots(SeededGenerator random)
    {
        string[] Some(string[] all, string prefix) => [.. all.Where(_ => random.NextIndex(2) == 0).DefaultIfEmpty(all[0]).Select((rule, i) => $"{prefix}{i}:{rule}")];
        return Bound("consensus", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["buy"] = string.Join("; ", Some(Buyers, "b")),
            ["sell"] = string.Join("; ", Some(Sellers, "s")),
            ["mode"] = Pick(random, ["majority", "factor", "factor", "weighted", "bft"]),
            ["lots"] = Pick(random, ["oldest", "all"]),
        });
    }

    static StrategyChoice Several(SeededGenerator random, int seed)
    {
        StrategyChoice[] choices = random.NextIndex(3) switch
        {
            0 => [Orders(seed), Bound(Pick(random, Traders))],
            1 => [Bound(Pick(random, Traders)), Directions(random), Orders(seed)],
            _ => [Lots(random), Bound(Pick(random, Traders))],
        };
        return StrategyChoice.Of([.. choices.Select((choice, i) => new StrategyMember($"s{i}", choice))]);
    }

    static StrategyChoice Bound(string text)
    {
        var call = CallText.Parse(text).Value;
        return Bound(call.Name, call.Arguments.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
    }

    static StrategyChoice Bound(string name, Dictionary<string, string> values)
    {
        var bound = StrategyCatalogue.Find(name).Value.Bind(values);
        Assert.True(bound.Ok, $"{name} {string.Join(' ', values)}: {bound.Error?.Message}");
        return new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
    }

    static string Pick(SeededGenerator random, string[] all) => all[random.NextIndex(all.Length)];
}
