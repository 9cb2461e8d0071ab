using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Tests.Ticks;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using Argosy.Simulation.Venue;

namespace Argosy.Research.Tests.Lab;

/// <summary>Random strategies, votes, rules and costs of the lab where the market is trades, alone or with quotes.</summary>
public sealed class TickLabTests : IDisposable
{
    static readonly int Cases = string.Equals(Environment.GetEnvironmentVariable("ARGOSY_LONG"), "1", StringComparison.Ordinal) ? 2_500 : 160;

    // Those that once went wrong.
    static readonly int[] Known = [1_427, 2_704, 2_847];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-ticklab").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Books_BalanceAtEveryStep_AndExitsSellNoMoreThanWasBought()
    {
        var met = new SortedDictionary<OrderPurpose, int>();
        ForAll(fresh =>
        {
            var request = fresh();
            var run = Backtest.Prepare(request, _ => new LabVenue(new TickVenue(request.Markets[0].Instrument, request.Markets[0].Bars, request.Markets[0].Ticks!, request.Settings.Fills, request.Settings.Ticks!))).Value;
            var (engine, ledger) = (run.Engine, run.Engine.Ledger);
            while (run.Step())
            {
                Require(ledger.Imbalance(0) == 0 && ledger.Imbalance(1) == 0, $"out of balance at {engine.Time}");
                Require(ledger.Net(0) == Enumerable.Range(0, ledger.Books).Sum(book => ledger.Position(book, 0).Quantity), $"books do not add up at {engine.Time}");
                Require(engine.OpenOrders.Sum(engine.Reservation) == ledger.Reserved, $"reserved {ledger.Reserved} at {engine.Time}");
                if (!request.Settings.AllowShort) Require(ledger.Cash >= 0, $"cash {ledger.Cash} at {engine.Time}");
            }
            foreach (var entry in engine.Orders.Kept.Where(order => order.FirstChild != 0))
            {
                var children = engine.Orders.Kept.Where(child => child.Parent == entry.Id).Sum(child => child.Filled);
                Require(children <= entry.Filled, $"children of {entry.Id} filled {children} of {entry.Filled}");
            }
            var builder = new TradeBuilder(engine.Instruments, ledger.Books);
            builder.Add(engine.Fills, ledger.CashFlows);
            builder.CloseOpen(engine.Time, [ledger.Mark(0)], 0);
            Require(Math.Abs(builder.TotalPnl - (ledger.Equity - ledger.StartingCash)) < 0.0000001m, $"trades made {builder.TotalPnl}, equity {ledger.Equity - ledger.StartingCash}");
            for (var i = 0; i < engine.Fills.Count; i++) met[engine.Fills[i].Purpose] = met.GetValueOrDefault(engine.Fills[i].Purpose) + 1;
        });
        OrderPurpose[] wanted = [OrderPurpose.Signal, OrderPurpose.Stop, OrderPurpose.Target, OrderPurpose.Trailing, OrderPurpose.BreakEven, OrderPurpose.TimeStop];
        Assert.All(wanted, purpose => Assert.True(met.GetValueOrDefault(purpose) >= 10, $"{purpose} only {met.GetValueOrDefault(purpose)} times"));
    }

    [Fact]
    public void SameRunTwice_IsTheSame_AndItsLogReplays() => ForAll(fresh =>
    {
        var request = fresh();
        var path = Path.Combine(_folder, "run.log");
        File.Delete(path);
        BacktestResult first;
        using (var writer = new RunLogWriter(path, RunLogHeader.Of(request)))
        {
            var run = Backtest.Run(request with { Log = writer });
            Require(run.Ok, run.Error?.Message ?? "");
            first = run.Value;
            writer.Complete(first.StateHash);
        }
        var second = Backtest.Run(fresh()).Value;
        Require((first.TradeHash, first.StateHash) == (second.TradeHash, second.StateHash), "the second run is another");
        var log = RunLogReader.Read(path);
        Require(log.Ok, log.Error?.Message ?? "");
        var replayed = Replay.Run(log.Value, request.Markets, fresh().Strategy);
        Require(replayed.Ok && replayed.Value.IsEqual, $"{replayed.Error?.Message} {replayed.Value?.Divergence}");
    });

