using System.Reflection;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Momentum;
using Argosy.Indicators.Statistics;
using Argosy.Indicators.Volatility;
using Argosy.TestSupport;

namespace Argosy.Indicators.Tests;

public class ContractTests
{
    public static IEnumerable<object[]> Parameters =>
        from type in Catalogue.Indicators
        from parameter in type.GetConstructors().Single().GetParameters()
        where parameter.ParameterType == typeof(int) || parameter.ParameterType == typeof(double)
        select new object[] { type.Name, parameter.Name! };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Constructor_OutOfRange_NamesValueAndRange(string indicator, string parameter)
    {
        var constructor = Catalogue.Indicators.Single(type => type.Name == indicator).GetConstructors().Single();
        var integer = constructor.GetParameters().Single(p => p.Name == parameter).ParameterType == typeof(int);
        foreach (var bad in integer ? new object[] { 0, -1, int.MaxValue } : [double.NaN, -1.0, double.PositiveInfinity])
        {
            var arguments = constructor.GetParameters().Select(p => p.Name == parameter ? bad : p.HasDefaultValue ? p.DefaultValue : 10).ToArray();
            var thrown = Assert.Throws<TargetInvocationException>(() => constructor.Invoke(arguments));
            var error = Assert.IsType<ArgumentOutOfRangeException>(thrown.InnerException);
            Assert.StartsWith($"{error.ParamName} is {error.ActualValue}; ", error.Message, StringComparison.Ordinal);
            if (bad is 0 or double.NaN) Assert.Equal(parameter, error.ParamName);
        }
    }

    [Fact]
    public void Constructor_PeriodZero_SaysWhatIsAllowed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Sma(0));
        Assert.StartsWith("period is 0; allowed are 1 to 10000000.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => new Macd(26, 12));
        Assert.StartsWith("slow is 12; it must be above fast, which is 26.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sma_AfterTenMillionAwkwardValues_HasNoDrift()
    {
        const int period = 30;
        var sma = new Sma(period);
        var units = new long[period];
        long sum = 0;
        for (var i = 0; i < 10_000_000; i++)
        {
            // tenths are no binary fractions; now and then one is a hundred million times as large
            var unit = i * 7919L % 10007 + 1 + (i % 100_003 == 0 ? 1_000_000_000_000 : 0);
            sum += unit - units[i % period];
            units[i % period] = unit;
            var value = sma.Push(unit / 10.0);
            if (i % 997 != 0 || i < period || i % 100_003 < 2 * period) continue;
            var exact = sum / (10.0 * period);
            Assert.True(Math.Abs(value - exact) <= 1e-12 * exact, $"at {i}: {value:R}, exactly {exact:R}");
        }
    }

    [Fact]
    public void NaN_InFrontOfASeries_ChangesNothing()
    {
        var (plain, fed) = (new Macd(), new Macd());
        for (var i = 0; i < 20; i++) Assert.True(double.IsNaN(fed.Push(double.NaN).Macd));
        foreach (var bar in Reference.Bars) Assert.Equal(plain.Push(bar.Close), fed.Push(bar.Close));
    }

    [Fact]
    public void Rsi_WithoutLosses_Is100_AndWithoutChange50()
    {
        var (rising, still) = (new Rsi(5), new Rsi(5));
        for (var i = 0; i < 20; i++) (_, _) = (rising.Push(100 + i), still.Push(100));
        Assert.Equal(100, rising.Value);
        Assert.Equal(50, still.Value);
    }

    [Fact]
    public void Deviation_OfEqualValues_IsExactlyZero()
    {
        var bands = new Bollinger(7);
        for (var i = 0; i < 20; i++) bands.Push(i < 9 ? 1e6 * i : 0.1);
        Assert.Equal(bands.Value.Middle, bands.Value.Upper);
        Assert.Equal(0, new[] { 5e8, 0.1, 0.1, 0.1, 0.1 }.Aggregate(new StandardDeviation(3), (deviation, value) => { deviation.Push(value); return deviation; }).Value);
    }

    [Fact]
    public void Highest_AmongEquals_CountsTheNewest()
    {
        var highest = new Highest(3);
        foreach (var value in new[] { 5.0, 5, 1 }) highest.Push(value);
        Assert.Equal((5.0, 1), (highest.Value, highest.Age));
        highest.Push(0);
        Assert.Equal((5.0, 2), (highest.Value, highest.Age));
        highest.Push(0.5);
        Assert.Equal((1.0, 2), (highest.Value, highest.Age));
    }

    [Fact]
    public void Batch_OutputTooShort_Throws() => Assert.Throws<ArgumentException>(() => Batch.Run(new Sma(2), [1, 2, 3], new double[2]));

    [Fact]
    public void Docs_ListEveryIndicator()
    {
        var page = File.ReadAllLines(Path.Combine(SharedData.Repository(), "docs", "reference", "indicators.md"));
        foreach (var type in Catalogue.Indicators)
        {
            var parameters = type.GetConstructors().Single().GetParameters();
            var row = page.SingleOrDefault(line => line.Contains($"| `{type.Name}` |", StringComparison.Ordinal));
            Assert.True(row is not null, $"no row for {type.Name} in indicators.md");
            foreach (var parameter in parameters) Assert.Contains(parameter.Name!, row, StringComparison.Ordinal);
        }
    }
}
