using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Research.Tests.Lab;

/// <summary>Orders of every kind at random, with and without protection, in bar and fill handlers. What it sees decides what it does.</summary>
sealed class LabTrader(ulong seed) : IStrategy
{
    readonly SeededGenerator _random = new(seed);
    readonly List<int> _sent = [];

    public void OnStart(StrategyContext context) => context.Subscribe(Timeframe.FromMilliseconds(15 * LabScript.Minute));

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var seen = (int)((bar.Close * 100) + (context.Bars.Count * 7) + (double)decimal.Floor(context.Position * 10) + (double)decimal.Floor(context.Equity)) & 3;
        if (_random.NextIndex(4) == 0) Act(context, bar.Close, seen);
    }

    public void OnFill(in Fill fill, StrategyContext context)
    {
        if (_random.NextIndex(6) == 0) Act(context, Exact.ToStatistic(fill.Price), 0);
    }

    void Act(StrategyContext context, double price, int seen)
    {
        var side = (_random.NextIndex(2) + seen) % 2 == 0 ? Side.Buy : Side.Sell;
        var size = _random.NextIndex(3) == 0 ? OrderSize.Quote(20 + _random.NextIndex(300)) : OrderSize.Quantity((1 + _random.NextIndex(40)) / 10m);
        decimal Near() => context.Instrument.RoundToTick(price * (1 + ((_random.NextIndex(31) - 15) / 1_000.0)));
        var (near, far) = (Near(), Near());
        Protection? guard = _random.NextIndex(4) switch
        {
            0 => new Protection { StopRatio = 0.01m, TargetRatio = 0.015m },
            1 => new Protection { TrailRatio = 0.01m },
            _ => null,
        };
        switch (_random.NextIndex(14))
        {
            case < 4: context.Target((Direction)(_random.NextIndex(3) - 1), guard); break;
            case 4: _sent.Add(context.Market(side, size, guard)); break;
            case 5: _sent.Add(context.Limit(side, size, near, guard)); break;
            case 6: _sent.Add(context.Stop(side, size, near, guard)); break;
            case 7: _sent.Add(context.TakeProfit(side, size, near)); break;
            case 8: _sent.Add(context.StopLimit(side, size, near, far, guard)); break;
            case 9: _sent.Add(context.TrailingStop(side, size, 0.01m)); break;
            case 10:
                _sent.Add(context.OneCancelsOther(
                    context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near }), context.Intent(side, OrderType.Stop, size, new OrderTerms { Trigger = far })));
                break;
            case 11:
                _sent.Add(context.Submit(context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near }) with { TimeInForce = (TimeInForce)_random.NextIndex(3) }));
                break;
            case 12:
                _sent.Add(context.Submit(context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near, ExpireTime = context.Time + (7 * LabScript.Minute) }) with
                {
                    TimeInForce = TimeInForce.Gtd, Flags = _random.NextIndex(2) == 0 ? OrderFlags.PostOnly : OrderFlags.ReduceOnly,
                }));
                break;
            default:
                if (_sent.Count > 0) context.Cancel(_sent[_random.NextIndex(_sent.Count)]);
                break;
        }
    }
}
