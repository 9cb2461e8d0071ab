using System.Globalization;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.Research.Statistics;
using Argosy.Research.Trials;
using Argosy.Research.Validation;

namespace Argosy.Research.Backtests;

/// <summary>What a sceptic would say about a result: only what is true of it, each one sentence with its number.</summary>
public static class SkepticNotes
{
    const int FewTrades = 30;
    const double HighSharpe = 3;
    const double EnoughProbability = 0.95;
    const decimal MostOfProfit = 0.5m;
    const double MsPerDay = 86_400_000;
    const double DaysPerYear = 365;

    // Endings that mean an order could not do what the strategy wanted.
    static readonly string[] Refusals =
    [
        Spelling.Of(Core.Events.OrderReason.InsufficientFunds), Spelling.Of(Core.Events.OrderReason.BelowMinimum),
        Spelling.Of(Core.Events.OrderReason.BadStep), Spelling.Of(Core.Events.OrderReason.BadPrice),
        Spelling.Of(Core.Events.OrderReason.BadCombination), Spelling.Of(Core.Events.OrderReason.ShortNotAllowed), Spelling.Of(Core.Events.OrderReason.LongNotAllowed),
        Spelling.Of(Core.Events.OrderReason.NoStop), Spelling.Of(Core.Events.OrderReason.NothingLeft),
    ];

    /// <summary>The notes on a result, in the order data, assumptions, outcome; the result's own warnings are not read.</summary>
    public static IReadOnlyList<string> Of(BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<string> notes = [];
        foreach (var market in result.Markets) AboutData(notes, market, result.Settings);
        AboutDays(notes, result);
        AboutCosts(notes, result);
        AboutFills(notes, result);
        AboutTrades(notes, result);
        AboutOutcome(notes, result);
        return notes;
    }

    static void AboutData(List<string> notes, Market market, BacktestSettings settings)
    {
        var (bars, quality, name) = (market.Bars, market.Bars.Quality, market.Instrument.Name);
        if (bars.Synthetic) notes.Add($"{name}: all {Things(bars.Count, "bar")} are synthetic and say nothing about a real market.");
        if (quality.Missing > 0)
        {
            var share = (double)quality.Missing / (bars.Count + quality.Missing);
            notes.Add($"{name}: {Things(quality.Missing, "bar")} ({Percent(share)}) {Are(quality.Missing)} missing in {Things(quality.Gaps, "gap")}, the longest of {Hours(quality.LongestGapMs)}; nothing was filled in.");
        }
        if (quality.Violations > 0) notes.Add($"{name}: in {Things(quality.Violations, "bar")} high and low do not enclose open and close.");
        if (quality.Rounded > 0) notes.Add($"{name}: {Things(quality.Rounded, "value")} had more than 15 significant digits and {(quality.Rounded == 1 ? "was" : "were")} rounded at import.");
        if (quality.Duplicates > 0) notes.Add($"{name}: {Things(quality.Duplicates, "row")} repeated a time; the last of each was kept.");
        if (settings.Fills.Participation <= 0) return;
        if (!Array.Exists(bars.Volume, v => v > 0)) notes.Add($"{name}: none of the {Things(bars.Count, "bar")} has a volume, so the cap on an order's share of it is off.");
        else if (bars.VolumeInQuote) notes.Add($"{name}: volumes are in {market.Instrument.QuoteAsset}; the {Percent(Exact.ToStatistic(settings.Fills.Participation))} cap divides them by (high + low + close)/3.");
    }

    static void AboutDays(List<string> notes, BacktestResult result)
    {
        var empty = DailyReturns.Of(result.Equity).DaysWithoutPoint;
        if (empty > 0) notes.Add($"{Things(empty, "day")} {(empty == 1 ? "has" : "have")} no equity point; each counts as a day without a change.");
        var days = (result.To - result.From) / MsPerDay;
        if (result.Metrics.Cagr is not null && days < DaysPerYear) notes.Add($"The test spans {Number(days)} {(days == 1 ? "day" : "days")}: yearly figures are extrapolated from less than a year.");
    }

    static void AboutCosts(List<string> notes, BacktestResult result)
    {
        if (result.Fills.Count == 0) return;
        var fills = result.Settings.Fills;
        if (fills is { MakerFee: <= 0, TakerFee: 0 }) notes.Add($"No fee is charged on any of the {Things(result.Fills.Count, "fill")}.");
        var takers = CountFills(result, f => !f.IsMaker);
        if (takers > 0 && result.Markets[0].Ticks is not { Quotes: not null } and not { Depth: not null } && fills is { SlippageBps: 0, SpreadBps: 0, VolumeSlippageBps: 0 })
        {
            notes.Add($"Spread and slippage are assumed to be 0 for {Things(takers, "taker fill")}.");
        }
        var shorts = result.Trades.Count(t => t.Side == Direction.Short);
        if (shorts > 0 && result.Settings is { BorrowApr: 0, Margin: null }) notes.Add($"{Things(shorts, "short trade")} borrowed at 0 % a year (--borrow-apr).");
    }

    static void AboutFills(List<string> notes, BacktestResult result)
    {
        if (result.Settings.Fills.FillAt == Simulation.Fills.FillAt.Close && result.Fills.Count > 0)
        {
            notes.Add($"Orders may fill at the very close they were decided on (--fill-at close); {Things(result.Fills.Count, "fill")} {(result.Fills.Count == 1 ? "was" : "were")} made under that rule.");
        }
        var late = CountFills(result, f => (f.Traits & FillTraits.AfterGap) != 0);
        if (late > 0) notes.Add($"{Things(late, "fill")} came more than one bar after {(late == 1 ? "its" : "their")} decision because bars are missing.");
        var refused = result.Unfilled.Where(u => Array.IndexOf(Refusals, u.Key) >= 0 && u.Value > 0).ToArray();
        if (refused.Length > 0)
        {
            var reasons = string.Join(", ", refused.Select(u => $"{u.Key} {Count(u.Value)}"));
            notes.Add($"{Things(refused.Sum(u => (long)u.Value), "order")} could not be placed or filled: {reasons}.");
        }
    }

