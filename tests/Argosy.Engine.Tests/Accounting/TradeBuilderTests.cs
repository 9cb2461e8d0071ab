using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Tests.Accounting;

public sealed class TradeBuilderTests
{
    static readonly Instrument Bitcoin = new("BTC", "USD", 0.01m, 0.00000001m, 0, 2);
    static readonly Instrument Doge = new("DOGE", "USD", 0.00001m, 1m, 0, 5);

    [Fact]
    public void Trade_BoughtInTwoPartsAndSold_HasMeanPricesAndFees()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 1m, 0.1m));
        builder.Add(Fill(2, Side.Buy, 110m, 3m, 0.33m));
        builder.Add(Fill(3, Side.Sell, 120m, 4m, 0.48m, OrderPurpose.Target));

        var trade = Assert.Single(builder.Trades);
        Assert.Equal(107.5m, trade.EntryPrice);
        Assert.Equal(120m, trade.ExitPrice);
        Assert.Equal(4m, trade.Quantity);
        Assert.Equal(430m, trade.OpeningNotional);
        Assert.Equal(0.91m, trade.Fees);
        Assert.Equal(480m - 430m - 0.91m, trade.Pnl);
        Assert.Equal((1L, 3L), (trade.EntryTime, trade.ExitTime));
        Assert.Equal(OrderPurpose.Target, trade.ExitReason);
        Assert.Equal(Direction.Long, trade.Side);
        Assert.False(trade.OpenAtEnd);
    }

    [Fact]
    public void Price_OfOneFill_IsExactlyTheFillsPrice()
    {
        // 123.45 · 0.12345678 is rounded to 8 places; dividing back would give 123.449999….
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 123.45m, 0.12345678m, 0));
        builder.Add(Fill(2, Side.Sell, 123.47m, 0.12345678m, 0));

        Assert.Equal(123.45m, builder.Trades[0].EntryPrice);
        Assert.Equal(123.47m, builder.Trades[0].ExitPrice);
    }

    [Fact]
    public void Fill_ThroughZero_IsSplitWithRemaindersToTheSecondPart()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 1m, 0));
        builder.Add(Fill(2, Side.Sell, 110m, 3m, 0.1m));
        builder.CloseOpen(9, [105m], 0.001m);

        Assert.Equal(2, builder.Trades.Count);
        var (first, second) = (builder.Trades[0], builder.Trades[1]);
        Assert.Equal(0.03333333m, first.Fees);
        Assert.Equal(10m - 0.03333333m, first.Pnl);
        Assert.Equal(Direction.Short, second.Side);
        Assert.Equal(2m, second.Quantity);
        Assert.Equal(220m, second.OpeningNotional);
        Assert.Equal(0.06666667m + 0.21m, second.Fees);
        Assert.Equal(220m - 210m - 0.06666667m - 0.21m, second.Pnl);
        Assert.True(second.OpenAtEnd);
        Assert.Equal(OrderPurpose.EndOfRun, second.ExitReason);
        Assert.Equal((2L, 9L), (second.EntryTime, second.ExitTime));
    }

    [Fact]
    public void Fee_InBase_ReducesWhatCanBeSoldAndIsNotCountedTwice()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 1m, 0.001m, traits: FillTraits.FeeInBase));
        builder.Add(Fill(2, Side.Sell, 100m, 0.999m, 0.0999m));

        var trade = Assert.Single(builder.Trades);
        Assert.Equal(0.1m + 0.0999m, trade.Fees);
        Assert.Equal(-100m + 99.9m - 0.0999m, trade.Pnl);
        Assert.Equal(1m, trade.Quantity);
    }

    [Fact]
    public void Fill_ThroughZeroWithFeeInBase_ClosesExactlyWhatIsHeld()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Sell, 100m, 0.999m, 0));
        builder.Add(Fill(2, Side.Buy, 100m, 2m, 0.002m, traits: FillTraits.FeeInBase));
        builder.Add(Fill(3, Side.Sell, 100m, 0.999m, 0));

        Assert.Equal(2, builder.Trades.Count);
        // One bought, 0.999 received: the short's closing cost its fee of 0.1, and so did the long's opening.
        Assert.Equal(-0.1m, builder.Trades[0].Pnl);
        Assert.Equal(-0.1m, builder.Trades[1].Pnl);
        Assert.Equal(0.1m, builder.Trades[0].Fees);
    }

    [Fact]
    public void Dust_AfterASale_ClosesTheTradeAndLeavesItsReason()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 1m, 0));
        builder.Add(Fill(2, Side.Sell, 110m, 0.9m, 0, OrderPurpose.Stop));
        builder.Add(new CashFlow(LedgerAccount.Dust, 0, 0, 5, 11m, 0.1m, 2));

        var trade = Assert.Single(builder.Trades);
        Assert.Equal(OrderPurpose.Stop, trade.ExitReason);
        Assert.Equal(10m, trade.Pnl);
        Assert.Equal(110m, trade.ExitPrice);
        Assert.Equal(5, trade.ExitTime);
    }

    [Fact]
    public void Dust_WithoutAnySale_IsTheExit()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 0.01m, 0));
        builder.Add(new CashFlow(LedgerAccount.Dust, 0, 0, 5, 0.9m, 0.01m, 1));

        var trade = Assert.Single(builder.Trades);
        Assert.Equal(OrderPurpose.Dust, trade.ExitReason);
        Assert.Equal(90m, trade.ExitPrice);
        Assert.Equal(-0.1m, trade.Pnl);
    }

    [Fact]
    public void Flow_OfAnOpenPosition_BelongsToItsTrade()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Sell, 100m, 1m, 0));
        builder.Add(new CashFlow(LedgerAccount.Interest, 0, 0, 2, -0.5m, 0, 1));
        builder.Add(new CashFlow(LedgerAccount.Funding, 0, 0, 2, 0.2m, 0, 1));
        builder.Add(Fill(3, Side.Buy, 100m, 1m, 0));
        builder.Add(new CashFlow(LedgerAccount.Insurance, 0, 0, 3, 0.1m, 0, 2));

        Assert.Equal(-0.2m, Assert.Single(builder.Trades).Pnl);
        Assert.Equal(-0.2m, builder.TotalPnl);
    }

    [Fact]
    public void Flow_WithoutAnyPosition_IsABrokenInvariant() =>
        Assert.Throws<InvariantException>(() => new TradeBuilder([Bitcoin], 1).Add(new CashFlow(LedgerAccount.Funding, 0, 0, 2, 1m, 0, 0)));

    [Fact]
    public void Traits_OfAnyFill_MarkTheTrade()
    {
        var builder = new TradeBuilder([Bitcoin], 1);
        builder.Add(Fill(1, Side.Buy, 100m, 1m, 0, traits: FillTraits.PathDependent));
        builder.Add(Fill(1, Side.Sell, 95m, 1m, 0, OrderPurpose.Stop, FillTraits.SameBar));

        Assert.True(builder.Trades[0].PathDependent);
        Assert.True(builder.Trades[0].SameBar);
    }

    // Long and short, splits, rebates, fees in either asset, interest, funding, dust, two books, two instruments.
    [Fact]
    public void Trades_OfRandomFills_SumToWhatTheLedgerGained()
    {
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var run = new RandomRun(seed);
            run.Trade(60);
            run.CheckAgainstLedger();
        }
    }

    static Fill Fill(
        long time, Side side, decimal price, decimal quantity, decimal fee, OrderPurpose purpose = OrderPurpose.Signal, FillTraits traits = FillTraits.None) => new()
        {
            OrderId = 1,
            Instrument = 0,
            Book = 0,
            Side = side,
            Purpose = purpose,
            Traits = traits,
            Time = time,
            PathUnits = Bitcoin.MoneyToUnits(price),
            Price = price,
            Quantity = quantity,
            Fee = fee,
        };

    sealed class RandomRun(ulong seed)
    {
        const int Books = 2;
        const decimal StartingCash = 1_000m, TakerFee = 0.00123m;
        readonly Instrument[] _instruments = [Bitcoin, Doge];
        readonly SeededGenerator _chance = new(seed);
        readonly Ledger _ledger = new([Bitcoin, Doge], Books, StartingCash);
        readonly FillHistory _fills = new();
        readonly decimal[] _prices = [12_345.67m, 0.12345m];

        public void Trade(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                var (book, instrument) = ((short)_chance.NextIndex(Books), (short)_chance.NextIndex(2));
                Move(instrument);
                var held = _ledger.Position(book, instrument).Quantity;
                var choice = _chance.NextIndex(10);
                if (choice == 0 && held != 0) _ledger.BookDust(book, instrument, step, _ledger.Mark(instrument), _fills.Count);
                else if (choice == 1 && held != 0) _ledger.ChargeInterest(book, instrument, step, _chance.NextIndex(1000) * 0.00000001m, _fills.Count);
                else Apply(book, instrument, held, step);
            }
        }

        public void CheckAgainstLedger()
        {
            var builder = new TradeBuilder(_instruments, Books);
            builder.Add(_fills, _ledger.CashFlows);
            builder.CloseOpen(1_000, _prices, TakerFee);

            var final = _ledger.Cash + _ledger.DustValue;
            for (var book = 0; book < Books; book++)
            {
                for (var i = 0; i < 2; i++)
                {
                    var value = Exact.Round(_ledger.Position(book, i).Quantity * _prices[i], Ledger.AssetScale);
                    final += value - Exact.RoundUp(Math.Abs(value) * TakerFee, Ledger.AssetScale);
                }
            }
            Assert.True(final - StartingCash == builder.Trades.Sum(t => t.Pnl), $"seed {seed}: {final - StartingCash} is not {builder.Trades.Sum(t => t.Pnl)}");
            Assert.Equal(builder.TotalPnl, builder.Trades.Sum(t => t.Pnl));
            Assert.All(builder.Trades, t => Assert.True(t is { Quantity: > 0, EntryPrice: > 0, ExitPrice: > 0 } && t.ExitTime >= t.EntryTime, $"seed {seed}: {t}"));
            for (var i = 0; i < builder.Trades.Count; i++) Assert.Equal(i + 1, builder.Trades[i].Id);
        }

        void Move(short instrument)
        {
            var units = _instruments[instrument].MoneyToUnits(_prices[instrument]);
            _prices[instrument] = _instruments[instrument].ToMoney(units + _chance.NextIndex((int)(units / 10)) - (units / 20));
            _ledger.SetMark(instrument, (double)_prices[instrument]);
        }

        void Apply(short book, short instrument, decimal held, long time)
        {
            var side = (Side)_chance.NextIndex(2);
            var closes = held != 0 && (held > 0) == (side == Side.Sell) && _chance.NextIndex(3) == 0;
            var quantity = closes ? Math.Abs(held) : (1 + _chance.NextIndex(100_000)) * (instrument == 0 ? 0.00000001m : 1m);
            var feeRate = (_chance.NextIndex(30) - 5) * 0.0001m;
            var inBase = side == Side.Buy && _chance.NextIndex(4) == 0 && quantity > 0.000001m;
            var notional = Exact.Round(_prices[instrument] * quantity, Ledger.AssetScale);
            var fill = new Fill
            {
                OrderId = _fills.Count + 1,
                Instrument = instrument,
                Book = book,
                Side = side,
                Purpose = OrderPurpose.Signal,
                Traits = inBase ? FillTraits.FeeInBase : FillTraits.None,
                Time = time,
                PathUnits = _instruments[instrument].MoneyToUnits(_prices[instrument]),
                Price = _prices[instrument],
                Quantity = quantity,
                Fee = Exact.RoundUp((inBase ? quantity : notional) * feeRate, Ledger.AssetScale),
            };
            _ledger.Apply(in fill);
            _fills.Add(in fill);
        }
    }
}
