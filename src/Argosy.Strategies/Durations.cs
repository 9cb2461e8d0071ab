using Argosy.Core.MarketData;

namespace Argosy.Strategies;

/// <summary>Lengths of time as rules write them: 30m, 12h, 7d or 2w.</summary>
static class Durations
{
    /// <summary>The length in ms.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static long Of(string text, string parameter)
    {
        var length = Timeframe.Parse(text);
        return length is { Ok: true, Value.Months: 0 } ? length.Value.Milliseconds : throw new ArgumentException($"{parameter} must be a length of time, e.g. 30m, 12h, 7d or 2w, was '{text}'");
    }
}
