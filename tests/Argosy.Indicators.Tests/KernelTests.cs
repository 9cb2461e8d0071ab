using Argosy.Core.MarketData;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Indicators.Tests;

public class KernelTests
{
    static readonly HashSet<string> Recursive = ["Ema", "Rma", "Dema", "Tema", "T3", "Kama", "Zlema", "McGinley", "Rsi", "StochasticRsi", "Macd", "Ppo", "Pvo", "Apo", "Trix", "Tsi", "FisherTransform", "ConnorsRsi", "ElderRay", "Atr", "Natr", "Keltner", "Supertrend", "MassIndex", "ChaikinVolatility", "Adx", "Psar", "PivotPoints", "HeikinAshi", "Obv", "Adl", "ChaikinOscillator", "Vwap", "ForceIndex", "Pvt", "Nvi", "Pvi", "TrueRange"];

    public static TheoryData<string> Windowed => [.. Catalogue.Cases.Where(one => !Recursive.Contains(one.Indicator.Name)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Batch_OnAnyBars_IsIncrementalToTheLastBit(string name)
    {
        var one = Catalogue.Named(name);
        Prop.ForAll(AnyBars(0), one.BatchIsIncremental).Holds(20);
    }

    /// <summary>What a window indicator says depends on its window alone: no history leaves a trace in its sums.</summary>
    [Theory]
    [MemberData(nameof(Windowed))]
    public void Windowed_AfterAnyHistory_EqualsAFreshOne(string name)
    {
        var one = Catalogue.Named(name);
        // ease of movement is scaled by its divisor
        var unit = one.Indicator == typeof(Volume.EaseOfMovement) ? 10_000 : 1;
        Prop.ForAll(AnyBars(one.WarmUp + 2), bars =>
        {
            var fresh = one.Run(bars.AsSpan(bars.Length - one.WarmUp - 2))[^1];
            var used = one.Run(bars)[^1];
            return fresh.Zip(used).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(unit, Math.Abs(pair.First)));
        }).Holds(60);
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Push_WhenWarm_AllocatesNothing(string name) => Assert.Equal(0, Catalogue.Named(name).BytesAllocated(Reference.Bars));

    /// <summary>A walk with repeated prices, bars without range or volume, and now and then a price a thousand times as high.</summary>
    static Arbitrary<Bar[]> AnyBars(int least) => Gen.Choose(-300, 300).ArrayOf().Select(moves =>
    {
        var bars = new Bar[least + moves.Length];
        var price = 10_000;
        for (var i = 0; i < bars.Length; i++)
        {
            var move = i < moves.Length ? moves[i] : i * 37 % 101 - 50;
            var open = price;
            price = Math.Clamp(price + (move % 5 == 0 ? 0 : move), 2_000, 50_000);
            var scale = move == 77 || (move is > 290 && i < least) ? 1_000 : 1;
            var (high, low) = (Math.Max(open, price) + move % 3 * (move % 3), Math.Min(open, price) - move % 2 * (move % 2));
            bars[i] = new(60_000L * i, open * scale / 100.0, high * scale / 100.0, low * scale / 100.0, price * scale / 100.0, move % 7 == 0 ? 0 : Math.Abs(move) / 8.0);
        }
        return bars;
    }).ToArbitrary();
}
