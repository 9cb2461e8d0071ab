using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Testnet.Markets;

/// <summary>Recorded trades, one by one.</summary>
/// <param name="ticks">What to replay.</param>
/// <param name="shift">Added to recorded times, ms.</param>
internal sealed class TradeSource(TickHistory ticks, long shift) : IPriceSource
{
    int _index;

    public Print? Peek()
    {
        var trades = ticks.Trades;
        if (_index >= trades.Count) return null;
        return new Print(
            trades.Times[_index] + shift, Exact.FromUnits(trades.Prices[_index], ticks.PriceScale), Exact.FromUnits(trades.Quantities[_index], ticks.QuantityScale),
            trades.Takers[_index] == TakerSide.Sell ? Side.Sell : Side.Buy);
    }

    public void Take() => _index++;
}
