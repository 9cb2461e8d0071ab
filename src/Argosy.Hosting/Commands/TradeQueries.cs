using System.Globalization;
using Argosy.Core.Commands;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Answers what is asked about trades, orders and money, from the host's bots and the database.</summary>
/// <param name="host">The bots.</param>
/// <param name="trades">The managed trades.</param>
/// <param name="database">Orders, executions, closed trades.</param>
/// <param name="time">The clock.</param>
sealed class TradeQueries(IHostControl host, ManagedTrades trades, IDatabase database, TimeProvider time)
{
    const int DefaultRows = 20, DefaultPeriods = 10, MostOrders = 1_000;

    /// <summary>Balances of the accounts, and what the paper bots have.</summary>
    public async Task<CommandAnswer> BalancesAsync(QueryCommand query)
    {
        var rows = new List<(string Account, string Exchange, AssetBalance Balance)>();
        foreach (var place in trades.Places.Where(place => ManagedTrades.IsIn(place, query.Scope)))
        {
            var balances = await place.BalancesAsync(CancellationToken.None).ConfigureAwait(false);
            if (!balances.Ok) return CommandAnswer.Refused($"{place.Account} on {place.Exchange}: {balances.Error!.Message}");
            rows.AddRange(balances.Value.Where(balance => balance.Total != 0).Select(balance => (place.Account, place.Exchange, balance)));
        }
        return CommandAnswer.Done(
            Lines(rows.Select(row => $"{row.Account} on {row.Exchange}: {Exact.Text(row.Balance.Free)} {row.Balance.Asset} free, {Exact.Text(row.Balance.Locked)} locked"), "nothing"),
            AnswerJson.Array(rows, (writer, row) =>
            {
                writer.WriteString("account", row.Account);
                writer.WriteString("exchange", row.Exchange);
                writer.WriteString("asset", row.Balance.Asset);
                writer.Money("free", row.Balance.Free);
                writer.Money("locked", row.Balance.Locked);
            }));
    }

    /// <summary>Our positions, by bot.</summary>
    public CommandAnswer Positions(QueryCommand query)
    {
        var rows = Bots(query).SelectMany(bot => bot.Instruments.Zip(bot.Positions, (instrument, quantity) => (Bot: bot, Instrument: instrument, Quantity: quantity))).Where(row => row.Quantity != 0 && IsMeant(query.Symbol, row.Instrument)).ToArray();
        return CommandAnswer.Done(Lines(rows.Select(row => $"{row.Bot.Name}: {Exact.Text(row.Quantity)} {row.Instrument} in account {row.Bot.Account}"), "flat"), AnswerJson.Array(rows, (writer, row) =>
        {
            writer.WriteString("bot", row.Bot.Name);
            writer.WriteString("account", row.Bot.Account);
            writer.WriteString("mode", row.Bot.IsLive ? "live" : "paper");
            writer.WriteString("instrument", row.Instrument);
            writer.Money("quantity", row.Quantity);
        }));
    }

