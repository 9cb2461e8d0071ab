using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Tests;

public sealed class ReplayTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-replay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Log_Replayed_EndsInTheSameState(int seed, bool allowShort)
    {
        var (log, request, hash) = Logged(seed, allowShort);
        var outcome = Replay.Run(log, request.Markets, request.Strategy);
        Assert.True(outcome.Ok, outcome.Error?.Message);
        Assert.Null(outcome.Value.Divergence);
        Assert.Equal(hash, outcome.Value.StateHash);
        Assert.True(outcome.Value.IsEqual);
        Assert.Equal(log.Entries.Count, outcome.Value.Lines);
        Assert.True(log.Entries.Count > 200, $"only {log.Entries.Count} lines");
    }

    [Fact]
    public void Log_ChangedInOneFill_DivergesOrEndsElsewhere()
    {
        var (log, request, _) = Logged(5, allowShort: true);
        var at = log.Entries.ToList().FindIndex(entry => entry.Event?.Fill is not null);
        var entries = log.Entries.ToList();
        var said = entries[at].Event!;
        entries[at] = new RunLogEntry { Event = said with { Fill = said.Fill!.Value with { Price = said.Fill.Value.Price + 0.01m } } };
        var outcome = Replay.Run(log with { Entries = entries }, request.Markets, request.Strategy);
        Assert.False(outcome.Value.IsEqual);
    }

    [Fact]
    public void Log_OfAnotherStrategy_NamesTheFirstDifference()
    {
        var (log, request, _) = Logged(6, allowShort: false);
        var other = request.Strategy with { Create = () => new Wild(99) };
        var outcome = Replay.Run(log, request.Markets, other);
        Assert.False(outcome.Value.IsEqual);
        Assert.StartsWith("line ", outcome.Value.Divergence?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherData_AreRefused()
    {
        var (log, request, _) = Logged(7, allowShort: false);
        var outcome = Replay.Run(log, [request.Markets[0] with { Bars = Walk(8) }], request.Strategy);
        Assert.Contains("does not hold the data of the log", outcome.Error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exits")]
    [InlineData("guards")]
    [InlineData("limits")]
    [InlineData("size")]
    [InlineData("fills")]
    public void Log_WhoseHeaderLacksASetting_IsRefusedWithItsLine(string setting)
    {
        Logged(9, allowShort: false);
        var path = Path.Combine(_folder, "9.log");
        var lines = File.ReadAllLines(path);
        var header = System.Text.Json.Nodes.JsonNode.Parse(lines[0])!;
        Assert.True(header["settings"]!.AsObject().Remove(setting));
        lines[0] = header.ToJsonString();
        File.WriteAllLines(path, lines);
        Assert.Contains("9.log line 1: the settings of the header lack", RunLogReader.Read(path).Error!.Message, StringComparison.Ordinal);
    }

    (RunLog Log, BacktestRequest Request, string Hash) Logged(int seed, bool allowShort)
    {
        var market = new Market(new Instrument("BTC", "USD", 0.01m, 0.0001m, 1, 2), Walk(seed), null, "walk");
        var settings = new BacktestSettings { AllowShort = allowShort, Band = false, Cash = 5_000, Fills = new FillOptions { Participation = 0.3m, SlippageBps = 5 } };
        var request = new BacktestRequest([market], new StrategyChoice("wild", [], () => new Wild(seed)), settings);
        var path = Path.Combine(_folder, $"{seed}.log");
        using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
        var result = Backtest.Run(request with { Log = writer });
        Assert.True(result.Ok, result.Error?.Message);
        writer.Complete(result.Value.StateHash);
        var log = RunLogReader.Read(path);
        Assert.True(log.Ok, log.Error?.Message);
        return (log.Value, request, result.Value.StateHash);
    }

    static BarColumns Walk(int seed)
    {
        const int Count = 600;
        var random = new Core.Values.SeededGenerator((ulong)seed);
        double[] open = new double[Count], high = new double[Count], low = new double[Count], close = new double[Count], volume = new double[Count];
        var price = 10_000L;
        for (var i = 0; i < Count; i++)
        {
            long Move() => random.NextIndex(400) - 200;
            var (o, c) = (price, Math.Max(1_000, price + Move()));
            (open[i], close[i]) = (o / 100.0, c / 100.0);
            high[i] = (Math.Max(o, c) + random.NextIndex(150)) / 100.0;
            low[i] = (Math.Min(o, c) - random.NextIndex(150)) / 100.0;
            volume[i] = random.NextIndex(50);
            price = Math.Max(1_000, c + (i % 7 == 0 ? Move() : 0));
        }
        return new BarColumns
        {
            Timeframe = Timeframe.OneMinute,
            OpenTimes = [.. Enumerable.Range(0, Count).Select(i => i * 60_000L)],
            Open = open,
            High = high,
            Low = low,
            Close = close,
            Volume = volume,
            PriceScale = 2,
            Hash = $"walk-{seed}",
        };
    }

    /// <summary>Orders of every kind at random, in bar and fill handlers.</summary>
    sealed class Wild(int seed) : IStrategy
    {
        readonly Core.Values.SeededGenerator _random = new((ulong)seed * 77);
        int _last;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var side = _random.NextIndex(2) == 0 ? Side.Buy : Side.Sell;
            var size = OrderSize.Quantity(1 + _random.NextIndex(5));
            var near = context.Instrument.RoundToTick(bar.Close + _random.NextIndex(4) - 2);
            var bracket = new Protection { StopRatio = 0.02m, TargetRatio = 0.02m };
            switch (_random.NextIndex(9))
            {
                case 0: context.Target((Direction)(_random.NextIndex(3) - 1), bracket); break;
                case 1: _last = context.Limit(side, size, near, side == Side.Buy ? bracket : null); break;
                case 2: _last = context.Stop(side, size, near); break;
                case 3: context.TrailingStop(side, size, 0.01m); break;
                case 4: context.StopLimit(side, size, near, near); break;
                case 5: context.Market(side, OrderSize.Quote(200), new Protection { TrailRatio = 0.02m }); break;
                case 6: context.Cancel(_last); break;
                case 7:
                    context.OneCancelsOther(
                        context.Intent(side, OrderType.Limit, size, new OrderTerms { Limit = near }), context.Intent(side, OrderType.Stop, size, new OrderTerms { Trigger = near }));
                    break;
                default: break;
            }
        }

        public void OnFill(in Fill fill, StrategyContext context)
        {
            if (_random.NextIndex(4) == 0) context.Target(Direction.Flat);
        }
    }
}