    static void ForAll(Action<Func<BacktestRequest>> holds)
    {
        var failed = new List<string>();
        foreach (var seed in Enumerable.Range(1, Cases).Concat(Known))
        {
            var number = seed;
            try
            {
                holds(() => Request(number));
            }
            catch (InvalidOperationException e)
            {
                failed.Add($"seed {seed}: {e.Message.ReplaceLineEndings(" ")}");
            }
        }
        Assert.True(failed.Count == 0, $"{failed.Count} of {Cases + Known.Length}:\n{string.Join('\n', failed.Take(6))}");
    }

    static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }

    // The rules, sizes and costs of the bars' lab, as far as ticks know them.
    static BacktestRequest Request(int seed)
    {
        var random = new SeededGenerator((ulong)seed + 7_000);
        var kind = (LabKind)(seed % 4);
        var script = new LabScript(seed, kind);
        var withQuotes = random.NextIndex(2) == 0;
        var settings = script.Settings with
        {
            Margin = null,
            Leverage = script.Settings.AllowShort && random.NextIndex(2) == 0 ? 3 : 1,
            Ticks = new TickOptions
            {
                LatencyMs = random.NextIndex(2) * 700, LatencyJitterMs = random.NextIndex(2) * 400, CancelLatencyMs = random.NextIndex(2) * 900,
                Queue = (QueueKind)random.NextIndex(withQuotes ? 3 : 2) is var queue && !withQuotes && queue == QueueKind.Proportional ? QueueKind.Optimistic : queue,
            },
            Fills = script.Settings.Fills with { FillAt = FillAt.NextOpen, LatencyBars = 0, TouchProbability = 0, SpreadBps = 0 },
        };
        var market = TickFixtures.Market(Ticks(random, withQuotes), "1m");
        return new BacktestRequest([market with { Instrument = new Core.Instruments.Instrument("X", "Q", 0.01m, 0.01m, script.Markets[0].Instrument.MinNotional, 2) }], LabStrategies.Of(kind, seed, isPerpetual: false), settings);
    }

    static TickHistory Ticks(SeededGenerator random, bool withQuotes)
    {
        var (times, prices, quantities, takers) = (new List<long>(), new List<long>(), new List<long>(), new List<TakerSide>());
        var (price, wild) = (10_000L, random.NextIndex(3) == 0 ? 120 : 30);
        for (var time = 1_000L; times.Count < 1_500; time += random.NextIndex(40) == 0 ? 200_000 : random.NextIndex(9_000))
        {
            price = Math.Clamp(price + random.NextIndex((2 * wild) + 1) - wild, 5_000, 20_000);
            times.Add(time);
            prices.Add(price);
            quantities.Add(1 + random.NextIndex(6_000));
            takers.Add((TakerSide)random.NextIndex(3));
        }
        QuoteColumns? quotes = null;
        if (withQuotes)
        {
            var bids = prices.Select(p => p - 1 - random.NextIndex(20)).ToArray();
            quotes = new QuoteColumns
            {
                Times = [.. times], Bids = bids, Asks = [.. bids.Select(bid => bid + 1 + random.NextIndex(30))],
                BidQuantities = [.. bids.Select(_ => 1L + random.NextIndex(4_000))], AskQuantities = [.. bids.Select(_ => 1L + random.NextIndex(4_000))], UpdateIds = new long[bids.Length],
            };
        }
        return new TickHistory
        {
            Trades = new TradeColumns { Times = [.. times], Prices = [.. prices], Quantities = [.. quantities], Takers = [.. takers] },
            Quotes = quotes, Clock = TickClock.Exchange, PriceScale = 2, QuantityScale = 2, Hash = "random",
        };
    }
}
