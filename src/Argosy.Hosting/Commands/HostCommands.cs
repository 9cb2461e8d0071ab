using Argosy.Core.Commands;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Carries commands out on a running host.</summary>
/// <param name="host">The host.</param>
/// <param name="trades">Its managed trades.</param>
/// <param name="database">What is asked about.</param>
/// <param name="time">The clock.</param>
/// <param name="version">The program's version.</param>
public sealed class HostCommands(IHostControl host, ManagedTrades trades, IDatabase database, TimeProvider time, string version)
{
    readonly TradeQueries _queries = new(host, trades, database, time);
    readonly RunCommands _runs = new(host, time);
    readonly OrderCancelling _cancelling = new(host, trades, database, time);

    /// <summary>Carries one out.</summary>
    public async Task<CommandAnswer> ExecuteAsync(Command command, CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        return command switch
        {
            TradeCommand trade => await trades.OpenAsync(trade, request).ConfigureAwait(false),
            CloseCommand close => await trades.TellAsync(close, close.Symbol, close.Scope, request).ConfigureAwait(false),
            ReduceCommand reduce => await trades.TellAsync(reduce, reduce.Symbol, reduce.Scope, request).ConfigureAwait(false),
            ProtectCommand protect => await ProtectAsync(protect, request).ConfigureAwait(false),
            CancelCommand { Order: { } order } => await _cancelling.CancelAsync(order, request).ConfigureAwait(false),
            CancelCommand cancel => await trades.TellAsync(cancel, cancel.Symbol, cancel.Scope, request).ConfigureAwait(false),
            StatusCommand status => Status(status.Bot),
            QueryCommand query => await QueryAsync(query).ConfigureAwait(false),
            BotCommand bot => await BotAsync(bot, request).ConfigureAwait(false),
            HaltCommand halt => await HaltAsync(halt.Scope, flatten: false, request).ConfigureAwait(false),
            FlattenCommand { Symbol: { } symbol } flatten => await FlattenAsync(symbol, flatten.Scope, request).ConfigureAwait(false),
            FlattenCommand flatten => await HaltAsync(flatten.Scope, flatten: true, request).ConfigureAwait(false),
            ReconcileCommand reconcile => await ReconcileAsync(reconcile.Scope).ConfigureAwait(false),
            WhyCommand why => await _queries.WhyAsync(why.Id).ConfigureAwait(false),
            LogsCommand logs => await _queries.LogsAsync(logs).ConfigureAwait(false),
            HelpCommand { Topic: { } topic } => CommandAnswer.Done(CommandReference.Explain(CommandVerbs.Find(topic)!).TrimEnd()),
            HelpCommand => CommandAnswer.Done(CommandReference.List().TrimEnd()),
            QuitCommand => Quit(),
            _ => throw new InvalidOperationException($"a command of a kind not known here: {command.GetType().Name}"),
        };
    }

    Task<CommandAnswer> QueryAsync(QueryCommand query) => query.Kind switch
    {
        QueryKind.Balance => _queries.BalancesAsync(query),
        QueryKind.Positions => Task.FromResult(_queries.Positions(query)),
        QueryKind.Trades => _queries.TradesAsync(query),
        QueryKind.Orders => _queries.OrdersAsync(query),
        QueryKind.Performance or QueryKind.Daily or QueryKind.Weekly or QueryKind.Monthly => _queries.ProfitAsync(query),
        QueryKind.Health => _queries.HealthAsync(),
        QueryKind.Version => Task.FromResult(CommandAnswer.Done($"argosy {version}")),
    };

