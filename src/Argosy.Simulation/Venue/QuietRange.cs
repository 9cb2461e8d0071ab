using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>The prices between which nothing happens to what rests, found again only after an order has changed.</summary>
sealed class QuietRange(Instrument instrument, FillOptions options, OrderTable orders, OrderLevels levels)
{
    long _version = -1;
    bool _mayExpire;
    double _up;
    double _down;

    /// <summary>The range; none while something waits, trails or may expire.</summary>
    public PriceReach Reach
    {
        get
        {
            if (orders.WaitingCount > 0) return PriceReach.None;
            if (!IsKnown) Find();
            return IsKnown && !_mayExpire ? new PriceReach(_down, _up) : PriceReach.None;
        }
    }

    bool IsKnown => _version == orders.Version;

    /// <summary>Whether a bar's range reaches any resting order; most bars reach none, and are not walked.</summary>
    public bool IsLeftBy(BarColumns bars, int row)
    {
        if (orders.RestingCount == 0) return false;
        if (!IsKnown) Find();
        return bars.High[row] >= _up || bars.Low[row] <= _down;
    }

    /// <summary>Whether anything could happen at a bar's open: an arrival, an expiry, or a jump that reaches a resting order.</summary>
    public bool MayEndAtOpen(BarColumns bars, int row)
    {
        if (orders.Count == 0) return false;
        if (orders.WaitingCount > 0) return true;
        if (!IsKnown) Find();
        return _mayExpire || bars.Open[row] >= _up || bars.Open[row] <= _down;
    }

    // The nearest prices above and below at which something happens; a trailing stop moves with every bar.
    void Find()
    {
        _version = orders.Version;
        _mayExpire = false;
        _up = double.PositiveInfinity;
        _down = double.NegativeInfinity;
        for (var i = 0; i < orders.Count; i++)
        {
            ref readonly var o = ref orders[i];
            _mayExpire |= o.Order.TimeInForce == TimeInForce.Gtd;
            if (o.Stage != VenueStage.Resting) continue;
            if (o.Order.Type == OrderType.TrailingStop || o.Moves || options.TouchProbability > 0)
            {
                _up = double.NegativeInfinity;
                _version = -1;
                return;
            }
            var upward = o.ActsAsLimit ? o.Order.Side == Side.Sell : o.TriggersUpward;
            var level = instrument.ToStatistic(o.ActsAsLimit ? levels.LimitPoint(in o) : o.Trigger);
            if (upward) _up = Math.Min(_up, level);
            else _down = Math.Max(_down, level);
        }
    }
}
