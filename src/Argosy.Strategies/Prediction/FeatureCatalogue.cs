using System.Globalization;
using Argosy.Core.Values;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Momentum;
using Argosy.Indicators.Statistics;
using Argosy.Indicators.Trend;
using Argosy.Indicators.Volatility;
using Argosy.Indicators.Volume;

namespace Argosy.Strategies.Prediction;

/// <summary>The kinds of features, each registered by one line, and their written form.</summary>
public static class FeatureCatalogue
{
    const int MostBars = 10_000;
    const long Hour = 3_600_000, Day = 24 * Hour;

    /// <summary>Features used when none are named: returns, trend, oscillators, volatility, volume and their pasts.</summary>
    public const string Default =
        "return(bars=1); return(bars=1, lag=1); return(bars=1, lag=2); return(bars=5); return(bars=20); rsi(period=14); rsi(period=14, lag=1); " +
        "stochastic(period=14); sma-ratio(period=10); sma-ratio(period=50); ema-ratio(period=20); macd(fast=12, slow=26, signal=9); adx(period=14); " +
        "direction(period=14); percent-b(period=20); bandwidth(period=20); natr(period=14); channel(period=20); efficiency(period=10); " +
        "volume-ratio(period=20); money-flow(period=14); body; range";

    /// <summary>All kinds, in the order of the reference.</summary>
    public static IReadOnlyList<FeatureKind> All { get; } =
    [
        new("return", "log return of the close over a number of bars", [new("bars", 1)], p => new LogReturn(p[0])),
        new("body", "close − open, as a ratio of the open", [], _ => new OfBar(bar => Ratio(bar.Close, bar.Open))),
        new("range", "high − low, as a ratio of the close", [], _ => new OfBar(bar => (bar.High - bar.Low) / bar.Close)),
        new("upper-shadow", "share of the bar's range above its body", [], _ => new OfBar(bar => Share(bar.High - Math.Max(bar.Open, bar.Close), bar.High - bar.Low))),
        new("lower-shadow", "share of the bar's range below its body", [], _ => new OfBar(bar => Share(Math.Min(bar.Open, bar.Close) - bar.Low, bar.High - bar.Low))),
        new("sma-ratio", "close over its simple average, less 1", [new("period", 20)], p => new OfCloses<double>(new Sma(p[0]), (mean, bar) => Ratio(bar.Close, mean))),
        new("ema-ratio", "close over its exponential average, less 1", [new("period", 20)], p => new OfCloses<double>(new Ema(p[0]), (mean, bar) => Ratio(bar.Close, mean))),
        new("macd", "MACD histogram as a ratio of the close", [new("fast", 12), new("slow", 26), new("signal", 9)], p => new OfCloses<MacdValue>(new Macd(p[0], p[1], p[2]), (macd, bar) => macd.Histogram / bar.Close)),
        new("rsi", "relative strength index", [new("period", 14)], p => new OfClose(new Rsi(p[0]))),
        new("stochastic", "stochastic %K, smoothed by 3", [new("period", 14)], p => new Of<StochasticValue>(new Stochastic(p[0]), (value, _) => value.K)),
        new("cci", "commodity channel index", [new("period", 20)], p => new Cci(p[0])),
        new("adx", "strength of the trend, whatever its direction", [new("period", 14)], p => new Of<AdxValue>(new Adx(p[0]), (value, _) => value.Adx)),
        new("direction", "+DI less −DI", [new("period", 14)], p => new Of<AdxValue>(new Adx(p[0]), (value, _) => value.PlusDi - value.MinusDi)),
        new("aroon", "Aroon up less Aroon down", [new("period", 14)], p => new Of<AroonValue>(new Aroon(p[0]), (value, _) => value.Up - value.Down)),
        new("percent-b", "place of the close between the Bollinger bands", [new("period", 20)], p => new OfClose(new PercentB(p[0]))),
        new("bandwidth", "width of the Bollinger bands", [new("period", 20)], p => new OfClose(new Bandwidth(p[0]))),
        new("z-score", "distance of the close from its mean in standard deviations", [new("period", 20)], p => new OfClose(new ZScore(p[0]))),
        new("natr", "average true range in percent of the close", [new("period", 14)], p => new Natr(p[0])),
        new("channel", "place of the close between lowest low and highest high", [new("period", 20)], p => new Of<DonchianValue>(new Donchian(p[0]), (value, bar) => Share(bar.Close - value.Lower, value.Upper - value.Lower))),
        new("efficiency", "net move over the way walked", [new("period", 10)], p => new OfClose(new EfficiencyRatio(p[0]))),
        new("choppiness", "choppiness index", [new("period", 14)], p => new ChoppinessIndex(p[0])),
        new("volume-ratio", "volume over its simple average, less 1", [new("period", 20)], p => new OfVolume(new Sma(p[0]))),
        new("money-flow", "money flow index", [new("period", 14)], p => new Mfi(p[0])),
        new("accumulation", "Chaikin money flow", [new("period", 20)], p => new Cmf(p[0])),
        new("hour", "hour of the day at the bar's open, UTC", [], _ => new OfBar(bar => bar.OpenTime % Day / Hour)),
        new("weekday", "day of the week at the bar's open, Monday 0", [], _ => new OfBar(bar => ((bar.OpenTime / Day) + 3) % 7)),
    ];

