using System.Globalization;
using System.Numerics;
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
    [InlineData(70838555349250, 70838555349300)]
    [InlineData(1.2345678901249998e-30, 1.23456789012e-30)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    public void Significant_KeepsTwelveDigits(double value, double expected) => Assert.Equal(expected, Rounded.Significant(value));

    [Fact]
    public void Significant_OfAnything_EqualsItsDecimalNotation() =>
        Prop.ForAll(Gen.Choose(-38, 38).SelectMany(exponent => Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => (pair.Item1 + pair.Item2 / 4294967296.0) * Math.Pow(10, exponent))).ToArbitrary(), value =>
            Rounded.Significant(value) == Exactly(value))
        .Holds(20_000);

    // Twelve digits of a fraction of whole numbers, halves away from zero: the runtime's own format rounds some halves down.
    static double Exactly(double value)
    {
        if (value == 0) return 0;
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var (top, bottom) = (new BigInteger((bits & ((1L << 52) - 1)) | (1L << 52)), BigInteger.One);
        var binary = (int)(bits >> 52) - 1075;
        if (binary >= 0) top <<= binary;
        else bottom <<= -binary;
        var places = 0;
        for (; top < bottom * BigInteger.Pow(10, 11); places++) top *= 10;
        for (; top >= bottom * BigInteger.Pow(10, 12); places--) bottom *= 10;
        var digits = ((2 * top) + bottom) / (2 * bottom);
        return Math.CopySign(double.Parse($"{digits}E{-places}", CultureInfo.InvariantCulture), value);
    }

    [Fact]
    public void LogExpPow_AreRounded()
    {
        Assert.Equal(0.693147180560, Rounded.Log(2));
        Assert.Equal(2.71828182846, Rounded.Exp(1));
        Assert.Equal(1.41421356237, Rounded.Pow(2, 0.5));
    }
}
