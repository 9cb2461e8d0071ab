using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Core.Tests.Values;

public sealed class ExactTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    public void ToStatistic_OfUnits_IsTheNearestDouble(int digits)
    {
        var random = new SeededGenerator((ulong)digits);
        for (var i = 0; i < 20_000; i++)
        {
            var units = (long)(random.NextBits() % Exact.WholePowerOfTen(Math.Min(digits, 18))) * (digits > 18 ? 9 : 1);
            if (i % 2 == 0) units = -units;
            var scale = random.NextIndex(Exact.MaxScale + 1);
            var money = Exact.FromUnits(units, scale);
            var nearest = double.Parse(money.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            Assert.Equal(nearest, Exact.ToStatistic(money));
            Assert.Equal(nearest, Exact.ToStatistic(units, scale));
        }
    }

    [Theory]
    [InlineData("978748053.92893", "978748053.92893000")]
    [InlineData("1000000000.1", "1000000000.10000000000000")]
    [InlineData("0.1", "0.1000000000000000000000000000")]
    [InlineData("12345678901234567.8", "12345678901234567.80000000")]
    [InlineData("-79228162514264337593.5", "-79228162514264337593.50000")]
    public void ToStatistic_WithTrailingZeros_IsTheSame(string trimmed, string padded)
    {
        var (one, other) = (decimal.Parse(trimmed, CultureInfo.InvariantCulture), decimal.Parse(padded, CultureInfo.InvariantCulture));
        Assert.Equal(Exact.ToStatistic(one), Exact.ToStatistic(other));
    }
}
