using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Together;

/// <summary>Lots of a consensus that the minimum notional will not let go alone: least 5, bought for 6 at 10.</summary>
public sealed class SmallLotsTests
{
    static BacktestResult Run(string buy, string sell, params double[] prices)
    {
        var market = Market([.. prices.Select(Flat)]) with { Instrument = new Instrument("BTC", "USD", 0.01m, 0.1m, 5, 2) };
        return HandMade.Run(Lots(buy, sell), new BacktestSettings { Cash = 100, Size = "quote:6", Band = false, Fills = new FillOptions { TakerFee = 0, MakerFee = 0, Participation = 0 } }, market);
    }

    [Fact]
    public void Lot_BelowTheMinimum_GoesTogetherWithTheNext()
    {
        // Decided at the close of minute 4: at 9 the oldest lot is worth 5.4 and goes alone, at 8 it is worth 4.8 and goes with the second.
        Assert.Equal("1m buy 0.6 at 10; 2m buy 0.6 at 10; 3m buy 0.6 at 10; 5m sell 0.6 at 9", Told(Run("yyyn", "nnnnyn", 10, 10, 10, 10, 9, 9, 9)));
        Assert.Equal("1m buy 0.6 at 10; 2m buy 0.6 at 10; 3m buy 0.6 at 10; 5m sell 1.2 at 8", Told(Run("yyyn", "nnnnyn", 10, 10, 10, 10, 8, 8, 8)));
    }

    [Fact]
    public void LastLot_BelowTheMinimum_IsDust_AndBuyingGoesOn()
    {
        var result = Run("ynnnyn", "nnyn", 10, 10, 8, 8, 8, 8, 8);
        Assert.Equal("1m buy 0.6 at 10; 5m buy 0.7 at 8", Told(result));
        Assert.Equal((OrderPurpose.Dust, 8m, -1.2m), (result.Trades[0].ExitReason, result.Trades[0].ExitPrice, result.Trades[0].Pnl));
        Assert.Equal(98.8m, result.Metrics.FinalEquity);
        Assert.Equal(2, result.Trades.Count);
    }
}
