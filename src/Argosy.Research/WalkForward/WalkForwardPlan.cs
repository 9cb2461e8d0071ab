using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Research.WalkForward;

/// <summary>How a test is cut into windows.</summary>
/// <param name="TrainMs">Length of what is searched on, ms.</param>
/// <param name="TestMs">Length of what is tested on, ms; also the step from window to window.</param>
/// <param name="Anchored">Whether every search begins at the start of the data and grows; otherwise it rolls along.</param>
public sealed record WalkForwardPlan(long TrainMs, long TestMs, bool Anchored)
{
    const long Day = 86_400_000;

    /// <summary>Reads a length such as 180d, 12h, 26w or 6M (a month counts 30 days); null for anything else.</summary>
    public static long? Length(string text)
    {
        var parsed = Core.MarketData.Timeframe.Parse(text);
        return parsed.Ok ? parsed.Value.ApproximateMilliseconds : null;
    }

    /// <summary>The windows of a test; the last may be shorter than the others, but not by more than half.</summary>
    /// <param name="from">Start of the first search, Unix ms.</param>
    /// <param name="to">End of the last test, Unix ms.</param>
    public Result<IReadOnlyList<WalkForwardWindow>> Windows(long from, long to)
    {
        if (TrainMs <= 0 || TestMs <= 0) return Error.BadInput("walk-forward windows must be longer than nothing");
        List<WalkForwardWindow> windows = [];
        for (var test = from + TrainMs; test + ((TestMs + 1) / 2) <= to; test += TestMs)
        {
            windows.Add(new WalkForwardWindow(Anchored ? from : test - TrainMs, test, test, Math.Min(to, test + TestMs)));
        }
        return windows.Count > 0
            ? windows
            : Error.BadInput($"a search of {Days(TrainMs)} and half a test of {Days(TestMs)} do not fit into the {Days(to - from)} there are; expected shorter windows or more data");
    }

    static string Days(long ms) => $"{((double)ms / Day).ToString("0.##", CultureInfo.InvariantCulture)} days";
}

/// <summary>One window: what is searched on, then what is tested on, end exclusive; all Unix ms.</summary>
/// <param name="TrainFrom">Start of the search.</param>
/// <param name="TrainTo">End of the search.</param>
/// <param name="TestFrom">Start of the test.</param>
/// <param name="TestTo">End of the test.</param>
public readonly record struct WalkForwardWindow(long TrainFrom, long TrainTo, long TestFrom, long TestTo);
