using Argosy.Core.Values;
using Argosy.Hosting.Deploying;
using Argosy.Server.MarketData;

namespace Argosy.Server.Trading;

/// <summary>Holds a deployment against having bought its instruments at its start and held them: its cash in equal parts, without fees.</summary>
/// <param name="reading">Its equity.</param>
/// <param name="candles">Its market.</param>
internal sealed class HoldingReading(DeploymentReading reading, DeploymentCandles candles)
{
    const int Points = 500;

    /// <summary>The comparison; figures are null where it has not traded yet.</summary>
    public async Task<Result<HoldingAnswer>> ReadAsync(DeploymentView one, CancellationToken cancellation)
    {
        var curve = await reading.CurveAsync([one], 0, cancellation);
        if (curve.Count == 0) return new HoldingAnswer(null, null, null, null, null, null, null, [], []);
        var begin = curve[0].Time;
        var windows = new List<CandleColumns>();
        foreach (var instrument in one.Spec.Instruments)
        {
            var window = await candles.WindowAsync(one.Id, instrument, begin, null, Points, null, cancellation);
            if (!window.Ok) return window.Error!;
            if (window.Value.Candles.Times.Count > 0) windows.Add(window.Value.Candles);
        }
        var equity = curve.Select(point => point.Equity).Append(one.Status is { Time: > 0 } status ? status.Equity : curve[^1].Equity).ToArray();
        var own = (double)((equity[^1] / one.Spec.Cash) - 1);
        var (_, fall) = DeploymentReading.Drawdown(equity.Prepend(one.Spec.Cash));
        if (windows.Count < one.Spec.Instruments.Count) return new HoldingAnswer(begin, null, own, null, null, fall, null, [], []);
        var (times, held) = Held(windows, (double)one.Spec.Cash);
        var holding = (held[^1] / (double)one.Spec.Cash) - 1;
        return new HoldingAnswer(begin, times[^1], own, holding, own - holding, fall, Fall(held, (double)one.Spec.Cash), times, held);
    }

    // Prices are known at different times; each is carried on from its last candle.
    static (IReadOnlyList<long> Times, IReadOnlyList<double> Held) Held(List<CandleColumns> windows, double cash)
    {
        var (times, held) = (new List<long>(), new List<double>());
        var rows = new int[windows.Count];
        var part = cash / windows.Count;
        foreach (var time in windows.SelectMany(window => window.Times).Distinct().Order())
        {
            var sum = 0.0;
            for (var i = 0; i < windows.Count; i++)
            {
                var window = windows[i];
                while (rows[i] < window.Times.Count && window.Times[rows[i]] <= time) rows[i]++;
                sum += part * (rows[i] == 0 ? 1 : window.Close[rows[i] - 1] / window.Open[0]);
            }
            times.Add(time);
            held.Add(sum);
        }
        return (times, held);
    }

    static double Fall(IReadOnlyList<double> values, double first)
    {
        var (peak, most) = (first, 0.0);
        foreach (var value in values)
        {
            peak = Math.Max(peak, value);
            most = Math.Max(most, 1 - (value / peak));
        }
        return most;
    }
}

/// <summary>A deployment against holding.</summary>
/// <param name="From">Its first candle, Unix ms; null where it has not traded yet.</param>
/// <param name="To">Open time of the last candle that is held against, Unix ms.</param>
/// <param name="Return">Its return, ratio of its cash.</param>
/// <param name="HoldingReturn">What holding returned.</param>
/// <param name="Excess">Its return less that of holding.</param>
/// <param name="MaxDrawdown">Its deepest fall from a peak, ratio.</param>
/// <param name="HoldingMaxDrawdown">That of holding.</param>
/// <param name="Times">Open times of candles, Unix ms.</param>
/// <param name="Holding">What holding was worth at their close, quote asset.</param>
internal sealed record HoldingAnswer(long? From, long? To, double? Return, double? HoldingReturn, double? Excess, double? MaxDrawdown, double? HoldingMaxDrawdown, IReadOnlyList<long> Times, IReadOnlyList<double> Holding);
