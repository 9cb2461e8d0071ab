using System.Globalization;
using Argosy.Research.Trials;

namespace Argosy.Research.WalkForward;

/// <summary>What a sceptic would say about a walk through time.</summary>
public static class WalkForwardNotes
{
    const int FewWindows = 5, FewTrades = 30;
    const double LowEfficiency = 0.5;

    /// <summary>The notes.</summary>
    /// <param name="result">The walk.</param>
    /// <param name="trials">What has been tried on these data; null where nobody counts.</param>
    public static IReadOnlyList<string> Of(WalkForwardResult result, TrialCount? trials)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<string> notes = [];
        if (result.Windows.Count < result.Planned) notes.Add($"All money was lost after {result.Windows.Count} of {result.Planned} windows.");
        if (result.Planned < FewWindows) notes.Add($"Only {result.Planned} {(result.Planned == 1 ? "window" : "windows")}: one lucky stretch may decide it.");
        var idle = result.Windows.Count(w => w.Chosen is null);
        if (idle > 0) notes.Add($"In {idle} of {result.Windows.Count} windows no parameter set counted; the money lay idle.");
        if (result.Trades.Count is > 0 and < FewTrades) notes.Add($"Only {result.Trades.Count} trades out of sample: fewer than {FewTrades} do not tell skill from luck.");
        if (result.Efficiency is { } efficiency && efficiency < LowEfficiency)
        {
            notes.Add($"Only {Percent(efficiency)} of the growth promised in sample came true out of sample.");
        }
        if (result.Efficiency is null && result.Windows.Any(w => w.Chosen is not null)) notes.Add("Even where they were chosen the best parameters lost money.");
        var lost = result.Windows.Count(w => w.Test?.Metrics.TotalReturn < 0);
        if (lost * 2 > result.Windows.Count) notes.Add($"{lost} of {result.Windows.Count} windows lost money out of sample.");
        if (result.OutOfSample.BuyAndHoldReturn is { } hold && hold > result.OutOfSample.TotalReturn)
        {
            notes.Add($"Buying and holding returned {Percent(hold)} over the same time, this {Percent(result.OutOfSample.TotalReturn)}.");
        }
        if (trials is not null && trials.Distinct > result.Tried.Count)
        {
            notes.Add($"{trials.Distinct.ToString("N0", CultureInfo.InvariantCulture)} different trials have been made on these data, {result.Tried.Count.ToString("N0", CultureInfo.InvariantCulture)} of them here; a walk that was repeated until it pleased is no longer out of sample.");
        }
        return notes;
    }

    static string Percent(double ratio) => $"{(ratio * 100).ToString("0.##", CultureInfo.InvariantCulture)} %";
}
