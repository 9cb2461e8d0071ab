using System.Globalization;

namespace Argosy.Research.Validation;

/// <summary>Says in plain words what a check found and what it means.</summary>
static class CheckWords
{
    const double EnoughProbability = 0.95, LikelyOverfitted = 0.5, SomewhatOverfitted = 0.2;
    const double Plateau = 0.7, ThinBps = 10, ThinMultiple = 2;
    const double MostLosses = 0.25, FewLosses = 0.05;

    public static CheckOutcome Of(CheckKind kind, ValidationRequest request, ValidationReport report, bool searched) => kind switch
    {
        CheckKind.LookAhead => Say(kind, LookAhead(report.LookAhead!)),
        CheckKind.WarmUp => Say(kind, WarmUp(report.WarmUp!, request)),
        CheckKind.DeflatedSharpe => Say(kind, Deflated(report)),
        CheckKind.Pbo => Say(kind, searched ? Overfitting(report.Overfitting) : NeedsRanges),
        CheckKind.CrossValidation => Say(kind, searched ? Crossed(report) : NeedsRanges),
        CheckKind.MonteCarlo => Say(kind, Chance(report)),
        CheckKind.Plateau => Say(kind, Flat(report.Plateau, request, searched)),
        CheckKind.Costs => Say(kind, Dear(report.Costs!)),
    };

    static (CheckVerdict, string) NeedsRanges => (CheckVerdict.Skipped, "it compares parameter sets: say with --range what was searched");

    static CheckOutcome Say(CheckKind kind, (CheckVerdict Verdict, string Text) said) => new(kind, said.Verdict, said.Text);

    static (CheckVerdict, string) LookAhead(LookAheadFinding found)
    {
        if (found.Orders == 0) return (CheckVerdict.Skipped, "no order was sent, so there is nothing to compare");
        var first = found.First is { } f ? $" First at {Instant(f.Time)} in {f.Instrument}: expected {f.Expected}, found {f.Found}." : "";
        return found.Kind switch
        {
            LookAheadKind.None => (CheckVerdict.Fine, $"nothing changed before {found.Cuts} cuts when all later data were taken away or scrambled"),
            LookAheadKind.NotRepeatable => (CheckVerdict.Failed, $"the same run did something else the second time: state is kept between runs, or there is chance beside the run's own.{first}"),
            LookAheadKind.Removed => (CheckVerdict.Failed, $"it knows the future: without the data after {Instant(found.Cut!.Value)} it did something else before.{first}"),
            LookAheadKind.Scrambled => (CheckVerdict.Failed, $"it knows the future: with the data after {Instant(found.Cut!.Value)} scrambled it did something else before.{first}"),
            LookAheadKind.Foreknowledge => (CheckVerdict.Failed, $"it knows prices it was not shown: {Percent(found.Foresight!.SameOnOtherPrices)} of its decisions stay the same on wholly other prices, yet {found.Foresight.Hits} of {found.Foresight.Decisions} foretell the real ones ({Number(found.Foresight.Score)} standard errors above chance)"),
        };
    }

    static (CheckVerdict, string) WarmUp(WarmUpFinding found, ValidationRequest request)
    {
        if (found.BarsNeeded is not { } needed) return (CheckVerdict.Doubtful, "its orders always depend on where the data begin: it never forgets, or there are too few bars; results of another start will differ");
        var bars = request.Backtest.Markets[0].Bars;
        var before = request.Backtest.Settings.From is { } from ? bars.IndexAtOrAfter(from) : 0;
        var text = needed == 0 ? "it needs no bars before the test" : $"it needs {needed} bars before the test; from then on no order depends on where the data begin";
        if (needed > before && before > 0) return (CheckVerdict.Doubtful, $"{text}, but there are only {before} (--from)");
        return (CheckVerdict.Fine, before == 0 && needed > 0 ? $"{text}; the first {needed} bars of this test were used for it" : text);
    }

    static (CheckVerdict, string) Deflated(ValidationReport report)
    {
        if (report.DeflatedSharpe is not { } probability) return (CheckVerdict.Skipped, "the Sharpe ratio is undefined");
        var sharpe = Number(report.Tested.Metrics.Sharpe ?? 0);
        var where = report.IsRecorded ? $"{report.Counted.Distinct} trials made on these data" : $"{report.Counted.Distinct} trials made here (there is no catalogue that remembers others)";
        var text = report.Counted.Defined < 2
            ? $"the Sharpe ratio of {sharpe} is above 0 with a probability of {Percent(probability)}"
            : $"the Sharpe ratio of {sharpe} is better than the best that chance gives to {where} with a probability of {Percent(probability)}";
        return probability >= EnoughProbability ? (CheckVerdict.Fine, text) : (CheckVerdict.Doubtful, $"{text}: less than {Percent(EnoughProbability)} is no evidence");
    }

    static (CheckVerdict, string) Overfitting(OverfittingProbability? found)
    {
        if (found is null) return (CheckVerdict.Skipped, $"it needs two sets that traded and {OverfittingProbability.FewestDays} days");
        var text = $"the best of {found.Sets} sets falls into the worse half elsewhere in {Percent(found.Probability)} of {found.Splits} splits (Sharpe {Number(found.InSampleSharpe)} where chosen, {Number(found.OutOfSampleSharpe)} elsewhere)";
        return found.Probability switch
        {
            >= LikelyOverfitted => (CheckVerdict.Doubtful, $"{text}: choosing the best is no better than drawing lots"),
            >= SomewhatOverfitted => (CheckVerdict.Doubtful, $"{text}: much of the choice is luck"),
            _ => (CheckVerdict.Fine, text),
        };
    }

