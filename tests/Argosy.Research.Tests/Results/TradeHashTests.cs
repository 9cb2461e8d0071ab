using System.Security.Cryptography;
using System.Text;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Results;

public sealed class TradeHashTests
{
    [Fact]
    public void Hash_OfKnownTrades_IsThatOfTheirLines()
    {
        const string Lines =
            "BTC/USD|long|1577840400000|100.05|1577844000000|106|1.5|0.309075|8.615925|target\n" +
            "BTC/USD|short|1578006000000|98.95|1578009600000|98.5|0.5|0.098725|0.126275|end-of-run\n";

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lines))),
            TradeHash.Of(SampleResult.Make().Trades, [SampleResult.Bitcoin]));
    }

    [Fact]
    public void Hash_OfNoTrade_IsThatOfNothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", TradeHash.Of([], [SampleResult.Bitcoin]));

    [Fact]
    public void Hash_IgnoresTrailingZeros()
    {
        var trade = SampleResult.Make().Trades[0];

        Assert.Equal(
            TradeHash.Of([trade with { Quantity = 1.5m, Fees = 0m }], [SampleResult.Bitcoin]),
            TradeHash.Of([trade with { Quantity = 1.5000000000m, Fees = 0.000m }], [SampleResult.Bitcoin]));
    }

    [Fact]
    public void Hash_OfAnyChangedField_Differs()
    {
        var trade = SampleResult.Make().Trades[0];
        string[] hashes =
        [
            .. new[]
            {
                trade, trade with { EntryTime = 1 }, trade with { ExitTime = 1 }, trade with { EntryPrice = 1 }, trade with { ExitPrice = 1 }, trade with { Quantity = 2 },
                trade with { Fees = 1 }, trade with { Pnl = -1 }, trade with { Side = Core.Orders.Direction.Short }, trade with { ExitReason = Core.Orders.OrderPurpose.Stop },
            }.Select(t => TradeHash.Of([t], [SampleResult.Bitcoin])),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct(StringComparer.Ordinal).Count());
    }
}
