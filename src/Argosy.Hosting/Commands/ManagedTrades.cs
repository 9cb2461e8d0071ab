using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Core.Commands;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Opens the trades commands ask for and keeps them: each is a deployment of the strategy managed-trade, run like any bot.</summary>
/// <remarks>A trade that has nothing open any more ends by itself. After a restart of the host each goes on from its run log; one that was never begun is not begun late.</remarks>
/// <param name="host">The host.</param>
/// <param name="database">Deployments.</param>
/// <param name="places">Where trades can be opened now, the usual one first.</param>
/// <param name="time">The clock.</param>
/// <param name="open">Opens an account or a market that a command names and that is not open yet; null where all there is is open.</param>
public sealed class ManagedTrades(LiveHost host, IDatabase database, Func<IReadOnlyList<ITradePlace>> places, TimeProvider time, Func<CommandScope, CancellationToken, Task<Error?>>? open = null)
{
    const string Prefix = "trade-";
    const int IdleLooks = 3, MostOrders = 1_000;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(5), Step = TimeSpan.FromMilliseconds(20), Again = TimeSpan.FromSeconds(10);
    static readonly string[] Quotes = ["USDT", "USDC", "USD", "EUR"];

    readonly ConcurrentDictionary<string, ManagedTrade> _open = new(StringComparer.Ordinal);
    volatile bool _isIncomplete;

    /// <summary>Where trades can be opened.</summary>
    public IReadOnlyList<ITradePlace> Places => places();

    /// <summary>Whether a bot is a managed trade's.</summary>
    public static bool IsTrade(string bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        return bot.StartsWith(Prefix, StringComparison.Ordinal) && bot.Length == Prefix.Length + 10;
    }

    /// <summary>Goes on with the trades that were open when the host ended.</summary>
    /// <returns>One line for each that cannot go on.</returns>
    public async Task<IReadOnlyList<string>> RestoreAsync(CancellationToken cancellation)
    {
        var failures = new List<string>();
        _isIncomplete = false;
        foreach (var row in await database.Bots.Deployments(cancellation).ConfigureAwait(false))
        {
            if (!IsTrade(row.Bot) || row.State is not ("running" or "paused") || _open.ContainsKey(row.Bot)) continue;
            var opened = await FindAsync(new CommandScope(null, row.Account, null), cancellation).ConfigureAwait(false);
            if (!opened.Ok)
            {
                _isIncomplete = true;
                failures.Add($"{row.Bot} is on account {row.Account}, which is not here now; its orders stay as they are: {opened.Error!.Message}");
                continue;
            }
            var place = opened.Value;
            if (LinkCodec.ReadHost(Encoding.UTF8.GetBytes(row.Configuration)) is not { Ok: true, Value: RunBegins begins } || CommandOf(begins) is not { } command)
            {
                failures.Add($"{row.Bot}: its deployment holds no trade");
                continue;
            }
            var terms = place.Terms(row, begins);
            if (!WasBegun(terms.Log))
            {
                await database.Bots.SetState(row.Id, "stopped", cancellation).ConfigureAwait(false);
                failures.Add($"{row.Bot} had not begun when the host ended; nothing was sent, and it is not begun late: {command}");
                continue;
            }
            var trade = _open[row.Bot] = new ManagedTrade(row.Bot, command, place) { Deployment = row.Id, IsTold = true };
            var started = await host.AddRunningAsync(terms, place.Services(trade), cancellation).ConfigureAwait(false);
            if (!started.Ok) failures.Add($"{row.Bot}: {started.Error!.Message}");
        }
        return failures;
    }

