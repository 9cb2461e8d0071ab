using Argosy.Core.Commands;
using Argosy.Core.Orders;

namespace Argosy.Core.Tests.Commands;

/// <summary>What each text is read as: the exact command, or the fault with its place and suggestion.</summary>
public sealed class CommandTableTests
{
    static readonly SymbolText Btc = new("BTC", null);
    static readonly SymbolText BtcUsdt = new("BTC", "USDT");
    static readonly CommandScope Nowhere = CommandScope.Default;

    static readonly (string Text, Command Command)[] Good =
    [
        ("buy btc 80", Buy(Btc, TradeAmount.InQuote(80))),
        ("BUY BTC 80", Buy(Btc, TradeAmount.InQuote(80))),
        ("  buy\tbtc   80  ", Buy(Btc, TradeAmount.InQuote(80))),
        ("/buy btc 80", Buy(Btc, TradeAmount.InQuote(80))),
        ("/buy@argosy_bot btc 80", Buy(Btc, TradeAmount.InQuote(80))),
        ("buy BTC/USDT 80", Buy(BtcUsdt, TradeAmount.InQuote(80))),
        ("buy btc-usdt 80", Buy(BtcUsdt, TradeAmount.InQuote(80))),
        ("buy Btc_Usdt 80", Buy(BtcUsdt, TradeAmount.InQuote(80))),
        ("buy BTCUSDT 80", Buy(new("BTCUSDT", null), TradeAmount.InQuote(80))),
        ("buy BTCUSDT 0.5btc", Buy(new("BTCUSDT", null), TradeAmount.Of(0.5m, "BTC"))),
        ("buy BTCUSDT 80usdt", Buy(new("BTCUSDT", null), TradeAmount.Of(80, "USDT"))),
        ("buy btc 0.5btc", Buy(Btc, TradeAmount.Of(0.5m, "BTC"))),
        ("buy btc 80usdt", Buy(BtcUsdt, TradeAmount.Of(80, "USDT"))),
        ("buy btc/usdt 80USDT", Buy(BtcUsdt, TradeAmount.Of(80, "USDT"))),
        ("buy btc 10%", Buy(Btc, TradeAmount.Percent(10))),
        ("buy btc all", Buy(Btc, TradeAmount.Percent(100))),
        ("buy btc .5btc", Buy(Btc, TradeAmount.Of(0.5m, "BTC"))),
        ("buy btc 80.00", Buy(Btc, TradeAmount.InQuote(80))),
        ("buy 1inch 20", Buy(new("1INCH", null), TradeAmount.InQuote(20))),
        ("buy btc 80 -tsl 2.8 -e bybit", Buy(Btc, TradeAmount.InQuote(80)) with { TrailingStop = 2.8m, Scope = new("bybit", null, null) }),
        ("buy btc 80 -sl 2% -tp 5%", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.Percent(2), TakeProfit = PriceLevel.Percent(5) }),
        ("buy btc 80 -sl @29000 -tp @31000.5", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.At(29000), TakeProfit = PriceLevel.At(31000.5m) }),
        ("buy -sl 2 btc -tp 300 80", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.Percent(2), TakeProfit = PriceLevel.Percent(300) }),
        ("buy btc 80 -SL 2 -Lev 3x", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.Percent(2), Leverage = 3 }),
        ("buy btc 80 --sl 2", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.Percent(2) }),
        ("buy btc 80 \u2014sl 2", Buy(Btc, TradeAmount.InQuote(80)) with { StopLoss = PriceLevel.Percent(2) }),
        ("buy btc 80 -limit 30000 -sl @29000", Buy(Btc, TradeAmount.InQuote(80)) with { Limit = 30000, StopLoss = PriceLevel.At(29000) }),
        ("buy btc 80 -e Binance -a Main -m LIVE", Buy(Btc, TradeAmount.InQuote(80)) with { Scope = new("binance", "Main", TradingMode.Live) }),
        ("buy btc 80 -a \"my account\" -m paper", Buy(Btc, TradeAmount.InQuote(80)) with { Scope = new(null, "my account", TradingMode.Paper) }),
        ("sell eth 1eth -limit 2000 -sl @2100 -tp @1900", Sell(new("ETH", null), TradeAmount.Of(1, "ETH")) with { Limit = 2000, StopLoss = PriceLevel.At(2100), TakeProfit = PriceLevel.At(1900) }),
        ("sell btc 50%", Sell(Btc, TradeAmount.Percent(50))),
        ("close btc", new CloseCommand(Btc, Nowhere)),
        ("close all -e kraken", new CloseCommand(null, new("kraken", null, null))),
        ("reduce btc 25%", new ReduceCommand(Btc, TradeAmount.Percent(25), Nowhere)),
        ("reduce BTC/USDT 100", new ReduceCommand(BtcUsdt, TradeAmount.InQuote(100), Nowhere)),
        ("protect btc -sl @29000 -tp 5", new ProtectCommand(Btc, Nowhere) { StopLoss = PriceLevel.At(29000), TakeProfit = PriceLevel.Percent(5) }),
        ("protect btc/usdt -sl OFF -m paper", new ProtectCommand(BtcUsdt, new(null, null, TradingMode.Paper)) { DropsStop = true }),
        ("protect btc -tp off -sl 2%", new ProtectCommand(Btc, Nowhere) { StopLoss = PriceLevel.Percent(2), DropsTarget = true }),
        ("cancel all", new CancelCommand(null, null, Nowhere)),
        ("cancel btc", new CancelCommand(null, Btc, Nowhere)),
        ("cancel 17", new CancelCommand("17", null, Nowhere)),
        ("cancel #a-17 -e bybit", new CancelCommand("a-17", null, new("bybit", null, null))),
        ("cancel a1b2c3d4e5f6g7h8i9", new CancelCommand("a1b2c3d4e5f6g7h8i9", null, Nowhere)),
        ("status", new StatusCommand(null)),
        ("status trend-btc", new StatusCommand("trend-btc")),
        ("balance -a main", new QueryCommand(QueryKind.Balance, null, null, new(null, "main", null))),
        ("positions btc", new QueryCommand(QueryKind.Positions, Btc, null, Nowhere)),
        ("trades -n 20", new QueryCommand(QueryKind.Trades, null, 20, Nowhere)),
        ("orders btc/usdt", new QueryCommand(QueryKind.Orders, BtcUsdt, null, Nowhere)),
        ("performance", new QueryCommand(QueryKind.Performance, null, null, Nowhere)),
        ("daily -n 7", new QueryCommand(QueryKind.Daily, null, 7, Nowhere)),
        ("weekly", new QueryCommand(QueryKind.Weekly, null, null, Nowhere)),
        ("monthly -m paper", new QueryCommand(QueryKind.Monthly, null, null, new(null, null, TradingMode.Paper))),
        ("start trend-btc", new BotCommand(BotAction.Start, "trend-btc")),
        ("stop all", new BotCommand(BotAction.Stop, null)),
        ("pause \"my bot\"", new BotCommand(BotAction.Pause, "my bot")),
        ("run trend-btc", new BotCommand(BotAction.Run, "trend-btc")),
        ("resume \"all\"", new BotCommand(BotAction.Resume, "all")),
        ("halt", new HaltCommand(Nowhere)),
        ("flatten", new FlattenCommand(null, Nowhere)),
        ("flatten all", new FlattenCommand(null, Nowhere)),
        ("flatten btc -e bybit", new FlattenCommand(Btc, new("bybit", null, null))),
        ("reconcile -a main", new ReconcileCommand(new(null, "main", null))),
        ("why #17", new WhyCommand("17")),
        ("logs", new LogsCommand(null, null)),
        ("logs trend-btc -n 50", new LogsCommand("trend-btc", 50)),
        ("health", new QueryCommand(QueryKind.Health, null, null, Nowhere)),
        ("help", new HelpCommand(null)),
        ("help /Buy", new HelpCommand("buy")),
        ("version", new QueryCommand(QueryKind.Version, null, null, Nowhere)),
        ("quit", new QuitCommand()),
    ];

    static readonly (string Text, int Position, int Length, string Says, string? Suggestion)[] Bad =
    [
        ("", 1, 1, "expected a command", "help"),
        ("   ", 1, 1, "expected a command", "help"),
        ("byu btc 80", 1, 3, "'byu' is no command", "buy"),
        ("balanse", 1, 7, "is no command", "balance"),
        ("xyzzy", 1, 5, "'help' lists them", null),
        ("buy", 4, 1, "buy needs SYMBOL", "buy btc 80 -tsl 2.8 -e bybit"),
        ("buy btc", 8, 1, "buy needs AMOUNT", "buy btc 80 -tsl 2.8 -e bybit"),
        ("buy btc ", 8, 1, "buy needs AMOUNT", "buy btc 80 -tsl 2.8 -e bybit"),
        ("buy 80 btc", 5, 2, "before the amount", "btc 80"),
        ("buy btc/ 80", 5, 4, "is no market", null),
        ("buy btc/usdt/eur 80", 5, 12, "is no market", null),
        ("buy b$tc 80", 5, 4, "is no market", null),
        ("buy btc eighty", 9, 6, "is no number", null),
        ("buy btc 0", 9, 1, "must be above 0", null),
        ("buy btc -5", 9, 2, "must be above 0", null),
        ("buy btc 0,5", 9, 3, "is no number", "0.5"),
        ("buy btc 1e3", 9, 3, "'e3' is no unit", "1"),
        ("buy btc 10k", 9, 3, "'k' is no unit", "10"),
        ("buy btc 3x", 9, 2, "leverage is an option", "-lev 3"),
        ("buy btc 110%", 9, 4, "more than there is", "100%"),
        ("buy btc/usdt 80eur", 14, 5, "neither BTC nor USDT", "80usdt"),
        ("buy 1inch 51inch", 11, 6, "can be read in two ways", null),
        ("buy btc 80 usdt", 12, 4, "without a blank", "80usdt"),
        ("buy btc 80 90", 12, 2, "one word too many", null),
        ("buy btc 99999999999999999999999999999", 9, 29, "is no number", null),
        ("buy btc 80 -sll 2", 12, 4, "'-sll' is no option of buy", "-sl"),
        ("buy btc 80 -sl", 15, 1, "'-sl' needs a value", "-sl 2.8"),
        ("buy btc 80 -sl -tp 5", 16, 3, "'-sl' needs a value before", "-sl 2.8"),
        ("buy btc 80 -sl 2 -sl 3", 18, 3, "'-sl' is given twice", null),
        ("buy btc 80 -sl 29000", 16, 5, "a price is written with @", "@29000"),
        ("buy btc 80 -sl @", 16, 1, "is no number", null),
        ("buy btc 80 -sl 0%", 16, 2, "must be above 0", null),
        ("buy btc 80 -tsl @29000", 17, 6, "not a price", "2.8"),
        ("buy btc 80 -tsl 100", 17, 3, "no percentage below 100", "@100"),
        ("buy btc 80 -limit 30000 -sl @31000", 29, 6, "must lie below its limit price", null),
        ("buy btc 80 -limit 30000 -tp @29000", 29, 6, "must lie above its limit price", null),
        ("sell btc 80 -limit 30000 -sl @29000", 30, 6, "must lie above its limit price", null),
        ("buy btc 80 -sl @31000 -tp @30000", 16, 6, "must lie below its target", null),
        ("sell btc 80 -tp 100", 17, 3, "no percentage below 100", "@100"),
        ("buy btc 80 -lev 0.5", 17, 3, "leverage is 1 to 125", null),
        ("buy btc 80 -lev 200", 17, 3, "leverage is 1 to 125", null),
        ("buy btc 80 -m liv", 15, 3, "expected paper or live", "live"),
        ("buy btc 80 -e by%bit", 15, 6, "is no name of an exchange", "\"by%bit\""),
        ("buy btc 80 -a \"main", 15, 5, "never closed", "\"main\""),
        ("reduce btc", 11, 1, "reduce needs AMOUNT", "reduce btc 50%"),
        ("protect btc", 1, 11, "protect needs -sl or -tp", null),
        ("protect btc -sl 29000", 17, 5, "is no percentage below 100", "@29000"),
        ("protect -sl 2", 14, 1, "protect needs SYMBOL", "protect btc -sl @29000 -tp @35000"),
        ("reduce btc 5 -sl 2", 14, 3, "'-sl' is no option of reduce", null),
        ("close", 6, 1, "close needs SYMBOL|all", "close btc"),
        ("cancel", 7, 1, "cancel needs ORDER|SYMBOL|all", "cancel btc"),
        ("trades -n 0", 11, 1, "from 1 to 1000", null),
        ("trades -n ten", 11, 3, "from 1 to 1000", null),
        ("daily 7", 7, 1, "one word too many", null),
        ("start", 6, 1, "start needs BOT|all", "start trend-btc"),
        ("start \"\"", 7, 2, "1 to 64 characters", null),
        ("halt now", 6, 3, "one word too many", null),
        ("quit -e x", 6, 2, "takes no options", null),
        ("help bu", 6, 2, "is no command", "buy"),
        ("buy btc 80\nsell btc 80", 11, 1, "one line", null),
        ("why", 4, 1, "why needs ID", "why 17"),
    ];

    public static TheoryData<string> GoodTexts() => [.. Good.Select(row => row.Text)];

    public static TheoryData<string> BadTexts() => [.. Bad.Select(row => row.Text)];

    [Theory]
    [MemberData(nameof(GoodTexts))]
    public void Text_ThatIsACommand_IsReadExactly(string text)
    {
        var reading = CommandParser.Read(text);
        Assert.Null(reading.Fault);
        Assert.Equal(Good.Single(row => row.Text == text).Command, reading.Command);
    }

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Text_ThatIsNone_IsRefusedWithPlaceAndSuggestion(string text)
    {
        var (_, position, length, says, suggestion) = Bad.Single(row => row.Text == text);
        var fault = CommandParser.Read(text).Fault;
        Assert.NotNull(fault);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((position, length, suggestion), (fault.Position, fault.Length, fault.Suggestion));
    }

    [Fact]
    public void Table_HasSixtyLinesAndEveryCommand()
    {
        Assert.True(Good.Length + Bad.Length >= 60);
        var words = Good.Select(row => row.Text.TrimStart().TrimStart('/').Split(' ', '\t', '@')[0].ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        Assert.All(CommandVerbs.All, verb => Assert.Contains(verb.Name, words));
    }

    [Fact]
    public void Text_BeyondTheLimit_IsRefused() => Assert.Contains("longer than 500", CommandParser.Read(new string('b', 501)).Fault!.Message, StringComparison.Ordinal);

    [Fact]
    public void Fault_UnderItsText_PointsAtTheWord() =>
        Assert.Equal("buy btc 80 -sll 2\n           ^^^^\n'-sll' is no option of buy, which takes -sl, -tp, -tsl, -lev, -limit, -e, -a, -m; try '-sl'", CommandParser.Read("buy btc 80 -sll 2").Fault!.Show("buy btc 80 -sll 2"));

    static TradeCommand Buy(SymbolText symbol, TradeAmount amount) => new(Side.Buy, symbol, amount);

    static TradeCommand Sell(SymbolText symbol, TradeAmount amount) => new(Side.Sell, symbol, amount);
}
