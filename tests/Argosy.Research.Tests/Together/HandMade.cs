using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Margin;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Research.Tests.Together;

/// <summary>Minutes written by hand, voters that say what they are told, and runs told in one line.</summary>
static class HandMade
{
    public const long Minute = 60_000;

    /// <summary>A bar whose four prices are one.</summary>
    public static double[] Flat(double price) => [price, price, price, price];

    /// <summary>One market of minutes: open, high, low, close and, where it is given, volume.</summary>
    public static Market Market(double[][] bars, string asset = "BTC", FundingRates? funding = null)
    {
        var columns = new BarColumns
        {
            Timeframe = Timeframe.OneMinute,
            OpenTimes = [.. bars.Select((_, i) => i * Minute)],
            Open = [.. bars.Select(b => b[0])],
            High = [.. bars.Select(b => b[1])],
            Low = [.. bars.Select(b => b[2])],
            Close = [.. bars.Select(b => b[3])],
            Volume = [.. bars.Select(b => b.Length > 4 ? b[4] : 1_000.0)],
            PriceScale = 2,
            Hash = $"hand-made {asset}",
        };
        return new Market(new Instrument(asset, "USD", 0.01m, 0.00000001m, 0, 2), columns, null, asset) { Funding = funding };
    }

    /// <summary>Voters on a direction, each with one letter a bar: + 0 - and . for none; the last letter stands.</summary>
    public static StrategyChoice Voting(ConsensusMode mode, params string[] votes) =>
        Choice(() => new ConsensusStrategy([.. votes.Select((letters, i) => new Voter($"v{i}", new Scripted(letters)))], new ConsensusOptions { Mode = mode }));

    /// <summary>One buying and one selling rule, each with one letter a bar: y n and . for none.</summary>
    public static StrategyChoice Lots(string buy, string sell) => Choice(() => new ConsensusStrategy(
        [new Voter("buy", new Scripted(buy)) { Round = VotingRound.Buy }, new Voter("sell", new Scripted(sell)) { Round = VotingRound.Sell }], new ConsensusOptions()));

    public static StrategyChoice Choice(Func<IStrategy> create, string name = "hand-made") => new(name, [], create);

    public static BacktestResult Run(StrategyChoice strategy, BacktestSettings settings, params Market[] markets)
    {
        var result = Backtest.Run(new BacktestRequest(markets, strategy, settings));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    /// <summary>Fills as "1m buy 2 at 100; 3m liquidation 2 at 91.83".</summary>
    public static string Told(BacktestResult result) => string.Join("; ", Enumerable.Range(0, result.Fills.Count).Select(i => result.Fills[i]).Select(fill =>
    {
        var what = fill.Purpose == Core.Orders.OrderPurpose.Signal ? Spelling.Of(fill.Side) : Spelling.Of(fill.Purpose);
        return $"{(result.Markets.Count > 1 ? $"{result.Markets[fill.Instrument].Instrument.BaseAsset} " : "")}{fill.Time / Minute}m {what} {Core.Values.Exact.Text(fill.Quantity)} at {Core.Values.Exact.Text(fill.Price)}";
    }));

    sealed class Scripted(string letters) : IVoter
    {
        int _bar;

        public double? Vote(in Bar bar, VoterView view) => letters[Math.Min(_bar++, letters.Length - 1)] switch
        {
            '+' or 'y' => 1,
            '0' or 'n' => 0,
            '-' => -1,
            _ => null,
        };
    }
}
