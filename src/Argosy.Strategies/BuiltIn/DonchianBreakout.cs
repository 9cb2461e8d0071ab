using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Volatility;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Follows a break-out: long from a close above the highest high of the bars before, short from one below their lowest low; out at the opposite extreme of fewer bars.</summary>
/// <remarks>The bar itself is in neither window: a close never lies beyond its own bar.</remarks>
[Strategy("donchian", "Long above the highest high of the previous bars, short below their lowest low, out at the opposite extreme of fewer bars.", LooksBack = 1)]
public sealed class DonchianBreakout(
    [Parameter("previous bars whose extreme is an entry", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("previous bars whose opposite extreme is the exit", Minimum = 1, Maximum = 10_000, Unit = "bars")] int exit = 10) : IStrategy
{
    readonly Donchian _entry = new(period), _exit = new(exit);
    Direction _wanted;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var (before, nearer) = (_entry.Value, _exit.Value);
        _entry.Push(in bar);
        _exit.Push(in bar);
        if (double.IsNaN(before.Upper) || double.IsNaN(nearer.Upper)) return;
        if (Near.Above(bar.Close, before.Upper)) _wanted = Direction.Long;
        else if (Near.Below(bar.Close, before.Lower)) _wanted = Direction.Short;
        else if (Leaves(bar.Close, nearer)) _wanted = Direction.Flat;
        else return;
        context.Target(_wanted);
    }

    bool Leaves(double close, DonchianValue nearer) => _wanted switch
    {
        Direction.Long => Near.Below(close, nearer.Lower),
        Direction.Short => Near.Above(close, nearer.Upper),
        Direction.Flat => false,
    };
}
