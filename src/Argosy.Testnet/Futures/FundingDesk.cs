using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Futures;

/// <summary>Funding rates: what is paid next, and what was paid.</summary>
internal sealed class FundingDesk(ExchangeState state)
{
    /// <summary>Time from one funding to the next, ms.</summary>
    public const long EveryMs = 28_800_000;

    const decimal Usual = 0.0001m;

    readonly Dictionary<string, decimal> _rates = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, List<FundingPoint>> _history = new(StringComparer.Ordinal);
    long _paid = state.Now / EveryMs;

    /// <summary>When funding is due next, Unix ms.</summary>
    public long Next => (_paid + 1) * EveryMs;

    /// <summary>The rate paid next: by longs to shorts where above 0; ratio of notional.</summary>
    public decimal RateOf(SymbolMarket market) => _rates.GetValueOrDefault(market.Rules.Name, Usual);

    /// <summary>Sets the rate of one symbol from now on.</summary>
    public void Set(SymbolMarket market, decimal rate) => _rates[market.Rules.Name] = rate;

    /// <summary>Whether one is due; it counts as paid from here on.</summary>
    public bool TakeDue()
    {
        if (state.Now / EveryMs <= _paid) return false;
        var time = state.Now / EveryMs * EveryMs;
        foreach (var market in state.Markets.Values) Of(market).Add(new(time, RateOf(market), market.LastPrice));
        _paid = state.Now / EveryMs;
        return true;
    }

    /// <summary>A symbol's rates so far, oldest first.</summary>
    public List<FundingPoint> Of(SymbolMarket market)
    {
        if (_history.TryGetValue(market.Rules.Name, out var known)) return known;
        // What was before the exchange began is remembered as candles alone; the first one may have begun late.
        var candles = market.Candles.Of(CandleSet.IndexOf("8h")).Skip(1).Where(candle => candle.OpenTime / EveryMs <= _paid);
        _history.Add(market.Rules.Name, known = [.. candles.Select(candle => new FundingPoint(candle.OpenTime, Usual, candle.Open))]);
        return known;
    }
}

/// <summary>A funding that was paid.</summary>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Rate">Ratio of notional; above 0 longs paid.</param>
/// <param name="Mark">Mark price, quote asset.</param>
internal readonly record struct FundingPoint(long Time, decimal Rate, decimal Mark);
