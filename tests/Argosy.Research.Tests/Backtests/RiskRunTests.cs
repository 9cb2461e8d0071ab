using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Backtests;

/// <summary>Exits, guards and limits in whole backtests: on real data, and replayed from a log.</summary>
public sealed class RiskRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-risk").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static BacktestSettings Guarded { get; } = new()
    {
        Size = "risk:1%",
        Exits = ["stop(atr=2, period=14)", "trailing:6%", "break-even:3%", "roi:0:8%/2880:4%/7200:2%", "time-stop:14d"],
        Guards = ["cooldown:8h", "max-drawdown(limit=15%, period=90d)", "daily-loss:2%", "stop-streak(k=3, period=7d, pause=3d)", "low-profit(k=4, period=30d, threshold=-50, pause=5d)"],
        Limits = ["max-order-size:8000", "max-leverage:0.9", "order-rate(count=3, period=1d)"],
    };

    static StrategyChoice Donchian()
    {
        var bound = StrategyCatalogue.Find("donchian").Value.Bind(new Dictionary<string, string>(StringComparer.Ordinal)).Value;
        return new StrategyChoice(bound.Name, bound.Parameters, bound.Create);
    }

    static Market Real() => TestRuns.Imported("candles", "coinbase_BTC-USD_4h.csv.gz");

    [Fact]
    public void RealData_WithEveryKindOfRule_TradesByThem()
    {
        var request = new BacktestRequest([Real()], Donchian(), Guarded);
        var result = Backtest.Run(request);
        Assert.True(result.Ok, result.Error?.Message);
        var reasons = result.Value.Trades.Select(trade => trade.ExitReason).ToHashSet();
        Assert.Contains(OrderPurpose.Stop, reasons);
        Assert.Contains(OrderPurpose.Trailing, reasons);
        Assert.Contains(OrderPurpose.Target, reasons);
        Assert.Contains(OrderPurpose.BreakEven, reasons);
        Assert.Contains(result.Value.Unfilled, pair => pair.Key == "guard" && pair.Value > 0);
        Assert.Contains(result.Value.Warnings, warning => warning.StartsWith("cooldown:8h refused ", StringComparison.Ordinal));
        // Never more than the limit allows at the decision's price.
        Assert.All(result.Value.Orders.Where(order => order.State != OrderState.Refused && order.Side == Side.Buy && order.SizeIsQuote), order => Assert.True(order.Size <= 8_000));
        Assert.Equal(result.Value.StateHash, Backtest.Run(request).Value.StateHash);
    }

    [Fact]
    public void Log_OfARunWithRules_ReplaysToTheSameState()
    {
        var request = new BacktestRequest([Real()], Donchian(), Guarded with { Band = false });
        var path = Path.Combine(_folder, "run.log");
        using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
        var result = Backtest.Run(request with { Log = writer });
        writer.Complete(result.Value.StateHash);
        var log = RunLogReader.Read(path);
        Assert.True(log.Ok, log.Error?.Message);
        Assert.Equal(Guarded.Exits, log.Value.Header.Settings.Exits);
        Assert.Contains(log.Value.Entries, entry => entry.Event?.Kind == Core.Events.OrderEventKind.Moved);
        var replayed = Replay.Run(log.Value, request.Markets, request.Strategy).Value;
        Assert.Null(replayed.Divergence);
        Assert.Equal(result.Value.StateHash, replayed.StateHash);
    }

    [Fact]
    public void Rule_ThatDoesNotExist_IsRefusedBeforeAnythingRuns()
    {
        var result = Backtest.Run(new BacktestRequest([TestRuns.Synthetic("BTC", 1, 10)], Donchian(), new BacktestSettings { Guards = ["cooldwn:1h"] }));
        Assert.Contains("did you mean 'cooldown'?", result.Error!.Message, StringComparison.Ordinal);
    }
}