    static (CheckVerdict, string) Crossed(ValidationReport report)
    {
        if (report.Combinatorial is not { } c) return (CheckVerdict.Skipped, "too few days are left: what must be kept apart, the look-back or the longest trade, takes them all");
        var folds = report.Folds is { } k ? $"; in {k.Splits} folds {Number(k.OutOfSample.Median)}" : "";
        var text = $"chosen on some days, judged on others {c.PurgeDays} days away: Sharpe {Number(c.InSample)} where chosen, median {Number(c.OutOfSample.Median)} elsewhere ({Number(c.OutOfSample.P05)} to {Number(c.OutOfSample.P95)}), a loss in {Percent(c.LossShare)} of {c.Splits} splits{folds}";
        return c.LossShare > MostLosses ? (CheckVerdict.Doubtful, $"{text}: more than {Percent(MostLosses)} is too many") : (CheckVerdict.Fine, text);
    }

    static (CheckVerdict, string) Chance(ValidationReport report)
    {
        List<string> parts = [];
        if (report.Bootstrap is { } b) parts.Add($"with days drawn anew it returns {Percent(b.TotalReturn.P05)} to {Percent(b.TotalReturn.P95)} and falls by {Percent(b.MaxDrawdown.Median)}, in the worst twentieth by {Percent(b.MaxDrawdown.P95)}; {Percent(b.LossShare)} of them lose");
        if (report.Shuffle is { } s) parts.Add($"with its trades in other orders it falls by {Percent(s.MaxDrawdown.P05)} to {Percent(s.MaxDrawdown.P95)} ({Percent(s.Actual)} as it was)");
        if (report.Noise is { } n) parts.Add($"on candles noised by {Percent(n.Amount)} of their range it returns {Percent(n.TotalReturn.P05)} to {Percent(n.TotalReturn.P95)}, {Percent(report.Tested.Metrics.TotalReturn)} on the real ones; {Percent(n.LossShare)} of them lose");
        if (report.Tested.Trades.Count == 0) return (CheckVerdict.Skipped, "it did not trade");
        if (parts.Count == 0) return (CheckVerdict.Skipped, "there are too few days and trades to draw from");
        // Of a strategy that lost as it was, candles that lose tell nothing new.
        var noisy = report.Tested.Metrics.TotalReturn > 0 ? report.Noise?.LossShare ?? 0 : 0;
        var (losses, of) = (report.Bootstrap?.LossShare ?? 0) >= noisy ? (report.Bootstrap?.LossShare ?? 0, "draws of its days") : (noisy, "runs on noised candles");
        var text = string.Join("; ", parts);
        return losses switch
        {
            > MostLosses => (CheckVerdict.Doubtful, $"{text}: with {Percent(losses)} of the {of} at a loss, above {Percent(MostLosses)}, its gain may well be luck"),
            > FewLosses => (CheckVerdict.Doubtful, $"{text}: {Percent(losses)} of the {of} lose, above {Percent(FewLosses)}: that it gains is not sure"),
            _ => (CheckVerdict.Fine, $"{text}: at most {Percent(FewLosses)} of the draws lose"),
        };
    }

    static (CheckVerdict, string) Flat(PlateauScore? found, ValidationRequest request, bool searched)
    {
        if (found is null) return (CheckVerdict.Skipped, $"it has no number among its parameters, or {request.Objective.Name} is undefined");
        if (found.Score is not { } score) return (CheckVerdict.Skipped, found.Neighbours == 0 ? "the best set has no neighbours" : $"{request.Objective.Name} is not above 0, so there is no peak to look around");
        var what = searched ? "the best set, one step away in one range" : "this set, a tenth away in one parameter";
        var text = $"{found.Neighbours} neighbours of {what}, reach {Percent(score)} of its {request.Objective.Name} on average; the worst has {Number(found.Worst ?? 0)} against {Number(found.BestValue)}";
        return score >= Plateau ? (CheckVerdict.Fine, text) : (CheckVerdict.Doubtful, $"{text}: it stands on a needle, not on a plateau");
    }

    static (CheckVerdict, string) Dear(CostSensitivity found)
    {
        var actual = found.Steps.First(s => s.Multiple == 1).TotalReturn;
        var free = found.Steps[0].TotalReturn;
        if (actual <= 0) return (CheckVerdict.Doubtful, $"it loses {Percent(-actual)} at these costs and returns {Percent(free)} without any");
        var multiple = found.BreakEvenMultiple is { } m ? $"costs {Number(m)} times as high" : null;
        var bps = found.BreakEvenBps is { } b ? $"{Number(b)} bps more slippage on every taker fill" : null;
        if (multiple is null && bps is null) return (CheckVerdict.Fine, "no cost within reason eats its gain");
        var text = $"its gain is gone with {string.Join(", or with ", new[] { multiple, bps }.OfType<string>())}";
        return found.BreakEvenBps < ThinBps || found.BreakEvenMultiple < ThinMultiple ? (CheckVerdict.Doubtful, $"{text}: that is thin") : (CheckVerdict.Fine, text);
    }

    static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // One decimal, more where the figure is small.
    static string Percent(double ratio) => $"{(Math.Round(ratio * 100, Math.Abs(ratio) < 0.01 ? 3 : 1) + 0.0).ToString("0.###", CultureInfo.InvariantCulture)} %";

    static string Instant(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
