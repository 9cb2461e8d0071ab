using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Strategies.Consensus.Counting;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Together;

/// <summary>A consensus on perpetual contracts with exit rules, funding and liquidations, worked by hand.</summary>
public sealed class VotesOnPerpetualsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-votes").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // 2 % maintenance, leverage 10: a long from 100 is due where 0.02 · 8p ≥ 80 + 8p − 800, at p ≤ 91.8367…
    static BacktestSettings Settings(MarginMode mode, params string[] exits) => new()
    {
        Cash = 1_000, Size = "qty:8", AllowShort = true, Leverage = 10, Band = false, Exits = exits,
        Margin = new MarginSettings { Mode = mode, LiquidationFee = 0.01m },
        Fills = new FillOptions { TakerFee = 0.001m, MakerFee = 0.001m, Participation = 0 },
    };

    static Market Contract(double[][] bars, FundingRates? funding = null) =>
        Market(bars, funding: funding) with { Brackets = BracketTable.FromRates([(100_000m, 20, 0.02m)]) };

    [Fact]
    public void Liquidation_ThoughEveryVoterHolds_AndTheNextRoundEntersAgain()
    {
        var market = Contract([Flat(100), [100, 101, 90, 95], Flat(95), Flat(96), Flat(96)]);
        var result = Run(Voting(ConsensusMode.Bft, "+", "+", "+", "+"), Settings(MarginMode.Isolated), market);
        Assert.Equal("1m buy 8 at 100; 2m liquidation 8 at 91.83; 2m buy 8 at 95", Told(result));
        Assert.All(result.Consensus!.Decisions, pair => Assert.Equal(Decision.Long, pair.Key));
        // Entry fee 0.8, loss 65.36, liquidation fee 7.3464, entry fee 0.76, gain 8, closing fee 0.768.
        Assert.Equal(1_000m - 0.8m - 65.36m - 7.3464m - 0.76m + 8m - 0.768m, result.Metrics.FinalEquity);
        Assert.Equal(1, result.Perpetual!.Liquidations);
        Assert.True(result.Trades[1].OpenAtEnd);
    }

    [Fact]
    public void Stop_BeforeTheLiquidation_ClosesAgainstTheVote()
    {
        var market = Contract([Flat(100), [100, 101, 90, 95], Flat(95)]);
        var result = Run(Voting(ConsensusMode.Unanimous, "+0", "+0"), Settings(MarginMode.Isolated, "stop:5%"), market);
        Assert.Equal("1m buy 8 at 100; 2m stop 8 at 95", Told(result));
        Assert.Equal(0, result.Perpetual!.Liquidations);
        Assert.Equal(1_000m - 0.8m - 40m - 0.76m, result.Metrics.FinalEquity);
    }

    [Fact]
    public void TrailingStop_OfAVotedShort_FollowsTheLowAndBeatsTheLiquidation()
    {
        // Low 96 in the bar; 3 % above it is 98.88, met on the way up; the short would be due at 107.85.
        var market = Contract([Flat(100), [100, 100, 96, 97], [97, 110, 97, 109], Flat(109)]);
        var result = Run(Voting(ConsensusMode.Majority, "-", "-", "+"), Settings(MarginMode.Isolated, "trailing:3%") with { Guards = ["cooldown:1d"] }, market);
        Assert.Equal("1m sell 8 at 100; 3m trailing 8 at 98.88", Told(result));
        Assert.Equal(0, result.Perpetual!.Liquidations);
    }

    [Fact]
    public void Funding_OfAVotedPosition_ComesFromItsMarginAndBelongsToItsTrade()
    {
        // Paid at minutes 1 and 2 by the long, received at minute 3 by the short the vote turned to.
        var funding = new FundingRates([Minute, 2 * Minute, 3 * Minute, 4 * Minute], [0.01m, 0.005m, 0.01m, 0.01m], "rates");
        var market = Contract([Flat(100), Flat(100), Flat(100), Flat(100), Flat(100), Flat(100)], funding);
        var result = Run(Voting(ConsensusMode.Majority, "++--0", "+.--.", "."), Settings(MarginMode.Isolated), market);
        Assert.Equal("1m buy 8 at 100; 3m sell 8 at 100; 3m sell 8 at 100; 5m buy 8 at 100", Told(result));
        Assert.Equal([-8m - 4m - 0.8m - 0.8m, 8m + 8m - 0.8m - 0.8m], result.Trades.Select(trade => trade.Pnl));
        Assert.Equal(4m, result.Metrics.Funding);
        Assert.Equal(4, result.Perpetual!.Settlements);
    }

    [Fact]
    public void Funding_ThatEatsTheMargin_LiquidatesWhatTheVotersHold()
    {
        var funding = new FundingRates([2 * Minute], [0.09m], "rates");
        var market = Contract([Flat(100), Flat(100), Flat(100), Flat(100)], funding);
        var result = Run(Voting(ConsensusMode.Majority, "++0"), Settings(MarginMode.Isolated) with { Guards = ["stop-streak(k=1, period=1d, pause=1d)"] }, market);
        // 80 − 72 = 8 is less than 0.02 · 800.
        Assert.Equal("1m buy 8 at 100; 2m liquidation 8 at 100", Told(result));
        Assert.Equal(1_000m - 0.8m - 72m - 8m, result.Metrics.FinalEquity);
    }

    [Fact]
    public void Cross_WithNothingLeft_EndsTheRunAndItsRounds()
    {
        var market = Contract([Flat(100), Flat(100), Flat(20), Flat(100), Flat(100)]);
        var result = Run(Voting(ConsensusMode.Bft, "+", "+", "+", "+"), Settings(MarginMode.Cross) with { Size = "qty:80" }, market);
        Assert.Equal("1m buy 80 at 100; 2m liquidation 80 at 20", Told(result));
        Assert.Equal(0, result.Metrics.FinalEquity);
        Assert.Equal(2, result.Consensus!.Rounds);
        // 1,000 − 8 − 6,400 − 16.
        Assert.Equal(5_424m, result.Perpetual!.Insurance);
    }

    [Fact]
    public void Lots_AfterALiquidation_AreGone()
    {
        var market = Contract([Flat(100), Flat(100), Flat(99), Flat(85), Flat(85), Flat(86), Flat(86)]);
        var result = Run(Lots("yynyn", "nnnnny"), Settings(MarginMode.Isolated) with { Size = "qty:4" }, market);
        // Two lots, one position: both go. The lot bought after it is the one SELL closes.
        Assert.Equal("1m buy 4 at 100; 2m buy 4 at 99; 3m liquidation 8 at 85; 4m buy 4 at 85; 6m sell 4 at 86", Told(result));
    }

    [Theory]
    [InlineData(MarginMode.Isolated)]
    [InlineData(MarginMode.Cross)]
    public void Log_WithVotesFundingAndLiquidations_ReplaysWithoutRates(MarginMode mode)
    {
        var random = new Core.Values.SeededGenerator(7);
        var price = 100.0;
        double[][] bars = [.. Enumerable.Range(0, 400).Select(_ =>
        {
            var (open, close) = (price, Math.Round(price * (1 + ((random.NextIndex(61) - 30) / 1_000.0)), 2));
            price = close;
            return (double[])[open, Math.Max(open, close), Math.Min(open, close), close];
        })];
        var funding = new FundingRates([.. Enumerable.Range(1, 39).Select(k => k * 10 * Minute)], [.. Enumerable.Range(1, 39).Select(k => (k % 7) - 3m).Select(k => k / 1_000)], "rates");
        var market = Contract(bars, funding);
        var letters = string.Concat(Enumerable.Range(0, 400).Select(i => "++--0."[random.NextIndex(6)]));
        var settings = Settings(mode, "trailing:9%", "time-stop:45m") with { Size = "equity:1500%", Leverage = 20 };
        var request = new BacktestRequest([market], Voting(ConsensusMode.Majority, letters, letters[5..], letters[9..]), settings);
        var path = Path.Combine(_folder, "run.log");
        using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
        var result = Backtest.Run(request with { Log = writer }).Value;
        writer.Complete(result.StateHash);
        Assert.True(result.Perpetual is { Liquidations: > 0, Settlements: > 10 }, $"{result.Perpetual}");
        var outcome = Replay.Run(RunLogReader.Read(path).Value, [market with { Funding = null }], request.Strategy);
        Assert.True(outcome.Value.IsEqual, outcome.Value.Divergence?.ToString());
    }
}
