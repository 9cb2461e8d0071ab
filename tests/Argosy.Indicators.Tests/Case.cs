using System.Globalization;
using System.Reflection;
using Argosy.Core.MarketData;

namespace Argosy.Indicators.Tests;

/// <summary>One indicator with its parameters, driven by bars whatever it is fed with.</summary>
public abstract class Case(string name, Type indicator)
{
    public string Name => name;

    public Type Indicator => indicator;

    public abstract int WarmUp { get; }

    /// <summary>The outputs' names, "Value" where there is one number.</summary>
    public abstract IReadOnlyList<string> Outputs { get; }

    /// <summary>Pushes the bars one by one into a fresh instance; one row of outputs a bar.</summary>
    public abstract double[][] Run(ReadOnlySpan<Bar> bars);

    /// <summary>Whether the batch form gives the same, and a readiness that agrees with it.</summary>
    public abstract bool BatchIsIncremental(Bar[] bars);

    /// <summary>Bytes allocated by pushing the bars into a warm instance.</summary>
    public abstract long BytesAllocated(Bar[] bars);

    public override string ToString() => name;

    public static Case Of<T>(string name, Func<IValueIndicator<T>> make, Func<Bar, double>? input = null)
    {
        input ??= static bar => bar.Close;
        return new Case<T>(name, make().GetType(), make().WarmUp, () =>
        {
            var indicator = make();
            return (bar => indicator.Push(input(bar)), () => indicator.IsReady);
        }, (bars, output) => Batch.Run(make(), [.. bars.Select(input)], output));
    }

    public static Case Of<T>(string name, Func<IBarIndicator<T>> make) => new Case<T>(name, make().GetType(), make().WarmUp, () =>
    {
        var indicator = make();
        return (bar => indicator.Push(in bar), () => indicator.IsReady);
    }, (bars, output) => Batch.Run(make(), bars, output));

    public static Case Of<T>(string name, Func<IPairIndicator<T>> make) => new Case<T>(name, make().GetType(), make().WarmUp, () =>
    {
        var indicator = make();
        return (bar => indicator.Push(bar.Close, bar.Volume), null);
    }, (bars, output) => Batch.Run(make(), [.. bars.Select(bar => bar.Close)], [.. bars.Select(bar => bar.Volume)], output));
}

internal sealed class Case<T>(string name, Type indicator, int warmUp, Func<(Func<Bar, T> Push, Func<bool>? IsReady)> start, Action<Bar[], T[]> batch) : Case(name, indicator)
{
    static readonly PropertyInfo[] Members = typeof(T) == typeof(double) ? [] : [.. typeof(T).GetProperties().Where(p => p.SetMethod is not null && p.PropertyType != typeof(long))];

    public override int WarmUp => warmUp;

    public override IReadOnlyList<string> Outputs => Members.Length == 0 ? ["Value"] : [.. Members.Select(member => member.Name)];

    public override double[][] Run(ReadOnlySpan<Bar> bars)
    {
        var (push, _) = start();
        var rows = new double[bars.Length][];
        for (var i = 0; i < bars.Length; i++) rows[i] = Flat(push(bars[i]));
        return rows;
    }

    public override bool BatchIsIncremental(Bar[] bars)
    {
        var together = new T[bars.Length];
        batch(bars, together);
        var (push, isReady) = start();
        for (var i = 0; i < bars.Length; i++)
        {
            var single = push(bars[i]);
            if (!Flat(single).Select(BitConverter.DoubleToInt64Bits).SequenceEqual(Flat(together[i]).Select(BitConverter.DoubleToInt64Bits))) return false;
            if (isReady is not null && isReady() == Flat(single).Any(double.IsNaN)) return false;
        }
        return true;
    }

    public override long BytesAllocated(Bar[] bars)
    {
        var (push, _) = start();
        foreach (var bar in bars) push(bar);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var bar in bars) push(bar);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static double[] Flat(T value) => Members.Length == 0
        ? [Convert.ToDouble(value, CultureInfo.InvariantCulture)]
        : [.. Members.Select(member => Convert.ToDouble(member.GetValue(value), CultureInfo.InvariantCulture))];
}