    /// <summary>Managed trades: those that run with their orders, then closed ones of the host's accounts, newest first.</summary>
    public async Task<CommandAnswer> TradesAsync(QueryCommand query)
    {
        var running = trades.Open.Where(open => ManagedTrades.IsIn(open.Trade.Place, query.Scope) && IsMeant(query.Symbol, open.Trade.Command.Symbol.ToString())).ToArray();
        var orders = new Dictionary<int, IReadOnlyList<OrderRow>>();
        foreach (var (trade, _) in running) orders[trade.Deployment] = await database.Trading.Orders(trade.Deployment, long.MaxValue, MostOrders).ConfigureAwait(false);
        var closed = (await ClosedAsync(query).ConfigureAwait(false)).OrderByDescending(row => row.Trade.ExitTime).Take(query.Count ?? DefaultRows).ToArray();
        var lines = running.Select(open => $"{open.Trade.Name} runs: {open.Trade.Command}; holds {Exact.Text(Held(open.Status))}, {open.Status?.OpenOrders ?? 0} open orders")
            .Concat(closed.Select(row => $"{row.Bot} closed {Clock(row.Trade.ExitTime)}: {row.Trade.Instrument} {(row.Trade.Side == Side.Buy ? "long" : "short")} {Exact.Text(row.Trade.Quantity)}, {Exact.Text(row.Trade.Pnl)} ({row.Trade.ExitReason})"));
        var json = AnswerJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("running");
            writer.WriteRawValue(AnswerJson.Array(running, (rows, open) =>
            {
                rows.WriteString("trade", open.Trade.Name);
                rows.WriteNumber("deployment", open.Trade.Deployment);
                rows.WriteString("command", open.Trade.Command.ToString());
                rows.WriteString("instrument", open.Trade.Command.Symbol.ToString());
                rows.WriteString("side", open.Trade.Command.Side == Side.Buy ? "buy" : "sell");
                rows.WriteString("exchange", open.Trade.Place.Exchange);
                rows.WriteString("account", open.Trade.Place.Account);
                rows.WriteString("mode", KebabCase.Of(open.Trade.Place.Mode.ToString()));
                rows.WriteString("state", KebabCase.Of((open.Status?.State ?? BotState.Starting).ToString()));
                rows.Money("position", Held(open.Status));
                rows.Money("equity", open.Status?.Equity ?? 0);
                rows.WritePropertyName("orders");
                rows.WriteRawValue(OrdersJson(orders[open.Trade.Deployment].Select(order => (open.Trade.Name, order))));
            }));
            writer.WritePropertyName("closed");
            writer.WriteRawValue(AnswerJson.Array(closed, (rows, row) =>
            {
                rows.WriteString("bot", row.Bot);
                rows.WriteString("instrument", row.Trade.Instrument);
                rows.WriteString("side", row.Trade.Side == Side.Buy ? "buy" : "sell");
                rows.Money("quantity", row.Trade.Quantity);
                rows.Money("pnl", row.Trade.Pnl);
                rows.WriteNumber("entryTime", row.Trade.EntryTime);
                rows.WriteNumber("exitTime", row.Trade.ExitTime);
                rows.WriteString("exitReason", row.Trade.ExitReason);
            }));
            writer.WriteEndObject();
        });
        return CommandAnswer.Done(Lines(lines, "no trades"), json);
    }

    /// <summary>Orders at work.</summary>
    public async Task<CommandAnswer> OrdersAsync(QueryCommand query)
    {
        var rows = new List<(string Bot, OrderRow Order)>();
        foreach (var bot in Bots(query))
        {
            var orders = await database.Trading.Orders(bot.Deployment, long.MaxValue, MostOrders).ConfigureAwait(false);
            rows.AddRange(orders.Where(order => IsOpen(order.Phase) && IsMeant(query.Symbol, order.Instrument)).Select(order => (bot.Name, order)));
        }
        var shown = rows.OrderByDescending(row => row.Order.Time).Take(query.Count ?? DefaultRows).ToArray();
        return CommandAnswer.Done(Lines(shown.Select(row => $"{row.Order.ClientId} of {row.Bot}: {KebabCase.Of(row.Order.Side.ToString())} {Exact.Text(row.Order.Quantity)} {row.Order.Instrument} {KebabCase.Of(row.Order.Type.ToString())}{(row.Order.Trigger > 0 ? $" when it touches {Exact.Text(row.Order.Trigger)}" : "")}{(row.Order.Price > 0 ? $" at {Exact.Text(row.Order.Price)}" : "")}"), "no open orders"), OrdersJson(shown));
    }

    /// <summary>Profit and loss of closed trades, by market or by period.</summary>
    public async Task<CommandAnswer> ProfitAsync(QueryCommand query)
    {
        var closed = await ClosedAsync(query).ConfigureAwait(false);
        var groups = query.Kind == QueryKind.Performance
            ? closed.GroupBy(row => row.Trade.Instrument).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray()
            : [.. closed.GroupBy(row => Period(query.Kind, row.Trade.ExitTime)).OrderByDescending(group => group.Key, StringComparer.Ordinal).Take(query.Count ?? DefaultPeriods)];
        // Trades of different quote assets are never added up.
        var rows = groups.SelectMany(group => group.GroupBy(row => Quote(row.Trade.Instrument)).Select(part => (group.Key, Quote: part.Key, Pnl: part.Sum(row => row.Trade.Pnl), Trades: part.Count(), Won: part.Count(row => row.Trade.Pnl > 0)))).ToArray();
        return CommandAnswer.Done(Lines(rows.Select(row => $"{row.Key}: {Exact.Text(row.Pnl)} {row.Quote} in {row.Trades} trades, {row.Won} won"), "no closed trades"), AnswerJson.Array(rows, (writer, row) =>
        {
            writer.WriteString(query.Kind == QueryKind.Performance ? "instrument" : "period", row.Key);
            writer.WriteString("quote", row.Quote);
            writer.Money("pnl", row.Pnl);
            writer.WriteNumber("trades", row.Trades);
            writer.WriteNumber("won", row.Won);
        }));
    }

    /// <summary>The reason chain of an order.</summary>
    public async Task<CommandAnswer> WhyAsync(string id)
    {
        foreach (var deployment in await database.Bots.Deployments().ConfigureAwait(false))
        {
            var orders = await database.Trading.Orders(deployment.Id, long.MaxValue, int.MaxValue).ConfigureAwait(false);
            if (orders.FirstOrDefault(order => order.ClientId == id || (order.VenueOrderId.Length > 0 && order.VenueOrderId == id)) is not { } found) continue;
            var fills = await database.Trading.Fills(found.ClientId).ConfigureAwait(false);
            var text = $"{found.ClientId} of {deployment.Bot}: {KebabCase.Of(found.Side.ToString())} {Exact.Text(found.Quantity)} {found.Instrument}, {KebabCase.Of(found.Phase.ToString())}, filled {Exact.Text(found.Filled)}\nwhy: {(found.Why.Length > 0 ? found.Why : "no reasons were recorded")}";
            return CommandAnswer.Done(text + string.Concat(fills.Select(fill => $"\n{Clock(fill.Time)} {Exact.Text(fill.Quantity)} at {Exact.Text(fill.Price)}, fee {Exact.Text(fill.Fee)} {fill.FeeAsset}")), OrdersJson([(deployment.Bot, found)]));
        }
        return CommandAnswer.Refused($"no order here has the id {id}; 'orders' shows those at work, 'trades' has all of a running trade");
    }

    /// <summary>The latest log lines of a bot, or of all bots and the host.</summary>
    public async Task<CommandAnswer> LogsAsync(LogsCommand command)
    {
        var bots = host.Bots.Where(bot => command.Bot is null || bot.Name == command.Bot).ToArray();
        if (bots.Length == 0 && command.Bot is not null) return CommandAnswer.Refused($"there is no bot {command.Bot}{Suggestion.Phrase(command.Bot, host.Bots.Select(bot => bot.Name))}");
        var count = command.Count ?? DefaultRows;
        var lines = new List<(string Bot, LogRow Line)>();
        foreach (var (name, deployment) in bots.Select(bot => (bot.Name, bot.Deployment)).Concat(command.Bot is null ? [("host", 0)] : []))
        {
            lines.AddRange((await database.Logs.Last(deployment, long.MaxValue, count).ConfigureAwait(false)).Select(line => (name, line)));
        }
        var shown = lines.OrderBy(row => row.Line.Sequence).TakeLast(count).ToArray();
        return CommandAnswer.Done(Lines(shown.Select(row => $"{Clock(row.Line.Time)} {row.Bot} {row.Line.Level}: {row.Line.Message}"), "no lines"), AnswerJson.Array(shown, (writer, row) =>
        {
            writer.WriteNumber("time", row.Line.Time);
            writer.WriteString("bot", row.Bot);
            writer.WriteString("level", row.Line.Level);
            writer.WriteString("message", row.Line.Message);
        }));
    }

    /// <summary>How bots, kill switch and database do.</summary>
    public async Task<CommandAnswer> HealthAsync()
    {
        var began = time.GetTimestamp();
        await database.Commands.Last(1).ConfigureAwait(false);
        var databaseMs = time.GetElapsedTime(began).TotalMilliseconds;
        var bots = host.Bots;
        var ill = bots.Where(bot => bot.State == BotState.Disabled || bot.Blocked.Length > 0).ToArray();
        var isWell = ill.Length == 0 && host.Halted.Length == 0;
        var lines = new List<string> { isWell ? "well" : "not well", string.Create(CultureInfo.InvariantCulture, $"{bots.Count} bots, {host.Backlog} messages not answered, database {databaseMs:0.0} ms") };
        if (host.Halted.Length > 0) lines.Add(host.Halted);
        lines.AddRange(ill.Select(bot => $"{bot.Name}: {(bot.State == BotState.Disabled ? $"disabled: {bot.Reason}" : $"entries are blocked: {bot.Blocked}")}"));
        return CommandAnswer.Done(string.Join('\n', lines), AnswerJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("well", isWell);
            writer.WriteNumber("bots", bots.Count);
            writer.WriteNumber("backlog", host.Backlog);
            writer.WriteString("halted", host.Halted);
            writer.WriteNumber("databaseMs", databaseMs);
            writer.WriteEndObject();
        }));
    }

    async Task<IReadOnlyList<(string Bot, TradeRow Trade)>> ClosedAsync(QueryCommand query)
    {
        var accounts = trades.Places.Where(place => ManagedTrades.IsIn(place, query.Scope)).Select(place => place.Account).ToHashSet(StringComparer.Ordinal);
        var rows = new List<(string, TradeRow)>();
        foreach (var deployment in await database.Bots.Deployments().ConfigureAwait(false))
        {
            if (!accounts.Contains(deployment.Account)) continue;
            rows.AddRange((await database.Trading.Trades(deployment.Id).ConfigureAwait(false)).Where(trade => IsMeant(query.Symbol, trade.Instrument)).Select(trade => (deployment.Bot, trade)));
        }
        return rows;
    }

    IEnumerable<BotStatus> Bots(QueryCommand query)
    {
        var accounts = trades.Places.Where(place => ManagedTrades.IsIn(place, query.Scope)).Select(place => (place.Account, place.Mode == TradingMode.Live)).ToHashSet();
        return host.Bots.Where(bot => accounts.Contains((bot.Account, bot.IsLive)));
    }

    static string OrdersJson(IEnumerable<(string Bot, OrderRow Order)> rows) => AnswerJson.Array(rows, (writer, row) =>
    {
        writer.WriteString("id", row.Order.ClientId);
        writer.WriteString("bot", row.Bot);
        writer.WriteString("instrument", row.Order.Instrument);
        writer.WriteString("side", KebabCase.Of(row.Order.Side.ToString()));
        writer.WriteString("type", KebabCase.Of(row.Order.Type.ToString()));
        writer.Money("quantity", row.Order.Quantity);
        writer.Money("price", row.Order.Price);
        writer.Money("trigger", row.Order.Trigger);
        writer.Money("filled", row.Order.Filled);
        writer.WriteString("state", KebabCase.Of(row.Order.Phase.ToString()));
        writer.WriteString("venueOrderId", row.Order.VenueOrderId);
        writer.WriteString("why", row.Order.Why);
        writer.WriteNumber("time", row.Order.Time);
    });

    static bool IsOpen(OrderPhase phase) => phase is OrderPhase.Sent or OrderPhase.Unknown or OrderPhase.Working or OrderPhase.Settling or OrderPhase.Conflicting;

    internal static bool IsMeant(SymbolText? symbol, string instrument) => symbol is null || symbol.ToString() == instrument || (symbol.Quote is null && (instrument.StartsWith(symbol.Base + "/", StringComparison.Ordinal) || instrument.Replace("/", "", StringComparison.Ordinal) == symbol.Base));

    static decimal Held(BotStatus? status) => status is { Positions: [var quantity, ..] } ? quantity : 0;

    static string Quote(string instrument) => instrument[(instrument.IndexOf('/', StringComparison.Ordinal) + 1)..];

    static string Lines(IEnumerable<string> lines, string none) => string.Join('\n', lines) is { Length: > 0 } text ? text : none;

    static string Clock(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static string Period(QueryKind kind, long time)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;
        return kind switch
        {
            QueryKind.Monthly => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            QueryKind.Weekly => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}"),
            _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }
}
