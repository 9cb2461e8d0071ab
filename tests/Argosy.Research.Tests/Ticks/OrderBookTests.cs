using Argosy.Data.Ticks;
using Argosy.Simulation.Books;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Ticks;

/// <summary>The builder against the exchange's own quotes.</summary>
public class OrderBookTests
{
    // The part after midnight has no snapshot of its own: it continues the part before.
    [Theory]
    [InlineData("binanceperp_ETH-USDT_20240808", "binanceperp_ETH-USDT_20240808")]
    [InlineData("binance_ETH-USDT_20240808", "binance_ETH-USDT_20240808")]
    [InlineData("binance_ETH-USDT_20240808,binance_ETH-USDT_20240809", "binance_ETH-USDT_20240809")]
    public void BestPricesAndSizes_AtEverySharedUpdate_AreTheExchanges(string books, string quotes)
    {
        var book = TickFixtures.Read([], book: [.. books.Split(',').Select(TickFixtures.Book)]);
        var check = BookCheck.Of(book, TickFixtures.Read([], [TickFixtures.Quotes(quotes)]));
        Assert.True(check.Compared > 100, $"{check.Compared} shared update numbers");
        Assert.Equal(0, check.Different);
        Assert.Equal((0, 0, 1), (check.Tally.Breaks, check.Tally.Crossed, check.Tally.Snapshots));
    }

    [Fact]
    public void BybitFile_AsItIs_IsABookWithoutBreaks()
    {
        var read = TickReader.Read(new TickFiles([], [], [SharedData.Path("data", "asis", "bybit_xrpusdt-ob500.data.zip")]));
        Assert.True(read.Ok, read.Error?.Message);
        var check = BookCheck.Of(read.Value.History);
        Assert.Equal((50, 0, 0), (check.Messages, check.Tally.Breaks, check.Tally.Crossed));
        Assert.True(check.Best is { } best && best.Bid < best.Ask);
    }

    [Fact]
    public void BinanceRecording_AsItIs_HoldsTheMessagesOfTheNormalisedFile()
    {
        var raw = TickReader.Read(new TickFiles([], [], [SharedData.Path("data", "asis", "binance_spot_ethusdt_20240809_raw.gz")]));
        Assert.True(raw.Ok, raw.Error?.Message);
        var table = TickFixtures.Read([], book: [TickFixtures.Book("binance_ETH-USDT_20240809")]);
        Assert.Equal(table.Depth!.LastIds, raw.Value.History.Depth!.LastIds);
        Assert.Equal(table.Depth.Prices.Length, raw.Value.History.Depth.Prices.Length);
    }
}
