using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Results;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;

namespace Argosy.Research.Tests.Lab;

/// <summary>What holds whatever is combined: several instruments, contracts, brackets, exit rules, guards, limits, sizes and costs at once.</summary>
public sealed class LabPropertyTests : IDisposable
{
    // ARGOSY_LONG=1 looks at fifty times as many.
    static readonly int Cases = string.Equals(Environment.GetEnvironmentVariable("ARGOSY_LONG"), "1", StringComparison.Ordinal) ? 4_000 : 200;

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-lab").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Books_BalanceAtEveryStep() => ForAll(script =>
    {
        var run = Prepare(script.Request());
        var (engine, ledger) = (run.Engine, run.Engine.Ledger);
        while (run.Step())
        {
            var equity = ledger.Cash + ledger.DustValue;
            for (var asset = 0; asset <= ledger.InstrumentCount; asset++) Require(ledger.Imbalance(asset) == 0, $"asset {asset} is out by {ledger.Imbalance(asset)} at {engine.Time}");
            for (var i = 0; i < ledger.InstrumentCount; i++)
            {
                Require(ledger.Net(i) == Enumerable.Range(0, ledger.Books).Sum(book => ledger.Position(book, i).Quantity), $"books do not add up at {engine.Time}");
                equity += ledger.Net(i) * ledger.Mark(i);
            }
            Require(equity == ledger.Equity, $"equity {ledger.Equity} is not {equity} at {engine.Time}");
            Require(Math.Abs(ledger.EquityStatistic - (double)equity) < 1e-6, $"the statistic {ledger.EquityStatistic} is not {equity} at {engine.Time}");
            Require(engine.OpenOrders.Sum(engine.Reservation) == ledger.Reserved, $"reserved {ledger.Reserved}, open orders ask {engine.OpenOrders.Sum(engine.Reservation)} at {engine.Time}");
            if (!script.Settings.AllowShort) Require(ledger.Cash >= 0, $"cash {ledger.Cash} at {engine.Time}");
        }
        CheckPositions(run);
        var builder = new TradeBuilder(engine.Instruments, ledger.Books);
        builder.Add(engine.Fills, ledger.CashFlows);
        builder.CloseOpen(engine.Time, [.. engine.Instruments.Select((_, i) => ledger.Mark(i))], 0);
        Require(Math.Abs(builder.TotalPnl - (ledger.Equity - ledger.StartingCash)) < 0.0000001m, $"trades made {builder.TotalPnl}, equity {ledger.Equity - ledger.StartingCash}");
    });

    [Fact]
    public void Exits_NeverEnlarge_AndSellNoMoreThanTheirEntry() => ForAll(script =>
    {
        var run = Finished(script);
        var held = new Dictionary<(int, int), decimal>();
        var flow = 0;
        for (var k = 0; k < run.Engine.Fills.Count; k++)
        {
            var fill = run.Engine.Fills[k];
            var key = ((int)fill.Book, (int)fill.Instrument);
            var before = held.GetValueOrDefault(key);
            var after = before + fill.SignedQuantity;
            var order = Order(run, fill.OrderId);
            if (fill.Purpose != OrderPurpose.Signal || order?.IsReduceOnly == true) Require(Math.Abs(after) < Math.Abs(before) && after * before >= 0, $"{fill} takes {before} to {after}");
            held[key] = after - ((fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee : 0);
            for (; flow < run.Engine.Ledger.CashFlows.Count && run.Engine.Ledger.CashFlows[flow].AfterFill <= k + 1; flow++)
            {
                var said = run.Engine.Ledger.CashFlows[flow];
                if (said.Kind == LedgerAccount.Dust) held[(said.Book, said.Instrument)] = held.GetValueOrDefault((said.Book, said.Instrument)) - said.Quantity;
            }
        }
        foreach (var entry in run.Engine.Orders.Kept.Where(order => order.FirstChild != 0))
        {
            var children = run.Engine.Orders.Kept.Where(child => child.Parent == entry.Id).Sum(child => child.Filled);
            Require(children <= entry.Filled, $"children of {entry.Id} filled {children} of {entry.Filled}");
        }
    });

    [Fact]
    public void Children_WaitOnlyWhereThereIsAPosition() => ForAll(script =>
    {
        var run = Prepare(script.Request());
        while (run.Step())
        {
            var open = run.Engine.OpenOrders.ToDictionary(order => order.Id);
            foreach (var order in open.Values.Where(order => order.IsChild && order.State is OrderState.Working && !open.ContainsKey(order.Parent)))
            {
                Require(run.Engine.Ledger.Position(order.Book, order.Instrument).Quantity != 0 || run.Engine.Ended, $"child {order.Id} of {order.Parent} waits at {run.Engine.Time} while nothing is held");
            }
        }
    });

    [Fact]
    public void Guards_StopNoExit() => ForAll(script =>
    {
        IRun? run = null;
        var blocked = new Listener((order, _) =>
        {
            if (order.Reason is not (OrderReason.Guard or OrderReason.RiskRule)) return;
            var held = run!.Engine.Ledger.Position(order.Book, order.Instrument).Quantity;
            Require(!order.IsChild && !order.IsReduceOnly, $"order {order.Id} is an exit and was refused by {order.Reason}");
            var closes = order.Side == Side.Buy ? held < 0 : held > 0;
            Require(!closes || (order.Flags & OrderFlags.SizeLater) != 0, $"order {order.Id} closes {held} and was refused by {order.Reason}");
        });
        run = Prepare(script.Request() with { Log = blocked });
        run.Run();
    });

    [Fact]
    public void Liquidation_LeavesNothingOfThePosition() => ForAll(script =>
    {
        if (!script.IsPerpetual) return;
        var run = Finished(script);
        var held = new Dictionary<(int, int), decimal>();
        var (flows, said) = (run.Engine.Ledger.CashFlows, 0);
        for (var k = 0; k < run.Engine.Fills.Count; k++)
        {
            var fill = run.Engine.Fills[k];
            var key = ((int)fill.Instrument, (int)fill.Book);
            held[key] = held.GetValueOrDefault(key) + fill.SignedQuantity;
            if (fill.Purpose == OrderPurpose.Liquidation) Require(held[key] == 0, $"{held[key]} is left after {fill}");
            for (; said < flows.Count && flows[said].AfterFill <= k + 1; said++)
            {
                var of = ((int)flows[said].Instrument, (int)flows[said].Book);
                if (flows[said].Kind == LedgerAccount.Dust) held[of] = held.GetValueOrDefault(of) - flows[said].Quantity;
                if (flows[said].Kind == LedgerAccount.Funding) Require(held[of] != 0 || flows[said].AfterFill <= k, $"funding without a position at {flows[said].Time}");
            }
        }
    });

    [Fact]
    public void Fills_LieOnThePath() => ForAll(script =>
    {
        var run = Finished(script);
        for (var k = 0; k < run.Engine.Fills.Count; k++)
        {
            var fill = run.Engine.Fills[k];
            if (fill.Purpose is OrderPurpose.Liquidation) continue;
            var market = script.Markets[fill.Instrument];
            var path = market.Instrument.ToMoney(fill.PathUnits);
            var within = new[] { market.Bars, market.Detail }.OfType<Core.MarketData.BarColumns>().Any(bars => LiesIn(bars, fill.Time, path));
            var order = Order(run, fill.OrderId);
            // What volume held back when the price passed a resting limit still has its own price.
            var heldBack = fill.IsMaker && script.Settings.Fills.Participation > 0;
            Require(within || heldBack, $"{fill} lies on no bar");
            if (order?.Terms?.Limit is { } limit) Require(fill.Side == Side.Buy ? fill.Price <= limit : fill.Price >= limit, $"{fill} is beyond {limit}");
        }
    });

    [Fact]
    public void SameRunTwice_GivesTheSameText_AndItsLogReplays() => ForAll(script =>
    {
        var path = Path.Combine(_folder, "run.log");
        File.Delete(path);
        var request = script.Request();
        BacktestResult result;
        using (var writer = new RunLogWriter(path, RunLogHeader.Of(request)))
        {
            var first = Backtest.Run(request with { Log = writer });
            Require(first.Ok, first.Error?.Message ?? "");
            result = first.Value;
            writer.Complete(result.StateHash);
        }
        Require(Text(result) == Text(Backtest.Run(script.Request()).Value), "the second run is another");
        var log = RunLogReader.Read(path);
        Require(log.Ok, log.Error?.Message ?? "");
        var replayed = Replay.Run(log.Value, script.Markets, script.Request().Strategy);
        Require(replayed.Ok, replayed.Error?.Message ?? "");
        Require(replayed.Value.IsEqual, $"the replay differs: {replayed.Value.Divergence} {replayed.Value.StateHash}");
    });

    [Fact]
    public void TotalsAndSearches_TellWhatTheRunTells() => ForAll(script =>
    {
        var whole = Backtest.Run(script.Request()).Value;
        var totals = Backtest.RunForTotals(script.Request()).Value;
        Require((totals.FinalEquity, totals.Fills, totals.Orders) == (whole.Metrics.FinalEquity, whole.Fills.Count, whole.OrderCount), $"totals {totals}, run {whole.Metrics.FinalEquity} {whole.Fills.Count} {whole.OrderCount}");
        var measured = Backtest.Measure(script.Request(), new RunMemory(), [0.3, 0.7], (_, _) => true).Value;
        Require(measured.TradeHash == whole.TradeHash, "a search's trades are others");
        Require(measured.Metrics == whole.Metrics, $"a search's figures are others: {measured.Metrics} {whole.Metrics}");
        Require(Math.Abs(whole.Trades.Sum(trade => trade.Pnl) - (whole.Metrics.FinalEquity - script.Settings.Cash)) < 0.0000001m, "the trades do not make the final equity");
    });

    [Fact]
    public void QuietBars_TakenAtOnce_ChangeNothing() => ForAll(script =>
    {
        if (script.Markets.Count > 1) return;
        var (quick, slow) = (Prepare(script.Request()), (SimulatedRun)Prepare(script.Request()));
        quick.Run();
        while (slow.StepInstant())
        {
        }
        Require(EngineSnapshot.Of(quick.Engine).Hash == EngineSnapshot.Of(slow.Engine).Hash, "the quick run is another");
    });

    [Fact]
    public void LaterData_ChangeNothingBefore() => ForAll(script =>
    {
        var whole = Lines(script.Request());
        var last = script.Markets.Min(m => m.Bars.CloseTime(m.Bars.Count - 1));
        var end = last / 3 / (15 * LabScript.Minute) * 15 * LabScript.Minute * (1 + (script.Seed % 2));
        if (end == 0) return;
        var cut = Lines(script.Request(script.Until(end)), end);
        for (var k = 0; k < cut.Count; k++) Require(k < whole.Count && cut[k] == whole[k], $"cut at {end}, line {k}: {cut[k]} was {(k < whole.Count ? whole[k] : "nothing")}");
    });

    // Properties of runs in which nothing happens prove nothing.
    [Fact]
    public void Scripts_OfEveryKind_MeetWhatTheyAreMadeFor()
    {
        foreach (var kind in Enum.GetValues<LabKind>())
        {
            var met = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (var seed = 1; seed <= 240; seed++)
            {
                var script = new LabScript(seed, kind);
                var run = Finished(script);
                var fills = Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i]).ToArray();
                void Count(string what, int times) => met[what] = met.GetValueOrDefault(what) + times;
                Count(script.IsPerpetual ? "contracts" : "spot", fills.Length > 0 ? 1 : 0);
                foreach (var purpose in Enum.GetValues<OrderPurpose>()) Count(purpose.ToString(), fills.Count(fill => fill.Purpose == purpose));
                Count("funding", run.Engine.Ledger.CashFlows.Count(flow => flow.Kind == LedgerAccount.Funding));
                Count("guard", run.Engine.Endings.GetValueOrDefault(OrderReason.Guard));
                Count("limit", run.Engine.Endings.GetValueOrDefault(OrderReason.RiskRule));
                Count("parts", fills.Count(fill => (fill.Traits & FillTraits.Final) == 0));
                Count("books", fills.Select(fill => fill.Book).Distinct().Count() > 1 ? 1 : 0);
            }
            string[] wanted = ["contracts", "spot", "Stop", "Target", "Trailing", "BreakEven", "TimeStop", "Liquidation", "funding", "guard", "limit", "parts", .. kind == LabKind.Several ? new[] { "books" } : []];
            Assert.All(wanted, what => Assert.True(met.GetValueOrDefault(what) >= 10, $"{kind}: {what} only {met.GetValueOrDefault(what)} times: {string.Join(' ', met)}"));
        }
    }

    // At the instant of the cut the bars that open then are later data, and with them whatever follows their opens.
    static List<string> Lines(BacktestRequest request, long cutAt = long.MaxValue)
    {
        var (lines, isCut) = (new List<string>(), false);
        var listener = new Listener(
            (order, _) =>
            {
                isCut |= order.Purpose is OrderPurpose.Liquidation && order.DecisionTime >= cutAt;
                if (!isCut) lines.Add($"{order.DecisionTime} order {order.Id} {order.Instrument} {order.Side} {order.Type} {order.Flags} {Exact.Text(order.Size)} {order.State} {order.Reason} {order.Terms}");
            },
            (said, phase, instant) =>
            {
                isCut |= instant >= cutAt && phase is (ClockPhase.Opening or ClockPhase.Funding);
                if (!isCut) lines.Add($"{instant} {said.OrderId} {said.Kind} {said.Reason} {(said.Kind == OrderEventKind.Filled ? $"{said.Fill.Price} {said.Fill.Quantity} {said.Fill.Fee} {said.Fill.Time}" : "")}");
            });
        Prepare(request with { Log = listener }).Run();
        return lines;
    }

    // The bar a time falls in or ends, from the close before it on.
    static bool LiesIn(Core.MarketData.BarColumns bars, long time, decimal price)
    {
        for (var row = Math.Max(0, bars.IndexAtOrAfter(time) - 1); row < bars.Count && bars.OpenTimes[row] <= time; row++)
        {
            if (bars.CloseTime(row) < time) continue;
            var before = row > 0 ? bars.Close[row - 1] : bars.Open[row];
            if (price >= (decimal)Math.Min(before, bars.Low[row]) && price <= (decimal)Math.Max(before, bars.High[row])) return true;
        }
        return false;
    }

    static void CheckPositions(IRun run)
    {
        var ledger = run.Engine.Ledger;
        var held = new decimal[ledger.Books * ledger.InstrumentCount];
        for (var k = 0; k < run.Engine.Fills.Count; k++)
        {
            var fill = run.Engine.Fills[k];
            held[(fill.Book * ledger.InstrumentCount) + fill.Instrument] += fill.SignedQuantity - ((fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee : 0);
        }
        foreach (var flow in ledger.CashFlows) held[(flow.Book * ledger.InstrumentCount) + flow.Instrument] -= flow.Quantity;
        for (var book = 0; book < ledger.Books; book++)
        {
            for (var i = 0; i < ledger.InstrumentCount; i++) Require(held[(book * ledger.InstrumentCount) + i] == ledger.Position(book, i).Quantity, $"fills make {held[(book * ledger.InstrumentCount) + i]}, held is {ledger.Position(book, i).Quantity}");
        }
    }

    static ApprovedOrder? Order(IRun run, int id) => run.Engine.Orders.Kept.FirstOrDefault(order => order.Id == id);

    static string Text(BacktestResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        var text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        return text[..text.IndexOf("\"performance\"", StringComparison.Ordinal)];
    }

    static IRun Finished(LabScript script)
    {
        var run = Prepare(script.Request());
        run.Run();
        return run;
    }

    static IRun Prepare(BacktestRequest request)
    {
        var run = Backtest.Prepare(request, tracks => new LabVenue(new SimulatedVenue(tracks, request.Settings.Fills)));
        Require(run.Ok, run.Error?.Message ?? "");
        return run.Value;
    }

    // As many of random orders as of everything else together.
    static IEnumerable<LabScript> Scripts()
    {
        for (var seed = 1; seed <= Cases; seed++) yield return new LabScript(seed);
        // In which the cut meets an open, a fill there and a liquidation by funding.
        yield return new LabScript(4_090);
        for (var seed = 1; seed <= Cases; seed++) yield return new LabScript(seed, (LabKind)(1 + (seed % 3)));
    }

    static void ForAll(Action<LabScript> holds)
    {
        var failed = new List<string>();
        foreach (var script in Scripts())
        {
            try
            {
                holds(script);
            }
            catch (InvalidOperationException e)
            {
                failed.Add($"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}\n   {script}");
            }
        }
        Assert.True(failed.Count == 0, $"{failed.Count} of {(2 * Cases) + 1}:\n{string.Join('\n', failed.Take(6))}");
    }

    static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }

    sealed class Listener(Action<ApprovedOrder, int> onOrder, Action<OrderEvent, ClockPhase, long>? onEvent = null) : IRunLog
    {
        int _orders;

        public void OnOrder(ApprovedOrder order) => onOrder(order, _orders++);

        public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant) => onEvent?.Invoke(orderEvent, phase, instant);
    }
}
