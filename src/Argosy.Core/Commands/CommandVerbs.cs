using Argosy.Core.Orders;
using static Argosy.Core.Commands.CommandOption;

namespace Argosy.Core.Commands;

/// <summary>Every command there is.</summary>
public static class CommandVerbs
{
    static readonly CommandOption[] Everywhere = [Exchange, Account, Mode];
    static readonly CommandOption[] Trading = [StopLoss, TakeProfit, TrailingStop, Leverage, Limit, .. Everywhere];

    /// <summary>The commands in the order of the reference.</summary>
    public static IReadOnlyList<CommandVerb> All { get; } =
    [
        new("buy", "opens a long managed trade", "buy btc 80 -tsl 2.8 -e bybit") { Operands = ["SYMBOL", "AMOUNT"], Options = Trading, Read = reader => Trade(Side.Buy, reader) },
        new("sell", "opens a short managed trade, or sells what a spot account holds", "sell BTC/USDT 0.5btc -limit 31000") { Operands = ["SYMBOL", "AMOUNT"], Options = Trading, Read = reader => Trade(Side.Sell, reader) },
        new("close", "closes the managed trades of a market, or all", "close btc") { Operands = ["SYMBOL|all"], Options = Everywhere, Read = Close },
        new("reduce", "closes a part of a position; never opens the other side", "reduce btc 50%") { Operands = ["SYMBOL", "AMOUNT"], Options = Everywhere, Read = Reduce },
        new("protect", "sets, moves or takes away the stop and the target of a position", "protect btc -sl @29000 -tp @35000") { Operands = ["SYMBOL"], Options = [StopTo, TargetTo, .. Everywhere], Read = Protect },
        new("cancel", "cancels one order, or the entry orders of a market, or all; stops and targets stay", "cancel btc") { Operands = ["ORDER|SYMBOL|all"], Options = Everywhere, Read = Cancel },
        new("status", "shows what runs and how it stands", "status") { Operands = ["[BOT]"], Read = reader => Named(reader, name => new StatusCommand(name)) },
        new("balance", "shows balances", "balance -e binance") { Options = Everywhere, Read = reader => Query(QueryKind.Balance, reader) },
        new("positions", "shows open positions", "positions") { Operands = ["[SYMBOL]"], Options = Everywhere, Read = reader => Query(QueryKind.Positions, reader) },
        new("trades", "shows managed trades, running ones first", "trades -n 20") { Operands = ["[SYMBOL]"], Options = [Count, .. Everywhere], Read = reader => Query(QueryKind.Trades, reader) },
        new("orders", "shows working orders", "orders btc") { Operands = ["[SYMBOL]"], Options = [Count, .. Everywhere], Read = reader => Query(QueryKind.Orders, reader) },
        new("performance", "shows profit and loss by market", "performance") { Operands = ["[SYMBOL]"], Options = Everywhere, Read = reader => Query(QueryKind.Performance, reader) },
        new("daily", "shows profit and loss by day", "daily -n 7") { Options = [Count, .. Everywhere], Read = reader => Query(QueryKind.Daily, reader) },
        new("weekly", "shows profit and loss by week", "weekly") { Options = [Count, .. Everywhere], Read = reader => Query(QueryKind.Weekly, reader) },
        new("monthly", "shows profit and loss by month", "monthly") { Options = [Count, .. Everywhere], Read = reader => Query(QueryKind.Monthly, reader) },
        new("start", "starts a bot, or all", "start trend-btc") { Operands = ["BOT|all"], Read = reader => Bot(BotAction.Start, reader) },
        new("stop", "stops a bot, or all; its stops and targets stay", "stop trend-btc") { Operands = ["BOT|all"], Read = reader => Bot(BotAction.Stop, reader) },
        new("pause", "lets a bot take no entries until resumed", "pause trend-btc") { Operands = ["BOT|all"], Read = reader => Bot(BotAction.Pause, reader) },
        new("resume", "lets a paused bot take entries again", "resume all") { Operands = ["BOT|all"], Read = reader => Bot(BotAction.Resume, reader) },
        new("run", "fires a scheduled bot now, outside its schedule", "run trend-btc") { Operands = ["BOT|all"], Read = reader => Bot(BotAction.Run, reader) },
        new("halt", "the kill switch: blocks entries and cancels our entry orders; stops and targets stay", "halt") { Options = [Exchange, Account], Read = reader => Everyone(reader, scope => new HaltCommand(scope)) },
        new("flatten", "halts and closes our positions at the market; with a SYMBOL closes that market only, without halting", "flatten btc") { Operands = ["[SYMBOL|all]"], Options = [Exchange, Account], Read = Flatten },
        new("reconcile", "compares our books with the venue's now", "reconcile") { Options = [Exchange, Account], Read = reader => Everyone(reader, scope => new ReconcileCommand(scope)) },
        new("why", "shows the reasons of an order, fill or refusal", "why 17") { Operands = ["ID"], Read = Why },
        new("logs", "shows the latest log lines", "logs trend-btc -n 50") { Operands = ["[BOT]"], Options = [Count], Read = Logs },
        new("health", "shows feeds, venues, storage and clock", "health") { Read = reader => Query(QueryKind.Health, reader) },
        new("help", "lists the commands, or explains one", "help buy") { Operands = ["[COMMAND]"], Read = Help },
        new("version", "shows the program's version", "version") { Read = reader => Query(QueryKind.Version, reader) },
        new("quit", "ends the program in order; positions and their stops stay", "quit") { Read = reader => reader.End(() => new QuitCommand()) },
    ];

