using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>A stop at a fixed distance against the entry: a share of its price, or a multiple of the average true range at the entry.</summary>
/// <remarks>Rounded to the tick away from the market. An entry for which the range is not known yet is refused.</remarks>
[Rule("stop", "Leaves at a fixed distance against the entry: a share of its price, or a multiple of the average true range.", Example = "stop:2% or stop(atr=2, period=14)")]
public sealed class StopLoss : IExitRule, IReadsBars
{
    readonly decimal _distance;
    readonly decimal _atr;
    readonly int _period;
    readonly AtrReader _range;

    /// <summary>By a share of the price or by the range, not by both.</summary>
    public StopLoss(
        [Parameter("distance from the entry's price; 0 with atr", Minimum = 0, Maximum = 0.999, Unit = "ratio")] decimal distance = 0,
        [Parameter("distance in average true ranges; 0 with distance", Minimum = 0, Maximum = 1000, Unit = "ranges")] decimal atr = 0,
        [Parameter("length of the average true range", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 14)
    {
        if (distance > 0 == atr > 0) throw new ArgumentException("a distance or a number of ranges is needed, one of the two, e.g. stop:2% or stop(atr=2)");
        (_distance, _atr, _period) = (distance, atr, period);
        _range = new AtrReader(period);
    }

    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.Stop;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.Stop;

    // The range goes on from the first bar there was, whenever the first entry is.
    int IReadsBars.BarsRead => _atr > 0 ? int.MaxValue : 0;

    /// <inheritdoc/>
    public bool IsReady(in ExitEntry entry) => _atr == 0 || (_range.Read(in entry) > 0 && Level(in entry) > 0);

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry)
    {
        var level = Level(in entry);
        return new OrderTerms { Trigger = entry.Side == Side.Buy ? entry.Instrument.FloorToTick(level) : entry.Instrument.CeilingToTick(level) };
    }

    /// <inheritdoc/>
    public override string ToString() => _atr > 0 ? $"stop(atr={Exact.Text(_atr)}, period={_period})" : $"stop:{Exact.Text(_distance * 100)}%";

    // The price column's own precision is the range's: it is rounded to the instrument's scale before it becomes money.
    decimal Level(in ExitEntry entry)
    {
        if (_atr == 0) return entry.Favourable(-_distance);
        var range = entry.Instrument.ToMoney(entry.Instrument.ToUnits(_range.Read(in entry)));
        return entry.Side == Side.Buy ? entry.Price - (_atr * range) : entry.Price + (_atr * range);
    }
}
