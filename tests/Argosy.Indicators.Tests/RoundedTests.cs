using System.Globalization;
using Argosy.Core.Values;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Indicators.Tests;

public class RoundedTests
{
    [Theory]
    [InlineData(0.1 + 0.2, 0.3)]
    [InlineData(1234567890.125, 1234567890.13)]
    [InlineData(-1234567890.125, -1234567890.13)]
    [InlineData(999999999999.6, 1e12)]
    [InlineData(1e22, 1e22)]
    [InlineData(123456789012345678, 123456789012000000)]
    [InlineData(1.0000000000005e-15, 1e-15)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    public void Significant_KeepsTwelveDigits(double value, double expected) => Assert.Equal(expected, Rounded.Significant(value));

    [Fact]
    public void Significant_OfAnything_EqualsItsDecimalNotation() =>
        Prop.ForAll(Gen.Choose(-38, 38).SelectMany(exponent => Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => (pair.Item1 + pair.Item2 / 4294967296.0) * Math.Pow(10, exponent))).ToArbitrary(), value =>
            Rounded.Significant(value) == double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        .Holds(20_000);

    [Fact]
    public void LogExpPow_AreRounded()
    {
        Assert.Equal(0.693147180560, Rounded.Log(2));
        Assert.Equal(2.71828182846, Rounded.Exp(1));
        Assert.Equal(1.41421356237, Rounded.Pow(2, 0.5));
    }
}
