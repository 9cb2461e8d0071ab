using Argosy.Research.Backtests;
using Argosy.Strategies;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>A bot in TypeScript and the built-in strategy that does the same make the same trades.</summary>
public sealed class TwinTests
{
    [Theory]
    [InlineData("coinbase_BTC-USD_1h.csv.gz", 12_490)]
    [InlineData("binanceus_BTC-USDT_1m.csv.gz", 30_000)]
    public void SmaCross_TradesAsTheBuiltInOne(string file, int bars)
    {
        var source = File.ReadAllText(Path.Combine(SharedData.Repository(), "samples", "bots", "typescript", "sma-cross.ts"));
        Check(source, "sma-cross.ts", "ma-cross", file, bars, new BacktestSettings { Band = false }, ("fast", "14"), ("slow", "50"));
    }

    [Theory]
    [InlineData("hammer", "candlestickPatterns.hammer(candles) ? 1 : 0")]
    [InlineData("shooting-star", "candlestickPatterns.shootingStar(candles) ? -1 : 0")]
    [InlineData("engulfing", "candlestickPatterns.bullishEngulfing(candles) ? 1 : candlestickPatterns.bearishEngulfing(candles) ? -1 : 0")]
    public void Pattern_IsTheBuiltInOne(string twin, string signal)
    {
        var source = $$"""
            export function initializeState(config: BotConfig, state: BotState) {
              state.left = 0;
            }

            export function onData({ candleData, candlestickPatterns, config, state, trader }: BotInput) {
              const pair = config.pairs[0];
              const candles = candleData[pair];
              const signal = {{signal}};
              if (signal !== 0) {
                state.left = 5;
                trader.openPosition({ pair, direction: signal > 0 ? 'long' : 'short' });
              } else if (state.left > 0 && --state.left === 0) trader.closePosition(pair);
            }
            """;
        Check(source, $"{twin}.ts", twin, "coinbase_BTC-USD_1h.csv.gz", 12_490, new BacktestSettings { Band = false, AllowShort = true });
    }

    static void Check(string source, string name, string twin, string file, int bars, BacktestSettings settings, params (string, string)[] parameters)
    {
        Market[] market = [BotRuns.Market(file, bars)];
        var bot = BotRuns.Run(source, name, market, settings, parameters);
        var builtIn = BotRuns.Run(StrategyCatalogue.Find(twin).Value, market, settings, parameters);
        Assert.True(builtIn.Trades.Count > 20, $"the {twin} trades {builtIn.Trades.Count} times: too few to compare");
        Assert.Equal(builtIn.Trades.Count, bot.Trades.Count);
        Assert.Equal(builtIn.TradeHash, bot.TradeHash);
    }
}