    static void AboutTrades(List<string> notes, BacktestResult result)
    {
        var trades = result.Trades;
        if (trades.Count == 0)
        {
            notes.Add("0 trades were made: the figures describe idle cash.");
            return;
        }
        if (trades.Count < FewTrades) notes.Add($"Only {Things(trades.Count, "trade")}: fewer than {FewTrades} do not tell skill from luck.");
        var dependent = trades.Count(t => t.PathDependent);
        if (dependent > 0)
        {
            var band = result.Band is { } b ? $"final equity lies between {Exact.Text(b.Low)} and {Exact.Text(b.High)} over three walks" : "the ambiguity band is off";
            notes.Add($"{Count(dependent)} of {Things(trades.Count, "trade")} ({Percent((double)dependent / trades.Count)}) {(dependent == 1 ? "depends" : "depend")} on the path inside bars; {band}.");
        }
        var open = trades.Count(t => t.OpenAtEnd);
        if (open > 0) notes.Add($"{Things(open, "position")} {(open == 1 ? "was" : "were")} open at the end and valued at the last close less the taker fee.");
        var total = trades.Sum(t => t.Pnl);
        var best = trades.Max(t => t.Pnl);
        if (trades.Count > 1 && total > 0 && best > total * MostOfProfit)
        {
            notes.Add($"One trade made {Exact.Text(Exact.Round(best, 2))} of the {Exact.Text(Exact.Round(total, 2))} {result.Markets[0].Instrument.QuoteAsset} gained in all.");
        }
    }

    /// <summary>What a sceptic says once it is known how much has been tried on the same data; nothing of a first trial.</summary>
    /// <param name="result">The result.</param>
    /// <param name="trials">Everything tried with its strategy on its data, itself included.</param>
    public static IReadOnlyList<string> OfTrials(BacktestResult result, TrialCount trials)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Distinct < 2) return [];
        var text = $"{Things(trials.Distinct, "different trial")} of {result.Strategy.Name} have been made on these data.";
        if (DeflatedSharpe.ExpectedBest(trials.Defined, trials.Variance) is > 0 and var best)
        {
            text += $" Chance alone gives the best of them a Sharpe ratio of about {Number(best * Math.Sqrt(DaysPerYear))}";
            if (result.Metrics.DeflatedSharpe is { } deflated) text += $"; that this one is better than that has a probability of {Percent(deflated)} (deflatedSharpe)";
            text += ".";
        }
        return [text];
    }

    // A ratio whose sign is not known is no ratio to rank by.
    static void AboutLuck(List<string> notes, BacktestResult result)
    {
        if (!(result.Metrics.Sharpe > 0) || result.Trades.Count == 0) return;
        var daily = Moments.Of(DailyReturns.Of(result.Equity).Values);
        if (DeflatedSharpe.Of(daily, 0) is { } probability && probability < EnoughProbability)
        {
            notes.Add($"A Sharpe ratio of {Number(result.Metrics.Sharpe.Value)} over {Things(daily.Count, "day")} may be luck: that the true one is above 0 has a probability of {Percent(probability)}.");
        }
    }

    static void AboutThinGains(List<string> notes, BacktestResult result)
    {
        var (gain, costs) = (result.Metrics.FinalEquity - result.Settings.Cash, result.Metrics.Fees + result.Metrics.SlippageCost);
        if (gain > 0 && costs > gain)
        {
            notes.Add($"Fees and slippage came to {Exact.Text(Exact.Round(costs, 2))}, more than the {Exact.Text(Exact.Round(gain, 2))} {result.Markets[0].Instrument.QuoteAsset} gained: had they been {Number(1 + Exact.ToStatistic(gain / costs))} times as high, nothing would be left.");
        }
    }

    static void AboutOutcome(List<string> notes, BacktestResult result)
    {
        var metrics = result.Metrics;
        var bankrupt = CountFills(result, f => f.Purpose == OrderPurpose.Bankrupt);
        if (bankrupt > 0) notes.Add($"Equity reached zero: {Things(bankrupt, "fill")} closed everything and the run ended.");
        if (metrics.FinalEquity < 0) notes.Add($"A gap left equity at {Exact.Text(Exact.Round(metrics.FinalEquity, 2))}: more was lost than there was.");
        AboutLuck(notes, result);
        AboutThinGains(notes, result);
        if (metrics.Sharpe > HighSharpe) notes.Add($"A Sharpe ratio of {Number(metrics.Sharpe.Value)} is suspiciously high: look for look-ahead, missing costs or chance.");
        if (result.Trades.Count > 0 && metrics.BuyAndHoldReturn is { } hold && hold > metrics.TotalReturn)
        {
            notes.Add($"Buying and holding returned {Percent(hold)}, the strategy {Percent(metrics.TotalReturn)}.");
        }
    }

    static int CountFills(BacktestResult result, Func<Fill, bool> counts)
    {
        var count = 0;
        for (var i = 0; i < result.Fills.Count; i++) count += counts(result.Fills[i]) ? 1 : 0;
        return count;
    }

    static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Things(long number, string thing) => $"{Count(number)} {thing}{(number == 1 ? "" : "s")}";

    static string Are(long number) => number == 1 ? "is" : "are";

    static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static string Percent(double ratio) => $"{(ratio * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";

    static string Hours(long milliseconds) => $"{Number(milliseconds / 3_600_000.0)} h";
}
