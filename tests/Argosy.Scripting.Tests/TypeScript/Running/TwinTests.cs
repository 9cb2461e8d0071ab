using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Averages;
using Argosy.Research.Backtests;

namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>One strategy written in C# and in TypeScript does the same, order by order.</summary>
public sealed class TwinTests
{
    const string Cross = """
        export const parameters: BotParameters = { fast: 14, slow: 50 };

        export function onData({ candleData, closedPairs, config, indicators, trader }: BotInput) {
          for (const pair of closedPairs) {
            const fast = indicators.sma(candleData[pair], config.parameters.fast);
            const slow = indicators.sma(candleData[pair], config.parameters.slow);
            if (fast > slow) trader.openPosition({ pair });
            else if (fast < slow) trader.closePosition(pair);
          }
        }
        """;

    // Limits below the close that carry a stop and a target; what has not filled after a while is cancelled.
    const string Brackets = """
        export function initializeState(config: BotConfig, state: BotState) {
          state.orders = {};
        }

        export function onData({ candleData, closedPairs, indicators, state, trader, time }: BotInput) {
          for (const pair of closedPairs) {
            const candles = candleData[pair];
            const [, , close] = candles[candles.length - 1];
            const average = indicators.ema(candles, 20);
            const waiting = state.orders[pair];
            if (waiting && trader.getOrder(waiting.id)!.open) {
              if (time - waiting.since > 30 * 60_000) trader.cancelOrder(waiting.id);
              continue;
            }
            if (!(close < average * 0.997) || trader.getPosition(pair).direction !== 'flat') continue;
            const { id } = trader.placeOrder({ pair, type: 'limit', direction: 'buy', amountIn: 'quote', amount: 500, price: close * 0.999, stopLoss: '2%', takeProfit: '1%' });
            state.orders[pair] = { id, since: time };
          }
        }
        """;

    [Fact]
    public void Cross_OverAYearOfMinutes_GivesTheSameTrades()
    {
        var market = BotRuns.Real(525_600, 0.00001m, 5, "bench", "bars_525600.csv.gz");
        AreEqual([market], new StrategyChoice("cross", [], () => new CrossTwin(14, 50)), Cross);
    }

    [Fact]
    public void Cross_OverFiveInstruments_GivesTheSameTrades() => AreEqual(Five(), new StrategyChoice("cross", [], () => new CrossTwin(14, 50)), Cross);

    [Fact]
    public void Brackets_OverFiveInstruments_GiveTheSameTrades() => AreEqual(Five(), new StrategyChoice("brackets", [], () => new BracketTwin()), Brackets);

    static void AreEqual(IReadOnlyList<Market> markets, StrategyChoice twin, string source)
    {
        var settings = new BacktestSettings { Band = false, Size = "equity:15%", Cash = 10_000 };
        var expected = BotRuns.Run(markets, twin, settings);
        var given = BotRuns.Run(markets, BotRuns.Bot(source, BotRuns.InBlocks), settings);
        Assert.True(expected.Trades.Count > 100, $"{expected.Trades.Count} trades show little");
        Assert.Equal(expected.TradeHash, given.TradeHash);
        Assert.Equal(expected.StateHash, given.StateHash);
        Assert.Equal(expected.OrderCount, given.OrderCount);
    }

    // One of them has bars of another length, and the files have gaps of their own.
    static Market[] Five() =>
    [
        BotRuns.Real(40_000, 1, 0.0001m, "candles", "bittrex_ADA-BTC_1m.csv.gz"), BotRuns.Real(40_000, 1, 0.0001m, "candles", "bittrex_DOGE-BTC_1m.csv.gz"),
        BotRuns.Real(40_000, 1, 0.0001m, "candles", "bittrex_POWR-BTC_1m.csv.gz"), BotRuns.Real(40_000, 1, 0.0001m, "candles", "bittrex_XVG-BTC_1m.csv.gz"),
        BotRuns.Real(8_000, 1, 0.0001m, "candles", "bittrex_XRP-BTC_5m.csv.gz"),
    ];

    sealed class CrossTwin(int fast, int slow) : IPortfolioStrategy
    {
        readonly Dictionary<int, (Sma Fast, Sma Slow)> _averages = [];

        public void OnStart(StrategyContext context) => _averages[context.InstrumentIndex] = (new Sma(fast), new Sma(slow));

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var (f, s) = _averages[context.InstrumentIndex];
            var (quick, steady) = (f.Push(bar.Close), s.Push(bar.Close));
            if (quick > steady) context.Target(Direction.Long);
            else if (quick < steady) context.Target(Direction.Flat);
        }
    }

    sealed class BracketTwin : IPortfolioStrategy
    {
        const long Patience = 30 * 60_000;

        readonly Dictionary<int, Ema> _averages = [];
        readonly Dictionary<int, (int Id, long Since)> _orders = [];

        public void OnStart(StrategyContext context) => _averages[context.InstrumentIndex] = new Ema(20);

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var average = _averages[context.InstrumentIndex].Push(bar.Close);
            if (_orders.TryGetValue(context.InstrumentIndex, out var waiting) && context.WorkingOrder(waiting.Id) is not null)
            {
                if (context.Time - waiting.Since > Patience) context.Cancel(waiting.Id);
                return;
            }
            if (!(bar.Close < average * 0.997) || context.Position != 0) return;
            var limit = context.Instrument.FloorToTick((decimal)(bar.Close * 0.999));
            var id = context.Limit(Side.Buy, OrderSize.Quote(500), limit, new Protection { StopRatio = 0.02m, TargetRatio = 0.01m });
            _orders[context.InstrumentIndex] = (id, context.Time);
        }
    }
}
