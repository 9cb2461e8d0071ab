using Argosy.Core.Values;
using Argosy.Research.Reports;

namespace Argosy.Research.Tests.Reports;

public sealed class PackedNumbersTests
{
    [Theory]
    [InlineData(new long[0], "")]
    [InlineData(new long[] { 0 }, "AA==")]
    [InlineData(new long[] { 1, 0, -1 }, "AgEB")]
    [InlineData(new long[] { 64 }, "gAE=")]
    public void Pack_OfAColumn_IsThisText(long[] values, string text)
    {
        Assert.Equal(text, PackedNumbers.Pack(values));
        Assert.Equal(values, PackedNumbers.Unpack(text));
    }

    [Fact]
    public void Unpack_OfAnyPackedColumn_IsTheColumn()
    {
        var random = new SeededGenerator(3);
        for (var round = 0; round < 200; round++)
        {
            var values = new long[random.NextIndex(50)];
            for (var i = 0; i < values.Length; i++) values[i] = ((long)(random.NextBits() >> 12) - PackedNumbers.Limit) >> random.NextIndex(52);

            Assert.Equal(values, PackedNumbers.Unpack(PackedNumbers.Pack(values)));
        }
    }

    [Fact]
    public void Pack_BeyondWhatAScriptHoldsExactly_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => PackedNumbers.Pack([PackedNumbers.Limit + 1]));

    [Theory]
    [InlineData("gA==")]
    [InlineData("////////////////")]
    public void Unpack_OfBrokenText_Throws(string text) => Assert.Throws<FormatException>(() => PackedNumbers.Unpack(text));

    [Theory]
    [InlineData(2, 20_000.01, 19_999.99, 0.0)]
    [InlineData(8, 0.00000001, 123.45678901)]
    public void Series_AtItsScale_ComesBackExactly(int scale, params double[] values) => Assert.Equal(values, PackedSeries.At(values, scale).Read());

    [Fact]
    public void Series_OfHugeAndSmallValues_KeepsTenDigitsOfTheGreatest()
    {
        double[] values = [1.5e14, 2.25e13, -7e9];

        var read = PackedSeries.Of(values).Read();

        for (var i = 0; i < values.Length; i++) Assert.InRange(Math.Abs(values[i] - read[i]), 0, 1.5e14 * 1e-9);
        Assert.Equal([0.0, 0.0], PackedSeries.Of([0, 0]).Read());
    }
}
