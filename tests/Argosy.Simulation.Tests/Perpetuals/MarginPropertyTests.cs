using System.Runtime.CompilerServices;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.TestSupport;

namespace Argosy.Simulation.Tests.Perpetuals;

/// <summary>What holds for perpetual contracts on every market and under every script of orders.</summary>
public sealed class MarginPropertyTests
{
    [Fact]
    public void Movements_SumToZero_AndTradesToWhatEquityGained() => ForAll((script, terms, data) =>
    {
        var run = Finished(script, terms, data);
        var ledger = run.Engine.Ledger;
        for (var asset = 0; asset <= 1; asset++) Require(ledger.Imbalance(asset) == 0, $"asset {asset} is balanced");
        var builder = new TradeBuilder(run.Engine.Instruments, ledger.Books);
        builder.Add(run.Engine.Fills, ledger.CashFlows);
        builder.CloseOpen(run.Engine.Time, [ledger.Mark(0)], 0);
        Require(builder.TotalPnl == ledger.Equity - ledger.StartingCash, $"trades made {builder.TotalPnl}, equity {ledger.Equity - ledger.StartingCash}");
        Require(builder.TotalPnl >= -ledger.StartingCash || ledger.HasPosition || terms.Mode == MarginMode.Isolated, "insurance pays what the account lacks");
    });

    [Fact]
    public void WalletAndMargins_FollowFromTheMovements() => ForAll((script, terms, data) =>
    {
        SimulatedRun? run = null;
        run = script.Prepare((_, _) =>
        {
            var (ledger, margin) = (run!.Engine.Ledger, run.Engine.Ledger.Margin!);
            ref readonly var position = ref margin.Position(0);
            Require(position.Quantity == ledger.Net(0), "the account holds what its books hold");
            Require(margin.Wallet == ledger.Cash + ledger.DustValue + ledger.Position(0, 0).Cost, "the wallet is the cash with the cost put back");
            Require(position.Quantity != 0 || position.Margin == 0, "no position, no margin");
            Require(margin.Margins == position.Margin, "margins are those of the positions");
            Require(terms.Mode == MarginMode.Isolated || position.Margin == 0, "cross margin sets nothing aside");
        }, terms, data);
        run.Run();
    });

    [Fact]
    public void IsolatedLiquidation_LosesAtMostTheMargin() => ForAll((script, terms, data) =>
    {
        if (terms.Mode != MarginMode.Isolated) return;
        var run = Finished(script, terms, data);
        var flows = run.Engine.Ledger.CashFlows.Where(flow => flow.Kind == LedgerAccount.Insurance).ToArray();
        Require(flows.All(flow => flow.Amount > 0), "insurance only pays");
        foreach (var flow in flows) Require(run.Engine.Fills[flow.AfterFill - 1].Purpose == OrderPurpose.Liquidation || run.Engine.Ledger.Net(0) == 0, "insurance pays after a liquidation");
    });

    [Fact]
    public void Run_Twice_IsTheSameRun() => ForAll((script, terms, data) =>
    {
        var (first, second) = (Finished(script, terms, data), Finished(script, terms, data));
        Require(EngineSnapshot.Of(first.Engine).Hash == EngineSnapshot.Of(second.Engine).Hash, "both end in the same state");
    });

    static SimulatedRun Finished(OrderScript script, MarginTerms terms, PerpetualData data)
    {
        var run = script.Prepare(null, terms, data);
        run.Run();
        return run;
    }

    static void ForAll(Action<OrderScript, MarginTerms, PerpetualData> holds, [CallerMemberName] string test = "")
    {
        PropertyChecks.ForSeeds(100, seed =>
        {
            var script = new OrderScript(seed);
            var random = new SeededGenerator((ulong)seed);
            var table = BracketTable.FromRates([(2_000m, 50, 0.01m), (20_000m, 20, 0.03m), (1_000_000m, 10, 0.06m)]);
            var terms = Contracts.Terms(random.NextIndex(2) == 0 ? MarginMode.Isolated : MarginMode.Cross, 1, 1 + random.NextIndex(20), table: table);
            var times = Enumerable.Range(1, 20).Select(i => i * 90_000L).ToArray();
            var funding = new FundingRates(times, [.. times.Select(_ => (random.NextIndex(21) - 10) / 1_000m)], "rates");
            var mark = random.NextIndex(2) == 0 ? null : HalfAbove(script.Bars);
            holds(script, terms, new PerpetualData(mark, funding));
        }, test: test);
    }

    // Mark prices half a unit above the last ones, on the script's own price scale.
    static BarColumns HalfAbove(double[][] bars)
    {
        var columns = Scenario.Columns([.. bars.Select(bar => (double[])[.. bar.Take(4).Select(price => price + 0.5), 0, bar[5]])]);
        return new BarColumns
        {
            Timeframe = columns.Timeframe,
            OpenTimes = columns.OpenTimes,
            Open = columns.Open,
            High = columns.High,
            Low = columns.Low,
            Close = columns.Close,
            Volume = columns.Volume,
            PriceScale = 1,
            Hash = columns.Hash,
        };
    }

    static void Require(bool condition, string what) => Assert.True(condition, what);
}