    /// <summary>Ends trades that have nothing open any more, until cancelled.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            var lastTry = time.GetTimestamp();
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var trade in _open.Values) await LookAtAsync(trade).ConfigureAwait(false);
                // An account whose venue did not answer at the start is tried until it does: a trade there may have a stop to watch.
                if (!_isIncomplete || time.GetElapsedTime(lastTry) < Again) continue;
                lastTry = time.GetTimestamp();
                await RestoreAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends; what is open goes on at its next start.
        }
    }

    /// <summary>Opens a trade.</summary>
    /// <param name="command">What is asked for.</param>
    /// <param name="request">How it came in.</param>
    public async Task<CommandAnswer> OpenAsync(TradeCommand command, CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        if (host.Halted.Length > 0) return CommandAnswer.Refused($"entries are blocked: {host.Halted}; 'resume all' allows them again");
        var found = await FindAsync(command.Scope, CancellationToken.None).ConfigureAwait(false);
        if (!found.Ok) return CommandAnswer.Refused(found.Error!.Message);
        var place = found.Value;
        var resolved = await ResolveAsync(command, place).ConfigureAwait(false);
        if (!resolved.Ok) return CommandAnswer.Refused(resolved.Error!.Message);
        var (trade, instrument, notional) = resolved.Value;
        var begins = await place.BeginAsync(trade, instrument, notional, CancellationToken.None).ConfigureAwait(false);
        if (!begins.Ok) return CommandAnswer.Refused(begins.Error!.Message);
        // The name follows from the command's id: whatever goes wrong, there is one deployment of it at most.
        var name = Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Source}\n{request.Id}")))[..10];
        if ((await database.Bots.Deployments().ConfigureAwait(false)).Any(row => row.Bot == name)) return CommandAnswer.Refused($"{name} was opened before");
        var row = await DeployAsync(name, place, begins.Value).ConfigureAwait(false);
        var managed = _open[name] = new ManagedTrade(name, trade, place) { Deployment = row.Id };
        var started = await host.AddRunningAsync(place.Terms(row, begins.Value), place.Services(managed), CancellationToken.None).ConfigureAwait(false);
        if (!started.Ok)
        {
            _open.TryRemove(name, out _);
            await database.Bots.SetState(row.Id, "stopped").ConfigureAwait(false);
            return CommandAnswer.Refused($"{name} could not start: {started.Error!.Message}");
        }
        var told = await host.CommandAsync(name, trade.ToString(), "trade", name).ConfigureAwait(false);
        managed.IsTold = true;
        if (!told.Ok) return CommandAnswer.Refused($"{name}: {told.Error!.Message}");
        string outcome;
        try
        {
            outcome = await managed.Outcome.WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            outcome = "the entry was handed over and the venue has not answered yet; 'trades' shows what comes of it";
        }
        return new CommandAnswer(managed.IsRefused ? CommandOutcome.Refused : CommandOutcome.Done, $"{name} on {place.Exchange}, account {place.Account}: {outcome}");
    }

    /// <summary>Hands a command on to the open trades it is meant for.</summary>
    /// <param name="command">close, reduce or cancel.</param>
    /// <param name="symbol">Their market; null for all.</param>
    /// <param name="scope">Where.</param>
    /// <param name="request">How it came in.</param>
    public async Task<CommandAnswer> TellAsync(Command command, SymbolText? symbol, CommandScope scope, CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        var meant = _open.Values.Where(trade => IsIn(trade.Place, scope) && (symbol is null || Matches(symbol, trade.Command.Symbol))).OrderBy(trade => trade.Deployment).ToArray();
        if (meant.Length == 0) return CommandAnswer.Refused($"no managed trade is open{(symbol is null ? "" : $" in {symbol}")}");
        if (command is ReduceCommand && meant.Length > 1) return CommandAnswer.Refused($"{meant.Length} managed trades are open in {symbol}; 'close' ends them all, -a or -m names one");
        var told = await Task.WhenAll(meant.Select(trade => TellAsync(trade, command, request))).ConfigureAwait(false);
        var isRefused = told.All(answer => answer.Outcome != CommandOutcome.Done);
        return new CommandAnswer(isRefused ? CommandOutcome.Refused : CommandOutcome.Done, string.Join('\n', told.Select(answer => answer.Text)));
    }

    /// <summary>Cancels the entry of the open trade that has an order of this id, ours or the venue's.</summary>
    public async Task<CommandAnswer> CancelAsync(string order, CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (var trade in _open.Values)
        {
            var rows = await database.Trading.Orders(trade.Deployment, long.MaxValue, MostOrders).ConfigureAwait(false);
            if (rows.FirstOrDefault(row => string.Equals(row.ClientId, order, StringComparison.OrdinalIgnoreCase) || row.VenueOrderId == order) is not { } found) continue;
            if (found.Side != trade.Command.Side) return CommandAnswer.Refused($"order {order} closes or protects {trade.Name}; 'close {trade.Command.Symbol}' ends the trade and its exits");
            return await TellAsync(trade, new CancelCommand(null, trade.Command.Symbol, CommandScope.Default), request).ConfigureAwait(false);
        }
        return CommandAnswer.Refused($"no open managed trade has an order {order}; a bot's own orders are its strategy's ('pause' and 'stop' cancel entries)");
    }

    async Task<CommandAnswer> TellAsync(ManagedTrade trade, Command command, CommandRequest request)
    {
        var before = StatusOf(trade);
        trade.Refusal = "";
        var told = await host.CommandAsync(trade.Name, command.ToString()!, request.Source, $"{request.Id}/{trade.Name}").ConfigureAwait(false);
        if (!told.Ok) return CommandAnswer.Refused($"{trade.Name}: {told.Error!.Message}");
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Patience)
        {
            if (trade.Refusal.Length > 0) return CommandAnswer.Refused($"{trade.Name} ({trade.Command.Symbol}): {trade.Refusal}");
            var now = StatusOf(trade);
            var isDone = command switch
            {
                CloseCommand => now is null || (now.OpenOrders == 0 && now.Positions.All(quantity => quantity == 0)),
                ReduceCommand => now is null || now.Fills > before?.Fills,
                _ => now is null || now.OpenOrders < before?.OpenOrders || before?.OpenOrders == 0,
            };
            if (isDone) return CommandAnswer.Done($"{trade.Name} ({trade.Command.Symbol}): {(now is null || now.Positions.All(quantity => quantity == 0) ? "holds nothing any more" : $"holds {Exact.Text(now.Positions[0])}")}");
            await Task.Delay(Step, time).ConfigureAwait(false);
        }
        return CommandAnswer.Done($"{trade.Name} ({trade.Command.Symbol}): told; 'trades' shows what comes of it");
    }

    BotStatus? StatusOf(ManagedTrade trade) => host.Bots.FirstOrDefault(bot => bot.Name == trade.Name);

    /// <summary>The open trades, oldest first: what was asked for and how each stands.</summary>
    internal IReadOnlyList<(ManagedTrade Trade, BotStatus? Status)> Open
    {
        get
        {
            var bots = host.Bots;
            return [.. _open.Values.OrderBy(trade => trade.Deployment).Select(trade => (trade, bots.FirstOrDefault(bot => bot.Name == trade.Name)))];
        }
    }

    /// <summary>Whether a place lies where a command holds.</summary>
    public static bool IsIn(ITradePlace place, CommandScope scope)
    {
        ArgumentNullException.ThrowIfNull(place);
        return (scope.Exchange is null || place.Exchange == scope.Exchange) && (scope.Account is null || place.Account == scope.Account) && (scope.Mode is null || place.Mode == scope.Mode);
    }

    // What a command names is opened when it is not: an account that no bot trades on takes commands all the same.
    async Task<Result<ITradePlace>> FindAsync(CommandScope scope, CancellationToken cancellation)
    {
        var found = PlaceOf(scope);
        if (found.Ok || open is null) return found;
        return await open(scope, cancellation).ConfigureAwait(false) is { } closed ? closed : PlaceOf(scope);
    }

    Result<ITradePlace> PlaceOf(CommandScope scope) => Places.FirstOrDefault(place => IsIn(place, scope)) is { } found
        ? Result<ITradePlace>.Of(found)
        : Error.NotFound($"nothing here trades{(scope.Exchange is null ? "" : $" on {scope.Exchange}")}{(scope.Account is null ? "" : $" in account {scope.Account}")}{(scope.Mode is { } mode ? $" {KebabCase.Of(mode.ToString())}" : "")}; there is {string.Join(", ", Places.Select(place => $"-e {place.Exchange} -a {place.Account} -m {KebabCase.Of(place.Mode.ToString())}"))}");

    static async Task<Result<(TradeCommand Trade, Instrument Instrument, decimal Notional)>> ResolveAsync(TradeCommand command, ITradePlace place)
    {
        var listed = place.Market.Listings.Values.Select(listing => new SymbolText(listing.Instrument.BaseAsset, listing.Instrument.QuoteAsset)).ToArray();
        var symbol = command.Symbol.Resolve(listed, Quotes);
        if (!symbol.Ok) return symbol.Error!;
        var listing = place.Market.Listings[symbol.Value.ToString()];
        var instrument = listing.Instrument;
        if (!listing.IsOpen) return Error.NotFound($"{instrument.Name} does not trade on {place.Exchange} now");
        if (command.Side == Side.Sell && !place.AllowsShort) return Error.NotSupported($"{place.Exchange} has no short sales; what the account holds besides managed trades is not touched, and 'close' or 'reduce' sells what a trade holds");
        if (command.Leverage is > 1 && !place.AllowsShort) return Error.NotSupported($"{place.Exchange} has no leverage");
        if (command.Amount is { Unit: AmountUnit.Asset, Asset: var asset } && asset != instrument.BaseAsset && asset != instrument.QuoteAsset) return Error.BadInput($"{command.Amount}: {instrument.Name} is counted in {instrument.BaseAsset} or {instrument.QuoteAsset}");
        var priced = command.Limit is { } limit ? limit : await place.PriceAsync(instrument.Name, CancellationToken.None).ConfigureAwait(false);
        if (!priced.Ok) return priced.Error!;
        var price = priced.Value;
        if (Misplaced(command, price) is { } wrong) return wrong;
        var amount = command.Amount;
        if (amount.Unit == AmountUnit.Percent)
        {
            var balances = await place.BalancesAsync(CancellationToken.None).ConfigureAwait(false);
            if (!balances.Ok) return balances.Error!;
            var free = balances.Value.Where(balance => balance.Asset == instrument.QuoteAsset).Sum(balance => balance.Free);
            amount = TradeAmount.InQuote(Exact.RoundDown(free * amount.Value / 100, 8));
        }
        var notional = amount is { Unit: AmountUnit.Asset } && amount.Asset == instrument.BaseAsset ? amount.Value * price : amount.Value;
        var quantity = instrument.FloorToLot(notional / price);
        if (quantity <= 0 || quantity < listing.MinQuantity || quantity * price < instrument.MinNotional) return new Error(ErrorKind.BelowMinimum, $"{command.Amount} of {instrument.Name} is less than {place.Exchange} takes: at least {Exact.Text(Math.Max(instrument.MinNotional, listing.MinQuantity * price))} {instrument.QuoteAsset}");
        return (command with { Symbol = symbol.Value, Amount = amount, Scope = CommandScope.Default }, instrument, notional);
    }

    // A stop on the wrong side would close the trade as it opens.
    static Error? Misplaced(TradeCommand command, decimal price)
    {
        var isBuy = command.Side == Side.Buy;
        if (command.StopLoss is { IsPrice: true } stop && (isBuy ? stop.Value >= price : stop.Value <= price)) return Error.BadInput($"-sl {stop}: the price is {Exact.Text(price)}; the stop of a {(isBuy ? "buy" : "sell")} lies {(isBuy ? "below" : "above")} it");
        return command.TakeProfit is { IsPrice: true } target && (isBuy ? target.Value <= price : target.Value >= price)
            ? Error.BadInput($"-tp {target}: the price is {Exact.Text(price)}; the target of a {(isBuy ? "buy" : "sell")} lies {(isBuy ? "above" : "below")} it")
            : null;
    }

    async Task<DeploymentRow> DeployAsync(string name, ITradePlace place, RunBegins begins)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await database.Accounts.Add(new AccountRow { Name = place.Account, Venue = place.Exchange, IsPaper = place.Mode == TradingMode.Paper, CreatedAt = now }).ConfigureAwait(false);
        await database.Bots.Add(new BotRow { Name = name, Version = "1.0", Language = "built-in", Source = begins.Strategy, CreatedAt = now }).ConfigureAwait(false);
        return await database.Bots.Deploy(new DeploymentRow { Bot = name, Version = "1.0", Account = place.Account, State = "running", Configuration = Encoding.UTF8.GetString(LinkCodec.Encode(begins)), CreatedAt = now }).ConfigureAwait(false);
    }

    async Task LookAtAsync(ManagedTrade trade)
    {
        if (!trade.IsTold || host.Bots.FirstOrDefault(bot => bot.Name == trade.Name) is not { } status) return;
        if (status.State is BotState.Disabled) return;
        var isIdle = status.State is BotState.Stopped or BotState.Finished || (status.State is BotState.Running or BotState.Paused && status.OpenOrders == 0 && status.Positions.All(quantity => quantity == 0) && (status.Orders > 0 || trade.IsRefused || trade.Outcome.IsCompleted));
        trade.Idle = isIdle ? trade.Idle + 1 : 0;
        // A fill ends an order before it is a position: once is not enough.
        if (trade.Idle < IdleLooks) return;
        await host.StopAsync(trade.Name).ConfigureAwait(false);
        host.Remove(trade.Name);
        _open.TryRemove(trade.Name, out _);
    }

    static bool Matches(SymbolText asked, SymbolText held) => asked == held || (asked.Quote is null && (asked.Base == held.Base || asked.Base == held.Base + held.Quote));

    static bool WasBegun(string log) => File.Exists(log) && RunLogLines.Read(log) is { Ok: true } read && read.Value.Messages.Any(message => message.Host is CommandSaid);

    static TradeCommand? CommandOf(RunBegins begins)
    {
        try
        {
            using var strategy = JsonDocument.Parse(begins.Strategy);
            return strategy.RootElement.TryGetProperty("parameters", out var parameters) && parameters.TryGetProperty("trade", out var text) ? CommandParser.Read(text.GetString() ?? "").Command as TradeCommand : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
