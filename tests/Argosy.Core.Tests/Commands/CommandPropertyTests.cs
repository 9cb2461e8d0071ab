using Argosy.Core.Commands;
using Argosy.Core.Orders;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Core.Tests.Commands;

public sealed class CommandPropertyTests
{
    static readonly Gen<string?> Names = Gen.Elements<string?>(null, "main", "a.b-c_1", "my bot", "all", "-x", "ümläut");

    static readonly Gen<CommandScope> Scopes =
        from exchange in Gen.Elements<string?>(null, "bybit", "binance-testnet")
        from account in Names
        from mode in Gen.Elements<TradingMode?>(null, TradingMode.Paper, TradingMode.Live)
        select new CommandScope(exchange, account, mode);

    static readonly Gen<SymbolText> Symbols = from first in Gen.Elements("BTC", "ETH", "BTCUSDT", "1INCH") from second in Gen.Elements<string?>(null, "USDT", "EUR") select new SymbolText(first, second);

    static readonly Gen<decimal> Numbers = from digits in Gen.Choose(1, int.MaxValue) from scale in Gen.Choose(0, 9) select Core.Values.Exact.Trim(new decimal(digits, 0, 0, isNegative: false, (byte)scale));

    static readonly Gen<decimal> Percents = from digits in Gen.Choose(1, 9999) select Core.Values.Exact.Trim(digits / 100m);

    static readonly Gen<Command> Trades =
        from side in Gen.Elements(Side.Buy, Side.Sell)
        from symbol in Symbols
        from number in Numbers
        from share in Percents
        from unit in Gen.Choose(0, 2)
        from stop in Gen.OneOf(Gen.Constant<PriceLevel?>(null), Percents.Select(p => (PriceLevel?)PriceLevel.Percent(p)), Numbers.Select(p => (PriceLevel?)PriceLevel.At(p)))
        from target in Gen.OneOf(Gen.Constant<PriceLevel?>(null), Percents.Select(p => (PriceLevel?)PriceLevel.Percent(p)))
        from trail in Gen.OneOf(Gen.Constant<decimal?>(null), Percents.Select(p => (decimal?)p))
        from leverage in Gen.OneOf(Gen.Constant<decimal?>(null), Gen.Choose(1, 125).Select(n => (decimal?)n))
        from scope in Scopes
        select (Command)new TradeCommand(side, symbol, Amount(unit, number, share, symbol)) { StopLoss = stop, TakeProfit = target, TrailingStop = trail, Leverage = leverage, Scope = scope };

    static readonly Gen<Command> Others =
        from symbol in Symbols
        from share in Percents
        from scope in Scopes
        from name in Names
        from count in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(1, 1000).Select(n => (int?)n))
        from which in Gen.Choose(0, 12)
        select Other(which, symbol, share, scope, name, count);

    [Fact]
    public void AnyCommand_WrittenAndReadAgain_IsTheSame() =>
        Prop.ForAll(Gen.OneOf(Trades, Others).ToArbitrary(), command =>
        {
            var reading = CommandParser.Read(command.ToString());
            Assert.True(reading.Fault is null, $"{command}: {reading.Fault}");
            Assert.Equal(command, reading.Command);
            Assert.EndsWith(".", command.Preview(), StringComparison.Ordinal);
        }).Holds(2000);

    [Fact]
    public void AnyText_IsReadWithoutThrowing_AndFaultsLieInIt() =>
        Prop.ForAll(Gen.OneOf(Scrambled(), ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "")).ToArbitrary(), text =>
        {
            var reading = CommandParser.Read(text);
            Assert.NotEqual(reading.Command is null, reading.Fault is null);
            if (reading.Command is { } command) Assert.Equal(command, CommandParser.Read(command.ToString()).Command);
            if (reading.Fault is not { } fault) return;
            Assert.InRange(fault.Position, 1, text.Length + 1);
            Assert.InRange(fault.Length, 1, Math.Max(1, text.Length + 1));
            Assert.NotEmpty(fault.Show(text));
        }).Holds(5000);

    static Gen<string> Scrambled()
    {
        string[] words = ["buy", "sell", "close", "cancel", "btc", "BTC/USDT", "80", "0.5btc", "10%", "-sl", "-tp", "2.8", "@3", "-e", "bybit", "-n", "all", "\"", "\"x y\"", "#", "#1", "-", "--", "%", "@", "/", "\u2014sl", "1x", "...", "é", "\ud800", "help", "why", "trades", "٣"];
        return from count in Gen.Choose(0, 9) from picked in Gen.ListOf(Gen.Elements(words), count) from glue in Gen.Elements(" ", "  ", "", "\t") select string.Join(glue, picked);
    }

    static TradeAmount Amount(int unit, decimal number, decimal share, SymbolText symbol) => unit switch
    {
        0 => TradeAmount.InQuote(number),
        1 => TradeAmount.Percent(share),
        _ => symbol.Quote is null ? TradeAmount.InQuote(number) : TradeAmount.Of(number, symbol.Quote),
    };

    static Command Other(int which, SymbolText symbol, decimal share, CommandScope scope, string? name, int? count) => which switch
    {
        0 => new CloseCommand(symbol, scope),
        1 => new CloseCommand(null, scope),
        2 => new ReduceCommand(symbol, TradeAmount.Percent(share), scope),
        3 => new CancelCommand("a-7", null, scope),
        4 => new CancelCommand(null, symbol, scope),
        5 => new QueryCommand(QueryKind.Trades, symbol, count, scope),
        6 => new QueryCommand(QueryKind.Weekly, null, count, scope),
        7 => new StatusCommand(name),
        8 => new BotCommand(BotAction.Pause, name),
        9 => new FlattenCommand(symbol, scope with { Mode = null }),
        10 => new LogsCommand(name, count),
        11 => new HelpCommand("reduce"),
        _ => new WhyCommand(name ?? "17"),
    };
}
