using System.Globalization;
using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Backtests;

/// <summary>From when to when a test runs, checked against the data.</summary>
/// <param name="DataFrom">Open of the first bar, Unix ms.</param>
/// <param name="From">Start of the test, Unix ms.</param>
/// <param name="To">Last instant, Unix ms; bars that close later are left out.</param>
/// <param name="Prices">First open and last close of each instrument within the test.</param>
sealed record TestRange(long DataFrom, long From, long To, IReadOnlyList<PriceSpan> Prices)
{
    public static Result<TestRange> Of(BacktestRequest request) => Of(request.Markets, request.Settings);

    public static Result<TestRange> Of(IReadOnlyList<Market> markets, BacktestSettings settings)
    {
        if (markets.Count == 0) return Error.BadInput("a backtest needs at least one instrument with data");
        if (TickBacktest.Contradiction(markets, settings) is { } wrong) return wrong;
        foreach (var market in markets)
        {
            if (market.Bars.Count == 0) return Error.BadInput($"{market.Source} has no bars");
        }
        var first = markets.Min(market => market.Bars.OpenTimes[0]);
        var last = markets.Max(market => market.Bars.CloseTime(market.Bars.Count - 1));
        var from = settings.From ?? first;
        var to = settings.To ?? last;
        if (from >= to) return Error.BadInput($"the test must start before it ends, was {Text(from)} to {Text(to)}");
        if (from >= last || to <= first) return Error.BadInput($"{Text(from)} to {Text(to)} lies outside the data, which run from {Text(first)} to {Text(last)}");
        from = Math.Max(from, first);
        var prices = markets.Select(market => Span(market, from, to)).OfType<PriceSpan>().ToArray();
        return prices.Length > 0
            ? new TestRange(first, from, Math.Min(to, last), prices)
            : Error.BadInput($"no bar lies wholly within {Text(from)} to {Text(to)}; the data run from {Text(first)} to {Text(last)}");
    }

    static PriceSpan? Span(Market market, long from, long to)
    {
        var bars = market.Bars;
        var row = bars.IndexAtOrAfter(from);
        var last = LastRow(market, to);
        return row <= last ? new PriceSpan(bars.Open[row], bars.Close[last]) : null;
    }

    // The last row that closes at or before an instant.
    static int LastRow(Market market, long to)
    {
        var row = market.Bars.IndexAtOrAfter(to) - 1;
        while (row >= 0 && market.Bars.CloseTime(row) > to) row--;
        return row;
    }

    static string Text(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