    CommandAnswer Status(string? bot)
    {
        var bots = host.Bots.Where(status => bot is null || status.Name == bot).ToArray();
        if (bots.Length == 0 && bot is not null) return Unknown(bot);
        var lines = bots.Select(status => $"{status.Name} {KebabCase.Of(status.State.ToString())}{(status.Reason.Length > 0 ? $" ({status.Reason})" : "")} on {status.Account}{(status.IsLive ? "" : ", paper")}: equity {Exact.Text(Exact.Round(status.Equity, 2))}, {status.OpenOrders} open orders, {status.Trades} trades{(status.Blocked.Length > 0 ? $"; entries are blocked: {status.Blocked}" : "")}");
        var halted = host.Halted;
        lines = host.HaltedAccounts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}").Concat(lines);
        return CommandAnswer.Done(string.Join('\n', halted.Length > 0 ? lines.Prepend(halted) : lines), AnswerJson.Array(bots, (writer, status) =>
        {
            writer.WriteString("bot", status.Name);
            writer.WriteNumber("deployment", status.Deployment);
            writer.WriteString("account", status.Account);
            writer.WriteString("mode", status.IsLive ? "live" : "paper");
            writer.WriteString("state", KebabCase.Of(status.State.ToString()));
            writer.WriteString("reason", status.Reason);
            writer.WriteString("blocked", status.Blocked);
            writer.Money("cash", status.Cash);
            writer.Money("equity", status.Equity);
            writer.WriteNumber("orders", status.Orders);
            writer.WriteNumber("openOrders", status.OpenOrders);
            writer.WriteNumber("fills", status.Fills);
            writer.WriteNumber("trades", status.Trades);
        }));
    }

    async Task<CommandAnswer> BotAsync(BotCommand command, CommandRequest request)
    {
        var names = command.Bot is { } one ? [one] : host.Bots.Select(bot => bot.Name).Where(name => command.Action is BotAction.Pause or BotAction.Resume || !ManagedTrades.IsTrade(name)).ToArray();
        var lines = new List<string>();
        if (command is { Action: BotAction.Resume, Bot: null } && (host.Halted.Length > 0 || host.HaltedAccounts.Count > 0))
        {
            await host.LiftAsync($"{request.Source}:{request.Sender}").ConfigureAwait(false);
            lines.Add("the kill switch is lifted");
        }
        var failed = false;
        foreach (var name in names)
        {
            var done = command.Action switch
            {
                BotAction.Start => await host.StartAsync(name).ConfigureAwait(false),
                BotAction.Stop => await host.StopAsync(name).ConfigureAwait(false),
                BotAction.Pause => await host.PauseAsync(name).ConfigureAwait(false),
                BotAction.Resume => await host.ResumeAsync(name).ConfigureAwait(false),
                BotAction.Run => await host.RunNowAsync(name).ConfigureAwait(false),
            };
            failed |= !done.Ok && command.Bot is not null;
            lines.Add(done.Ok ? $"{name}: {Past(command.Action)}" : $"{name}: {done.Error!.Message}");
        }
        return new CommandAnswer(failed ? CommandOutcome.Refused : CommandOutcome.Done, lines.Count > 0 ? string.Join('\n', lines) : "there are no bots");
    }

    async Task<CommandAnswer> HaltAsync(CommandScope scope, bool flatten, CommandRequest request)
    {
        // Only whole accounts can be halted: a scope that means some of them halts those.
        var meant = trades.Places.Where(place => ManagedTrades.IsIn(place, scope)).Select(place => place.Account).Distinct(StringComparer.Ordinal).ToArray();
        var isEverything = trades.Places.All(place => ManagedTrades.IsIn(place, scope));
        if (!isEverything && meant.Length == 0) return CommandAnswer.Refused("no account is meant by that");
        var reports = new List<KillReport>();
        if (isEverything) reports.AddRange(await host.HaltAsync($"{request.Source}:{request.Sender}", flatten).ConfigureAwait(false));
        foreach (var account in isEverything ? [] : meant) reports.AddRange(await host.HaltAsync($"{request.Source}:{request.Sender}", flatten, account).ConfigureAwait(false));
        var where = isEverything ? "" : $" on {string.Join(", ", meant)}";
        var left = reports.Where(report => report.Entries > 0 || (flatten && report.Positions.Count > 0)).Select(report => $"{report.Account}: {report.Entries} entries are still at the venue{(flatten && report.Positions.Count > 0 ? $", still held: {string.Join(", ", report.Positions)}" : "")}").ToArray();
        var said = flatten ? $"entries are blocked{where}, positions are closed" : $"entries are blocked{where}, entry orders cancelled; stops and targets stay";
        var paper = flatten && host.Bots.Any(bot => !bot.IsLive && (isEverything || meant.Contains(bot.Account)) && bot.Positions.Any(quantity => quantity != 0)) ? "\npositions of paper bots close at their market's next price" : "";
        return CommandAnswer.Done((left.Length == 0 ? said : $"entries are blocked{where}; {string.Join("; ", left)}; it goes on trying") + paper + "\n'resume all' allows entries again");
    }

    async Task<CommandAnswer> FlattenAsync(SymbolText symbol, CommandScope scope, CommandRequest request)
    {
        var accounts = trades.Places.Where(place => ManagedTrades.IsIn(place, scope)).Select(place => place.Account).ToHashSet(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var bot in host.Bots.Where(bot => bot.State is BotState.Running or BotState.Paused && (scope == CommandScope.Default || accounts.Contains(bot.Account))))
        {
            var held = bot.Instruments.Zip(bot.Positions).Where(pair => pair.Second != 0 && TradeQueries.IsMeant(symbol, pair.First)).ToArray();
            if (held.Length == 0) continue;
            var told = await host.FlattenAsync(bot.Name, held[0].First, request.Source, $"{request.Id}/{bot.Name}").ConfigureAwait(false);
            lines.Add(told.Ok ? $"{bot.Name}: closes {Exact.Text(held[0].Second)} {held[0].First}" : $"{bot.Name}: {told.Error!.Message}");
        }
        return lines.Count == 0 ? CommandAnswer.Refused($"nothing is held in {symbol}") : CommandAnswer.Done(string.Join('\n', lines) + "\na bot that runs on may enter again; 'pause' keeps it out");
    }

    async Task<CommandAnswer> ProtectAsync(ProtectCommand protect, CommandRequest request)
    {
        var accounts = trades.Places.Where(place => ManagedTrades.IsIn(place, protect.Scope)).Select(place => place.Account).ToHashSet(StringComparer.Ordinal);
        var holding = host.Bots.Where(bot => bot.State is BotState.Running or BotState.Paused && (protect.Scope == CommandScope.Default || accounts.Contains(bot.Account)) && (protect.Scope.Mode is not { } mode || bot.IsLive == (mode == TradingMode.Live)) && bot.Holdings.Any(held => TradeQueries.IsMeant(protect.Symbol, held.Instrument))).ToArray();
        if (holding.Length == 0) return CommandAnswer.Refused($"nothing is held in {protect.Symbol}");
        if (holding.Length > 1) return CommandAnswer.Refused($"{string.Join(", ", holding.Select(bot => bot.Name))} hold {protect.Symbol}; -a or -m names one");
        var held = holding[0].Holdings.First(one => TradeQueries.IsMeant(protect.Symbol, one.Instrument)).Instrument.Split('/');
        var outcome = await _runs.ProtectAsync(holding[0].Name, protect with { Symbol = new SymbolText(held[0], held.ElementAtOrDefault(1)) }, request.Source, $"{request.Id}/{holding[0].Name}").ConfigureAwait(false);
        return outcome.Ok ? CommandAnswer.Done($"{holding[0].Name}: {outcome.Value}") : CommandAnswer.Refused($"{holding[0].Name}: {outcome.Error!.Message}");
    }

    async Task<CommandAnswer> ReconcileAsync(CommandScope scope)
    {
        var lines = new List<string>();
        foreach (var place in trades.Places.Where(place => ManagedTrades.IsIn(place, scope))) lines.Add($"{place.Account} on {place.Exchange}: {await place.ReconcileAsync(CancellationToken.None).ConfigureAwait(false)}");
        return lines.Count == 0 ? CommandAnswer.Refused("no account is meant by that") : CommandAnswer.Done(string.Join('\n', lines));
    }

    CommandAnswer Quit()
    {
        host.Quit();
        return CommandAnswer.Done("the host ends: what is on its way is waited for, positions and their stops stay");
    }

    CommandAnswer Unknown(string bot) => CommandAnswer.Refused($"there is no bot {bot}{Suggestion.Phrase(bot, host.Bots.Select(status => status.Name))}");

    static string Past(BotAction action) => action switch
    {
        BotAction.Start => "started",
        BotAction.Stop => "stopped; its stops and targets stay",
        BotAction.Pause => "takes no entries",
        BotAction.Resume => "may take entries",
        BotAction.Run => "fired; it decides at its next close",
    };
}
