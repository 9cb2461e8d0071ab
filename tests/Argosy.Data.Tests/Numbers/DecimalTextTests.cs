using System.Globalization;
using System.Text;
using Argosy.Data.Numbers;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Data.Tests.Numbers;

public class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("1", 1, 0)]
    [InlineData("100", 100, 0)]
    [InlineData("100.00", 100, 0)]
    [InlineData("100.50", 1005, 1)]
    [InlineData("0.00003784", 3784, 8)]
    [InlineData("+5.5", 55, 1)]
    [InlineData("-5.5", -55, 1)]
    [InlineData(".5", 5, 1)]
    [InlineData("5.", 5, 0)]
    [InlineData("7.2e-07", 72, 8)]
    [InlineData("7.0e-07", 7, 7)]
    [InlineData("70e-8", 7, 7)]
    [InlineData("1E3", 1000, 0)]
    [InlineData("1.25e+2", 125, 0)]
    [InlineData("100.0e1", 1000, 0)]
    [InlineData("0e-400", 0, 0)]
    [InlineData("000123.4500", 12345, 2)]
    [InlineData("123456789012345", 123456789012345, 0)]
    public void TryParse_Number_GivesItsDigits(string text, long mantissa, int decimals)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), 15, out var number));
        Assert.Equal((mantissa, decimals, false), (number.Mantissa, number.Decimals, number.Rounded));
    }

    [Theory]
    [InlineData("0.000037840000000000004", 3784, 8)]
    [InlineData("0.047500099999999996", 475001, 7)]
    [InlineData("1.0000000000000025", 1000000000000002, 15, 16)]
    [InlineData("1.00000000000000250", 1000000000000002, 15, 16)]
    [InlineData("1.00000000000000251", 1000000000000003, 15, 16)]
    [InlineData("1.0000000000000035", 1000000000000004, 15, 16)]
    [InlineData("999.9999999999999", 1000, 0, 15)]
    public void TryParse_TooManyDigits_RoundsHalfToEven(string text, long mantissa, int decimals, int digits = 15)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), digits, out var number));
        Assert.Equal((mantissa, decimals, true), (number.Mantissa, number.Decimals, number.Rounded));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    [InlineData("1.5.2")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e99999")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("--1")]
    [InlineData("1234567890123456")]
    [InlineData("1e15")]
    [InlineData("1234567890123456789012")]
    public void TryParse_NoNumberOrTooLarge_Refuses(string text) => Assert.False(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), 15, out _));

    [Fact]
    public void TryParse_AnyDecimal_EqualsTheRuntime()
    {
        var gen = from digits in Gen.Choose(0, 999_999_999) from more in Gen.Choose(0, 999_999) from scale in Gen.Choose(0, 12) select (((long)digits * 1_000_000) + more, scale);
        Prop.ForAll(gen.ToArbitrary(), pair =>
        {
            var value = new decimal(pair.Item1) / (decimal)Math.Pow(10, pair.scale);
            var plain = Parse(value.ToString(CultureInfo.InvariantCulture));
            var scientific = Parse(((double)value).ToString("E14", CultureInfo.InvariantCulture));
            return plain == value && scientific == value;
        }).Holds(2000);
    }

    [Theory]
    [InlineData(1234, 3, 2, 123, true)]
    [InlineData(1235, 3, 2, 124, true)]
    [InlineData(1245, 3, 2, 124, true)]
    [InlineData(12, 1, 3, 1200, false)]
    [InlineData(5, 30, 2, 0, true)]
    public void ToUnits_RoundsHalfToEven(long mantissa, int decimals, int scale, long units, bool rounded)
    {
        Assert.Equal(units, DecimalText.ToUnits(mantissa, decimals, scale, out var lost));
        Assert.Equal(rounded, lost);
    }

    [Fact]
    public void DigitCount_EveryPowerOfTen_IsExact()
    {
        Assert.Equal(0, DecimalText.DigitCount(0));
        for (var i = 0; i < 19; i++)
        {
            Assert.Equal(i + 1, DecimalText.DigitCount(DecimalText.Powers[i]));
            if (i > 0) Assert.Equal(i, DecimalText.DigitCount(DecimalText.Powers[i] - 1));
        }
    }

    static decimal Parse(string text)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), 18, out var number), text);
        return new decimal(number.Mantissa) / (decimal)Math.Pow(10, number.Decimals);
    }
}
