using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Exits;

/// <summary>An entry as its exit rules see it.</summary>
/// <param name="Instrument">What was traded.</param>
/// <param name="Side">Side of the entry.</param>
/// <param name="Price">Price of its first fill after costs, quote asset.</param>
/// <param name="Time">Time of its first fill, Unix ms.</param>
/// <param name="FeeRatio">Taker fee, ratio.</param>
/// <param name="Bars">The instrument's base bars.</param>
/// <param name="KnownBars">How many of them had closed when the entry filled: the bar it filled in is not among them.</param>
public readonly record struct ExitEntry(Instrument Instrument, Side Side, decimal Price, long Time, decimal FeeRatio, BarSeries Bars, int KnownBars)
{
    /// <summary>One of the known bars by its row, oldest 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not known, or no longer kept: a rule that reads bars says so (<see cref="Rules.IReadsBars"/>).</exception>
    public Bar Bar(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)KnownBars, nameof(row));
        ArgumentOutOfRangeException.ThrowIfLessThan(row, Bars.Dropped, nameof(row));
        return Bars.At(row - Bars.Dropped);
    }

    /// <summary>A price that lies a ratio from the entry's price: positive in its favour, negative against it; quote asset, not rounded.</summary>
    public decimal Favourable(decimal ratio) => Price * (Side == Side.Buy ? 1 + ratio : 1 - ratio);

    /// <summary>The price at which the entry is left with a net gain of this ratio, both fees paid: for a long entry·(1 + fee)·(1 + gain)/(1 − fee).</summary>
    public decimal AfterFees(decimal gain) => Side == Side.Buy
        ? Price * (1 + FeeRatio) * (1 + gain) / (1 - FeeRatio)
        : Price * (1 - FeeRatio) * (1 - gain) / (1 + FeeRatio);
}
