using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>Once the path has gained so much, a stop at entry·(1 + fee)/(1 − fee): what the trade then still loses is slippage alone.</summary>
/// <remarks>Rounded to the tick towards the market. A gain too small to pay both fees waits until the price lies beyond the stop.</remarks>
[Rule("break-even", "Once the price has gained so much, leaves where the entry has paid its fees and nothing more.", Example = "break-even:1%")]
public sealed class BreakEven(
    [Parameter("gain on the path from which the stop stands", Minimum = 0.000001, Maximum = 1000, Unit = "ratio")] decimal gain) : IMovingStop
{
    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.BreakEven;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.Stop;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry) => new();

    /// <inheritdoc/>
    public StopStep Start(in ExitEntry entry) => new(entry.Price, 0, entry.Favourable(gain), entry.AfterFees(0), IsFinal: false);

    /// <inheritdoc/>
    public StopStep Move(in StopStep step, Side entry, decimal best)
    {
        var reached = entry == Side.Buy ? best >= step.Goal && best > step.Later : best <= step.Goal && best < step.Later;
        return reached ? step with { Best = best, Level = step.Later, IsFinal = true } : step with { Best = best };
    }

    /// <inheritdoc/>
    public decimal? Trigger(Instrument instrument, Side entry, in StopStep step)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (step.Level == 0) return null;
        return entry == Side.Buy ? instrument.CeilingToTick(step.Level) : instrument.FloorToTick(step.Level);
    }

    /// <inheritdoc/>
    public override string ToString() => $"break-even:{Exact.Text(gain * 100)}%";
}
