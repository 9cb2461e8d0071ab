using System.Globalization;
using System.Text;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Research.Perpetuals;
using Argosy.Research.Tests.Backtests;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.Strategies.Sizing;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Perpetuals;

/// <summary>The whole ledger of a run into the fall of December 2021, on recorded marks and funding: every order, fill and flow, and all accounts.</summary>
/// <remarks>Committed as text; ARGOSY_APPROVE=1 writes it anew, the difference is then reviewed.</remarks>
public sealed class LiquidationLedgerTests
{
    const decimal Quantity = 100_000;

    [Theory]
    [InlineData(MarginMode.Isolated, "liquidation-isolated")]
    [InlineData(MarginMode.Cross, "liquidation-cross")]
    public void Ledger_IsTheCommittedOne(MarginMode mode, string name)
    {
        var run = Run(mode);
        for (var asset = 0; asset <= 1; asset++) Assert.Equal(0, run.Engine.Ledger.Imbalance(asset));
        var told = Tell(run);
        var path = Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1") File.WriteAllText(path, told);
        Assert.True(File.Exists(path), $"{name}.txt is missing; ARGOSY_APPROVE=1 writes it");
        Assert.Equal(File.ReadAllText(path), told);
    }

    [Theory]
    [InlineData(MarginMode.Isolated)]
    [InlineData(MarginMode.Cross)]
    public void AfterALiquidation_NothingSentBeforeIsLeft(MarginMode mode)
    {
        var run = Run(mode);
        var fills = Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i]).ToArray();
        var liquidations = fills.Where(fill => fill.Purpose == OrderPurpose.Liquidation).ToArray();
        Assert.NotEmpty(liquidations);
        foreach (var liquidation in liquidations)
        {
            var later = fills.SkipWhile(fill => fill.OrderId != liquidation.OrderId).Skip(1);
            Assert.DoesNotContain(later, fill => fill.OrderId < liquidation.OrderId);
        }
        Assert.Contains(run.Engine.Orders.Kept, order => order.Reason == Core.Events.OrderReason.Liquidated);
    }

    static SimulatedRun Run(MarginMode mode)
    {
        var market = TestRuns.Imported("candles", "binanceperp_XRP-USDT-mark_8h.csv.gz");
        var funding = FundingFile.Read(SharedData.Path("data", "funding", "binanceperp_XRP-USDT_8h.csv.gz"));
        Assert.True(funding.Ok, funding.Error?.Message);
        var terms = new MarginTerms
        {
            Mode = mode, Leverage = 12, LiquidationFee = 0.0125m,
            Brackets = [BracketTable.FromRates([(10_000m, 75, 0.0065m), (100_000m, 50, 0.01m), (500_000m, 25, 0.02m), (2_000_000m, 10, 0.05m)])],
        };
        var fills = new FillOptions { TakerFee = 0.0004m, MakerFee = 0.0002m, Participation = 0 };
        var options = new EngineOptions { StartingCash = 25_000, Sizing = new FixedQuantity(Quantity), AllowShort = true, Margin = terms, TakerFee = fills.TakerFee };
        MarketTrack[] tracks = [new MarketTrack(market.Instrument, market.Bars) { Perpetual = new PerpetualData(market.Bars, funding.Value) }];
        var run = new SimulatedRun(tracks, [StrategySlot.For(new Averaging())], options, fills);
        run.Run();
        return run;
    }

    static string Tell(SimulatedRun run)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var ledger = run.Engine.Ledger;
        var flow = 0;
        for (var i = 0; i < run.Engine.Fills.Count; i++)
        {
            var fill = run.Engine.Fills[i];
            for (; flow < ledger.CashFlows.Count && ledger.CashFlows[flow].AfterFill <= i; flow++) Flow(ledger.CashFlows[flow]);
            Line($"{fill.Time} #{fill.OrderId} {fill.Purpose} {fill.Side} {Exact.Text(fill.Quantity)} @ {Exact.Text(fill.Price)} fee {Exact.Text(fill.Fee)} {(fill.IsMaker ? "maker" : "taker")}");
        }
        for (; flow < ledger.CashFlows.Count; flow++) Flow(ledger.CashFlows[flow]);
        foreach (var order in run.Engine.Orders.Kept) Line($"order {order.Id} {order.Type} {order.Side} {Exact.Text(order.Size)} {order.State} {order.Reason} filled {Exact.Text(order.Filled)}");
        foreach (var account in Enum.GetValues<LedgerAccount>()) Line($"{account} {Exact.Text(ledger.Account(account, 0))} {Exact.Text(ledger.Account(account, 1))}");
        Line($"wallet {Exact.Text(ledger.Margin!.Wallet)} margins {Exact.Text(ledger.Margin.Margins)} equity {Exact.Text(ledger.Equity)} ended {run.Engine.Ended}");
        return text.ToString();

        void Flow(CashFlow flow) => Line($"{flow.Time} {flow.Kind} {Exact.Text(flow.Amount)}");
    }

    // Long, protected by a stop too far away, with a purchase resting below; anew three bars after it is flat.
    sealed class Averaging : IStrategy
    {
        int _flat;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            _flat = context.Position == 0 ? _flat + 1 : 0;
            if (_flat != 3) return;
            context.Market(Side.Buy, OrderSize.Quantity(Quantity), new Protection { StopRatio = 0.3m, TargetRatio = 0.05m });
            context.Limit(Side.Buy, OrderSize.Quantity(Quantity / 2), context.Instrument.RoundToTick(bar.Close * 0.93));
            context.Limit(Side.Buy, OrderSize.Quantity(Quantity / 2), context.Instrument.RoundToTick(bar.Close * 0.6));
        }
    }
}