    /// <summary>The command of that word (lower case); null where there is none.</summary>
    public static CommandVerb? Find(string name) => All.FirstOrDefault(verb => verb.Name == name);

    static CommandReading Trade(Side side, CommandReader reader)
    {
        var symbol = reader.Symbol(0);
        var amount = reader.Amount(1, ref symbol);
        var command = new TradeCommand(side, symbol, amount)
        {
            StopLoss = reader.Level("sl", 100),
            TakeProfit = reader.Level("tp", side == Side.Buy ? 10_000 : 100),
            TrailingStop = reader.Distance("tsl"),
            Leverage = reader.Leverage("lev"),
            Limit = reader.Price("limit"),
            Scope = reader.Scope(),
        };
        if (reader.Fault is null) CheckPrices(command, reader);
        return reader.End(() => command);
    }

    static void CheckPrices(TradeCommand command, CommandReader reader)
    {
        var isBuy = command.Side == Side.Buy;
        var (stop, target) = (Price(command.StopLoss), Price(command.TakeProfit));
        var (below, above) = isBuy ? ("below", "above") : ("above", "below");
        if (command.Limit is { } entry)
        {
            if (stop is { } at && (isBuy ? at >= entry : at <= entry)) reader.Refuse("sl", $"the stop of a {(isBuy ? "buy" : "sell")} must lie {below} its limit price");
            if (target is { } to && (isBuy ? to <= entry : to >= entry)) reader.Refuse("tp", $"the target of a {(isBuy ? "buy" : "sell")} must lie {above} its limit price");
        }
        if (stop is { } low && target is { } high && (isBuy ? low >= high : low <= high)) reader.Refuse("sl", $"the stop of a {(isBuy ? "buy" : "sell")} must lie {below} its target");
    }

    static decimal? Price(PriceLevel? level) => level is { IsPrice: true } price ? price.Value : null;

    static CommandReading Close(CommandReader reader)
    {
        var (symbol, scope) = (reader.SymbolOrAll(0), reader.Scope());
        return reader.End(() => new CloseCommand(symbol, scope));
    }

    static CommandReading Reduce(CommandReader reader)
    {
        var symbol = reader.Symbol(0);
        var amount = reader.Amount(1, ref symbol);
        var scope = reader.Scope();
        return reader.End(() => new ReduceCommand(symbol, amount, scope));
    }

    static CommandReading Protect(CommandReader reader)
    {
        var symbol = reader.Symbol(0);
        var (dropsStop, dropsTarget) = (reader.IsOff("sl"), reader.IsOff("tp"));
        var command = new ProtectCommand(symbol, reader.Scope())
        {
            StopLoss = dropsStop ? null : reader.Level("sl", 100),
            DropsStop = dropsStop,
            TakeProfit = dropsTarget ? null : reader.Level("tp", 10_000),
            DropsTarget = dropsTarget,
        };
        if (command is { StopLoss: null, DropsStop: false, TakeProfit: null, DropsTarget: false }) reader.Refuse("protect needs -sl or -tp; expected e.g. protect btc -sl @29000");
        return reader.End(() => command);
    }

    static CommandReading Cancel(CommandReader reader)
    {
        var order = reader.IsOrder(0) ? reader.Id(0) : null;
        var symbol = order is null ? reader.SymbolOrAll(0) : null;
        var scope = reader.Scope();
        return reader.End(() => new CancelCommand(order, symbol, scope));
    }

    static CommandReading Query(QueryKind kind, CommandReader reader)
    {
        var symbol = reader.Count > 0 ? reader.Symbol(0) : null;
        var (count, scope) = (reader.Rows("n"), reader.Scope());
        return reader.End(() => new QueryCommand(kind, symbol, count, scope));
    }

    static CommandReading Named(CommandReader reader, Func<string?, Command> command)
    {
        var name = reader.NameOrAll(0, "a bot");
        return reader.End(() => command(name));
    }

    static CommandReading Bot(BotAction action, CommandReader reader) => Named(reader, name => new BotCommand(action, name));

    static CommandReading Everyone(CommandReader reader, Func<CommandScope, Command> command)
    {
        var scope = reader.Scope();
        return reader.End(() => command(scope));
    }

    static CommandReading Flatten(CommandReader reader)
    {
        var symbol = reader.Count > 0 ? reader.SymbolOrAll(0) : null;
        var scope = reader.Scope();
        return reader.End(() => new FlattenCommand(symbol, scope));
    }

    static CommandReading Why(CommandReader reader)
    {
        var id = reader.Id(0);
        return reader.End(() => new WhyCommand(id));
    }

    static CommandReading Logs(CommandReader reader)
    {
        var (bot, count) = (reader.NameOrAll(0, "a bot"), reader.Rows("n"));
        return reader.End(() => new LogsCommand(bot, count));
    }

    static CommandReading Help(CommandReader reader)
    {
        var topic = reader.Topic(0);
        return reader.End(() => new HelpCommand(topic));
    }
}
