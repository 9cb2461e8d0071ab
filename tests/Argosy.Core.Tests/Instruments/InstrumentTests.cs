using Argosy.Core.Instruments;

namespace Argosy.Core.Tests.Instruments;

public sealed class InstrumentTests
{
    [Theory]
    [InlineData("0", "1", "0", "tick size must be above 0")]
    [InlineData("-0.01", "1", "0", "tick size must be above 0")]
    [InlineData("0.01", "0", "0", "lot size must be above 0")]
    [InlineData("0.01", "0.000000001", "0", "lot size must be a whole number of 0.00000001")]
    [InlineData("0.01", "1", "-1", "minimum notional must not be negative")]
    [InlineData("0.0000000000000000001", "1", "0", "19 decimal places are not kept exact")]
    public void BadSteps_AreRefusedByName(string tick, string lot, string minimum, string message)
    {
        var refused = Assert.Throws<ArgumentException>(() => new Instrument("BTC", "USD", Of(tick), Of(lot), Of(minimum), 2));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PriceScale_IsTheFinerOfDataAndTick()
    {
        Assert.Equal((4, 50L), (New("0.005", 4).PriceScale, New("0.005", 4).TickUnits));
        Assert.Equal((3, 5L), (New("0.005", 2).PriceScale, New("0.005", 2).TickUnits));
        Assert.Equal((2, 50L), (New("0.50", 2).PriceScale, New("0.50", 2).TickUnits));
    }

    [Theory]
    [InlineData(20000.01, 2)]
    [InlineData(0.00000072, 8)]
    [InlineData(43599.8475904194, 10)]
    [InlineData(999999999999999, 0)]
    public void Price_ThroughUnitsAndBack_IsTheSameDouble(double price, int scale)
    {
        var instrument = new Instrument("BTC", "USD", Argosy.Core.Values.Exact.FromUnits(1, scale), 1, 0, scale);
        var units = instrument.ToUnits(price);
        Assert.Equal(price, instrument.ToStatistic(units));
        Assert.Equal((decimal)price, instrument.ToMoney(units));
        Assert.Equal(units, instrument.MoneyToUnits(instrument.ToMoney(units)));
    }

    [Theory]
    [InlineData("100.005", "0.01", "100.00", "100.00", "100.01")]
    [InlineData("100.015", "0.01", "100.02", "100.01", "100.02")]
    [InlineData("100.3", "0.5", "100.5", "100.0", "100.5")]
    [InlineData("100.5", "0.5", "100.5", "100.5", "100.5")]
    public void Rounding_GoesToTheTick(string price, string tick, string nearest, string below, string above)
    {
        var instrument = New(tick, 3);
        Assert.Equal(Of(nearest), instrument.RoundToTick(Of(price)));
        Assert.Equal(Of(below), instrument.FloorToTick(Of(price)));
        Assert.Equal(Of(above), instrument.CeilingToTick(Of(price)));
    }

    [Theory]
    [InlineData("0.5213", "0.0001", "0.5213")]
    [InlineData("0.52139", "0.0001", "0.5213")]
    [InlineData("1.9", "0.5", "1.5")]
    [InlineData("0.4", "0.5", "0")]
    [InlineData("26", "25", "25")]
    public void Lot_IsRoundedDownTo(string quantity, string lot, string expected)
    {
        var instrument = new Instrument("BTC", "USD", 0.01m, Of(lot), 0, 2);
        Assert.Equal(Of(expected), instrument.FloorToLot(Of(quantity)));
        Assert.Equal(Of(quantity) == Of(expected), instrument.OnLot(Of(quantity)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void WhatIsNoPrice_IsNotRoundedToOne(double price) => Assert.Throws<ArgumentException>(() => New("0.01", 2).RoundToTick(price));

    static Instrument New(string tick, int dataScale) => new("BTC", "USD", Of(tick), 1, 0, dataScale);

    static decimal Of(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
