using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Sweeps;

/// <summary>Looks whether many parameter sets can be run together, each with the very results a backtest of its own would have.</summary>
public static class SweepPlanner
{
    // A series with greater numbers than these could make an average infinite.
    const double LargestPrice = 1e100;

    /// <summary>Plans a sweep, or says why each set needs the engine.</summary>
    /// <param name="markets">The market, with its history.</param>
    /// <param name="settings">Everything else that decides; the same for all sets. Curve, hash and band are not looked at.</param>
    /// <param name="sets">The strategy with each set of parameters, in the order of the outcomes.</param>
    /// <returns>The plan; an error of kind <see cref="ErrorKind.NotSupported"/> where only the engine can do it, of another kind where the request is wrong.</returns>
    public static Result<SweepPlan> TryPlan(IReadOnlyList<Market> markets, BacktestSettings settings, IReadOnlyList<StrategyChoice> sets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count == 0) return Error.BadInput("a sweep needs at least one parameter set");
        if (markets.Count != 1) return Error.NotSupported($"a sweep has one instrument, not {markets.Count}");
        var market = markets[0];
        if (Unfit(market) is { } unfit) return Error.NotSupported(unfit);
        if (Unknown(settings) is { } unknown) return Error.NotSupported(unknown);
        var sizing = SizingRules.Parse(settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        if (Unsized(sizing.Value) is { } unsized) return Error.NotSupported(unsized);
        var range = TestRange.Of(new BacktestRequest(markets, sets[0], settings));
        if (!range.Ok) return range.Error!;
        try
        {
            settings.Fills.Check();
            var signals = new CrossSignal[sets.Count];
            for (var i = 0; i < sets.Count; i++)
            {
                if (sets[i].Members.Count > 0 || CrossSignal.Of(sets[i].Create()) is not { } signal) return Error.NotSupported($"a sweep knows ma-cross and ma, not {sets[i].Name}");
                signals[i] = signal;
            }
            return new SweepPlan(market, settings, sizing.Value, range.Value, sets, signals);
        }
        catch (ArgumentException e)
        {
            return Error.BadInput(e.Message);
        }
        catch (OverflowException)
        {
            return Error.NotSupported("amounts of this size are counted by the engine alone");
        }
    }

    /// <summary>What a set looks at; null where its strategy is none a sweep knows, or its parameters make no sense.</summary>
    internal static CrossSignal? SignalOf(StrategyChoice set)
    {
        if (set.Members.Count > 0) return null;
        try
        {
            return CrossSignal.Of(set.Create());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static string? Unfit(Market market)
    {
        if (market.Detail is not null) return "a sweep does not walk finer bars";
        foreach (var close in market.Bars.Close)
        {
            if (close is not (> 0 and < LargestPrice)) return "a sweep needs prices above 0";
        }
        foreach (var open in market.Bars.Open)
        {
            if (market.Instrument.ToUnits(open) <= 0) return "a sweep needs prices above 0";
        }
        return null;
    }

    // What a sweep does not look at is set aside; whatever then differs from the defaults is a setting it does not know.
    static string? Unknown(BacktestSettings settings)
    {
        var none = new BacktestSettings();
        var fills = settings.Fills;
        if (settings.AllowShort || !settings.AllowLong) return "a sweep is long only";
        if (fills.FillAt != FillAt.NextOpen || fills.LatencyBars != 0) return "a sweep fills at the next open";
        if (fills.VolumeSlippageBps != 0) return "a sweep knows no slippage by volume";
        if (fills.FeeInReceivedAsset) return "a sweep charges fees in the quote asset";
        if ((fills.SpreadBps / 2) + fills.SlippageBps >= 10_000) return "a sweep needs prices above 0 after slippage";
        var rest = settings with
        {
            Cash = none.Cash, Size = none.Size, From = none.From, To = none.To, Fills = none.Fills,
            Exits = none.Exits, Guards = none.Guards, Limits = none.Limits, Band = none.Band, KeepCurve = none.KeepCurve, KeepHash = none.KeepHash,
        };
        if (settings.Exits.Count > 0 || settings.Guards.Count > 0 || settings.Limits.Count > 0) return "a sweep knows neither exits nor guards nor limits";
        if (settings.Margin is not null) return "a sweep knows spot markets only";
        if (rest != none) return "a sweep knows neither leverage nor borrowing";
        var otherFills = fills with
        {
            Path = none.Fills.Path, Participation = none.Fills.Participation, MakerFee = none.Fills.MakerFee, TakerFee = none.Fills.TakerFee,
            SlippageBps = none.Fills.SlippageBps, SpreadBps = none.Fills.SpreadBps, TouchProbability = none.Fills.TouchProbability, Seed = none.Fills.Seed,
        };
        return otherFills != none.Fills ? "a sweep knows only market orders at the next open" : null;
    }

    static string? Unsized(ISizingRule sizing) => sizing switch
    {
        AllCash or EquityShare or FixedQuantity => null,
        FixedQuote { Amount: var amount } when Exact.Round(amount, Engine.Accounting.Ledger.AssetScale) == amount => null,
        _ => $"a sweep does not size entries by {sizing}",
    };
}