    /// <summary>Reads one feature, e.g. <c>rsi</c>, <c>rsi:7</c> or <c>rsi(period=7, lag=2)</c>.</summary>
    public static Result<Feature> Parse(string text)
    {
        var call = CallText.Parse(text);
        if (!call.Ok) return Error.BadInput($"feature: {call.Error!.Message}");
        var kind = All.FirstOrDefault(kind => string.Equals(kind.Name, call.Value.Name, StringComparison.OrdinalIgnoreCase));
        if (kind is null)
        {
            var names = All.Select(kind => kind.Name).ToArray();
            return Error.NotFound($"there is no feature '{call.Value.Name}'{Suggestion.Phrase(call.Value.Name, names)} (known: {string.Join(", ", names)})");
        }
        return Make(kind, call.Value);
    }

    static Result<Feature> Make(FeatureKind kind, CallText call)
    {
        var values = kind.Parameters.Select(parameter => parameter.Value).ToArray();
        var lag = 0;
        var given = call.Value is null ? call.Arguments : [new(kind.Parameters.Count > 0 ? kind.Parameters[0].Key : "lag", call.Value)];
        foreach (var (key, text) in given)
        {
            var index = kind.Parameters.TakeWhile(parameter => parameter.Key != key).Count();
            var isLag = key == "lag";
            if (!isLag && index == values.Length)
            {
                var known = string.Join(", ", kind.Parameters.Select(parameter => parameter.Key).Append("lag"));
                return Error.BadInput($"feature {kind.Name} has no parameter '{key}' (known: {known})");
            }
            var least = isLag ? 0 : 1;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > MostBars)
            {
                return Error.BadInput($"{key} of feature {kind.Name} must be a whole number {least}..{MostBars}, was '{text}'");
            }
            if (isLag) lag = number;
            else values[index] = number;
        }
        try
        {
            return new Feature(Text(kind, values, lag), kind.Make(values), lag);
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"feature {kind.Name}: {wrong.Message}");
        }
    }

    static string Text(FeatureKind kind, int[] values, int lag)
    {
        var arguments = kind.Parameters.Select((parameter, i) => $"{parameter.Key}={values[i].ToString(CultureInfo.InvariantCulture)}");
        if (lag > 0) arguments = arguments.Append($"lag={lag.ToString(CultureInfo.InvariantCulture)}");
        var inside = string.Join(", ", arguments);
        return inside.Length == 0 ? kind.Name : $"{kind.Name}({inside})";
    }

    static double Ratio(double value, double reference) => (value / reference) - 1;

    static double Share(double part, double whole) => whole > 0 ? part / whole : 0.5;
}
