using Argosy.Core.Values;
using Xunit;

namespace Argosy.Core.Tests.Values;

public sealed class AmountTests
{
    const int Cases = 20_000;

    [Theory]
    [InlineData("0")]
    [InlineData("1.50")]
    [InlineData("-0.00000001")]
    [InlineData("92233720368.54775808")]
    [InlineData("184467440737.09551616")]
    [InlineData("-792281625142643375935.43950335")]
    [InlineData("12.3450000000000000000")]
    public void Amount_IsTheMoneyItWasMadeOf(string text)
    {
        var money = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var amount = Amount.Of(money);
        Assert.Equal(money, amount.ToMoney());
        Assert.Equal(decimal.Sign(money), amount.Sign);
        Assert.Equal(Math.Abs(money), amount.Magnitude.ToMoney());
        Assert.Equal(Exact.ToStatistic(money), amount.ToStatistic());
        Assert.Equal(Exact.Text(money), amount.ToString());
    }

    [Fact]
    public void NineDecimalPlaces_AreNoAmount() => Assert.ThrowsAny<Exception>(() => Amount.Of(0.000000001m));

    [Fact]
    public void Beyond96Bits_IsNoMoney()
    {
        var most = Amount.Of(792281625142643375935.43950335m);
        Assert.ThrowsAny<Exception>(() => (most + Amount.OfUnits(1)).ToMoney());
    }

    [Fact]
    public void Arithmetic_IsThatOfDecimal()
    {
        var random = new SeededGenerator(11);
        for (var i = 0; i < Cases; i++)
        {
            var (a, b) = (Money(random), Money(random));
            var (one, other) = (Amount.Of(a), Amount.Of(b));
            Assert.Equal(a + b, (one + other).ToMoney());
            Assert.Equal(a - b, (one - other).ToMoney());
            Assert.Equal(-a, (-one).ToMoney());
            Assert.Equal(a.CompareTo(b), one.CompareTo(other));
            Assert.Equal(a < b, one < other);
            Assert.Equal(a <= b, one <= other);
            Assert.Equal(a > b, one > other);
            Assert.Equal(a >= b, one >= other);
            Assert.Equal(a == b, one == other);
            Assert.Equal(Exact.ToStatistic(a), one.ToStatistic());
        }
    }

    [Fact]
    public void NotionalAndFee_AreRoundedAsDecimalRoundsThem()
    {
        var random = new SeededGenerator(12);
        for (var i = 0; i < Cases; i++)
        {
            var price = new decimal((int)random.NextBits(), random.NextIndex(1 << random.NextIndex(31)), 0, false, (byte)random.NextIndex(19));
            var quantity = Math.Abs(Money(random));
            var ratio = new decimal(random.NextIndex(100_000), 0, 0, random.NextIndex(8) == 0, (byte)(5 + random.NextIndex(6)));
            if (Exact.ToStatistic(price) * Exact.ToStatistic(quantity) > 1e16) continue;
            var notional = Exact.Round(price * quantity, 8);
            Assert.Equal(notional, Amount.Notional(price, Amount.Of(quantity)).ToMoney());
            Assert.Equal(Exact.RoundUp(notional * ratio, 8), Amount.Of(notional).ShareUp(ratio).ToMoney());
        }
    }

    [Theory]
    [InlineData("0.5", "0.00000001", "0")] // half a unit goes to the even one
    [InlineData("0.5", "0.00000003", "0.00000002")]
    [InlineData("0.500000000000000001", "0.00000001", "0.00000001")]
    [InlineData("1", "0.00000003", "0.00000003")]
    public void Notional_RoundsHalvesToEven(string price, string quantity, string expected)
    {
        static decimal Read(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Read(expected), Amount.Notional(Read(price), Amount.Of(Read(quantity))).ToMoney());
    }

    [Fact]
    public void Shares_AreThoseOfDecimal()
    {
        var random = new SeededGenerator(13);
        for (var i = 0; i < Cases; i++)
        {
            var (amount, part, whole) = (Small(random), Math.Abs(Small(random)), Math.Abs(Small(random)) + 0.00000001m);
            Assert.Equal(Exact.Round(amount * part / whole, 8), Amount.Of(amount).Share(Amount.Of(part), Amount.Of(whole)).ToMoney());
        }
    }

    [Theory]
    [InlineData("0.00001", "1.2345678", "1.23456")]
    [InlineData("0.00000001", "1.2345678", "1.2345678")]
    [InlineData("3", "10", "9")]
    [InlineData("3", "922337203685477580.8", "922337203685477580")]
    public void FloorToLot_IsTheLargestWholeNumberOfLots(string lot, string quantity, string expected)
    {
        static decimal Read(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var step = decimal.ToInt64(Read(lot) * 100_000_000m);
        Assert.Equal(Read(expected), Amount.Of(Read(quantity)).FloorTo(step).ToMoney());
        Assert.Equal(Read(expected) == Read(quantity), Amount.Of(Read(quantity)).IsWhole(step));
    }

    // Up to 64 bits of units, of any magnitude, either sign.
    static decimal Money(SeededGenerator random)
    {
        var units = random.NextBits() >> random.NextIndex(64);
        var high = random.NextIndex(16) == 0 ? random.NextIndex(1_000) : 0;
        var scale = high == 0 ? random.NextIndex(9) : Amount.Scale;
        return new decimal((int)units, (int)(units >> 32), high, random.NextIndex(2) == 0, (byte)scale);
    }

    static decimal Small(SeededGenerator random) => new((int)random.NextBits(), random.NextIndex(1 << 16), 0, random.NextIndex(2) == 0, 8);
}
