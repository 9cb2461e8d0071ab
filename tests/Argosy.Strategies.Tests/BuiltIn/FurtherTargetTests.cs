using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Momentum;
using Argosy.Indicators.Trend;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

/// <summary>The later strategies against their definitions, written down again over whole histories.</summary>
public class FurtherTargetTests
{
    [Theory]
    [InlineData(1, 40, true)]
    [InlineData(2, 3, false)]
    public void ZScore_FollowsItsDefinition(ulong seed, int step, bool allowShort)
    {
        var bars = Walks.Random(seed, 1_500, step);
        var closes = Naive.Closes(bars);
        int? At(int i)
        {
            if (i < 19) return null;
            var window = closes.Skip(i - 19).Take(20).ToArray();
            var mean = window.Sum() / 20;
            var variance = window.Sum(c => (c - mean) * (c - mean)) / 20;
            if (variance == 0) return 0;
            var score = (double)(closes[i] - mean) / Math.Sqrt((double)variance);
            return score > 2 ? -1 : score < -2 ? 1 : Math.Abs(score) <= 0.5 ? 0 : null;
        }
        Check(new ZScoreReversion(), bars, Naive.Every(bars, At), allowShort);
    }

    [Fact]
    public void AdxTrend_StandsAsideBelowTheLevel()
    {
        var bars = Walks.Random(3, 1_500, 40);
        var adx = new Adx();
        var targets = new int?[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            var value = adx.Push(in bars[i]);
            if (!double.IsNaN(value.Adx)) targets[i] = value.Adx < 25 ? 0 : value.PlusDi > value.MinusDi ? 1 : -1;
        }
        Assert.Contains(targets, target => target == 0);
        Check(new AdxTrend(), bars, targets, allowShort: true);
    }

    [Fact]
    public void Ichimoku_FollowsTheCloudOfItsShift()
    {
        var bars = Walks.Random(4, 1_500, 40);
        double Middle(int i, int period) => (bars.Skip(i - period + 1).Take(period).Max(b => b.High) + bars.Skip(i - period + 1).Take(period).Min(b => b.Low)) / 2;
        int? At(int i)
        {
            if (i < 51 + 25) return null;
            var (conversion, middle) = (Middle(i, 9), Middle(i, 26));
            var (a, b) = ((Middle(i - 25, 9) + Middle(i - 25, 26)) / 2, Middle(i - 25, 52));
            var close = bars[i].Close;
            if (close > Math.Max(a, b) + 1e-9) return conversion > middle + 1e-9 ? 1 : null;
            if (close < Math.Min(a, b) - 1e-9) return conversion < middle - 1e-9 ? -1 : null;
            return 0;
        }
        Check(new IchimokuCloud(), bars, Naive.Every(bars, At), allowShort: true);
    }

    [Fact]
    public void Psar_StandsOnTheSideOfTheStop()
    {
        var bars = Walks.Random(5, 1_500, 40);
        var psar = new Psar();
        var targets = Naive.Every(bars, i => psar.Push(in bars[i]).Direction is var direction and not 0 ? direction : null);
        Check(new ParabolicFlip(), bars, targets, allowShort: true);
        // A rise, then a touch of the stop far below.
        Assert.Equal([0, 1, 1, 1, -1], Bench.Stands(new ParabolicFlip(), Walks.Candles((10, 10.5, 9.5, 10), (10, 11, 10, 11), (11, 12, 11, 12), (12, 13, 12, 13), (13, 13, 5, 6))));
    }

    [Fact]
    public void Squeeze_EntersAtTheReleaseOnly()
    {
        var bars = Walks.Random(6, 3_000, 40);
        var squeeze = new SqueezeMomentum(20, 2, 1.5);
        var (wasOn, wanted, entries) = (false, 0, 0);
        var targets = Naive.Every(bars, i =>
        {
            var value = squeeze.Push(in bars[i]);
            if (double.IsNaN(value.Momentum)) return null;
            int? target = null;
            var lean = Math.Sign(value.Momentum);
            if (wasOn && value.State == Squeeze.Off && lean != 0) (target, wanted, entries) = (lean, lean, entries + 1);
            else if (wanted != 0 && lean == -wanted) (target, wanted) = (0, 0);
            if (value.State != Squeeze.None) wasOn = value.State == Squeeze.On;
            return target;
        });
        Assert.True(entries > 5);
        Check(new SqueezeRelease(), bars, targets, allowShort: true);
    }

    [Theory]
    [InlineData("ichimoku", "conversion=30", "conversion must be below baseLine")]
    [InlineData("zscore", "exit=3", "exit must be below entry")]
    [InlineData("psar", "start=0.5", "start must not be above most")]
    public void Contradictions_AreRefused(string strategy, string parameter, string message)
    {
        var pair = parameter.Split('=');
        Assert.Contains(message, StrategyCatalogue.Find(strategy).Value.Bind(new Dictionary<string, string> { [pair[0]] = pair[1] }).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalogue_HasAtLeastTwenty() => Assert.True(StrategyCatalogue.All.Count >= 20);

    static void Check(IStrategy strategy, Bar[] bars, int?[] targets, bool allowShort) => Assert.Equal(Bench.Expected(targets, allowShort), Bench.Stands(strategy, bars, allowShort));
}
