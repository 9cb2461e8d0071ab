namespace Argosy.Worker.Tests.Support;

/// <summary>A strategy file that sends orders of every kind at random; what it sees decides what it does.</summary>
static class WildSource
{
    public const string Text = """
        [Strategy("wild", "Does everything at random.", SendsOrders = true)]
        public sealed class Wild([Parameter("seed", Minimum = 0, Maximum = 1000000000)] long seed) : IStrategy
        {
            readonly SeededGenerator _random = new((ulong)seed);
            readonly List<int> _sent = [];

            public void OnStart(StrategyContext context)
            {
                if (seed % 2 == 0) context.Subscribe(Timeframe.Parse("15m").Value);
            }

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var seen = (int)((bar.Close * 100) + (bar.High * 100) + (context.Bars.Count * 7) + (double)context.Position + (double)decimal.Floor(context.Equity)) & 3;
                if (_random.NextIndex(3) == 0) Act(context, bar.Close, seen);
            }

            public void OnFill(in Fill fill, StrategyContext context)
            {
                if (_random.NextIndex(4) == 0) Act(context, Exact.ToStatistic(fill.Price), 0);
            }

            void Act(StrategyContext context, double price, int seen)
            {
                var side = (_random.NextIndex(2) + seen) % 2 == 0 ? Side.Buy : Side.Sell;
                var size = _random.NextIndex(3) == 0 ? OrderSize.Quote(50 + _random.NextIndex(400)) : OrderSize.Quantity((1 + _random.NextIndex(40)) / 10m);
                var near = context.Instrument.RoundToTick(price * (1 + ((_random.NextIndex(21) - 10) / 2_000.0)));
                var far = context.Instrument.RoundToTick(price * (1 + ((_random.NextIndex(21) - 10) / 2_000.0)));
                var guard = _random.NextIndex(4) switch
                {
                    0 => new Protection { StopRatio = 0.004m, TargetRatio = 0.006m },
                    1 => new Protection { TrailRatio = 0.004m },
                    _ => null,
                };
                var immediate = (TimeInForce)_random.NextIndex(3);
                switch (_random.NextIndex(13))
                {
                    case 0 or 1 or 2: context.Target((Direction)(_random.NextIndex(3) - 1), guard); break;
                    case 3: _sent.Add(context.Market(side, size, guard)); break;
                    case 4: _sent.Add(context.Limit(side, size, near, guard)); break;
                    case 5: _sent.Add(context.Stop(side, size, near, guard)); break;
                    case 6: _sent.Add(context.TakeProfit(side, size, near)); break;
                    case 7: _sent.Add(context.StopLimit(side, size, near, far, guard)); break;
                    case 8: _sent.Add(context.TrailingStop(side, size, 0.004m)); break;
                    case 9:
                        _sent.Add(context.OneCancelsOther(
                            context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near }), context.Intent(side, OrderType.Stop, size, new OrderTerms { Trigger = far })));
                        break;
                    case 10: _sent.Add(context.Submit(context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near }) with { TimeInForce = immediate })); break;
                    case 11:
                        _sent.Add(context.Submit(context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near, ExpireTime = context.Time + (7 * 60_000) }) with
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
        """;
}
