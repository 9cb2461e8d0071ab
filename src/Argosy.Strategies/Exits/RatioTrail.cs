using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>A stop that climbs faster than the price: with each new best price by a multiple of its gain, unless that came too near to the price.</summary>
/// <remarks>
/// Kept for runs that are to be compared with older systems. It steps at the points of the path (open, extremes, close). The level is kept
/// unrounded and rounded half to even for the order alone; a step that is refused moves the best price all the same.
/// </remarks>
[Rule("ratio-trail", "A stop that climbs by a multiple of each new gain, never nearer to the price than a gap.", Example = "ratio-trail(stop=2%, multiplier=1.75, gap=0.35%)")]
public sealed class RatioTrail(
    [Parameter("distance of the first stop from the entry's price", Minimum = 0.000001, Maximum = 0.999, Unit = "ratio")] decimal stop = 0.02m,
    [Parameter("how much the stop moves for each unit the best price does", Minimum = 0.000001, Maximum = 1000, Unit = "multiple")] decimal multiplier = 1.75m,
    [Parameter("least distance of a moved stop from the price", Minimum = 0, Maximum = 0.999, Unit = "ratio")] decimal gap = 0.0035m) : IMovingStop
{
    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.Trailing;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.Stop;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry)
    {
        var step = Start(in entry);
        return new() { Trigger = Trigger(entry.Instrument, entry.Side, in step) };
    }

    /// <inheritdoc/>
    public StopStep Start(in ExitEntry entry) => new(entry.Price, entry.Favourable(-stop), 0, 0, IsFinal: false);

    /// <inheritdoc/>
    public StopStep Move(in StopStep step, Side entry, decimal best)
    {
        var level = step.Level + ((best - step.Best) * multiplier);
        var distance = entry == Side.Buy ? best - level : level - best;
        return distance >= gap * best ? step with { Best = best, Level = level } : step with { Best = best };
    }

    /// <inheritdoc/>
    public decimal? Trigger(Instrument instrument, Side entry, in StopStep step)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return instrument.RoundToTick(step.Level);
    }

    /// <inheritdoc/>
    public override string ToString() => $"ratio-trail(stop={Exact.Text(stop * 100)}%, multiplier={Exact.Text(multiplier)}, gap={Exact.Text(gap * 100)}%)";
}
