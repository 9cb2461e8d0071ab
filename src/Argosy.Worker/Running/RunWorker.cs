using System.Globalization;
using Argosy.Core.Commands;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Research.Results;

namespace Argosy.Worker.Running;

/// <summary>The party of a run that knows only messages: it owns engine, strategy and books, and answers each message, ending with <see cref="StepDone"/>.</summary>
/// <remarks>
/// A function of what it was told: the same messages lead to the same answers, in whatever process. It holds neither clock nor key. What
/// cannot be (a bar before the last one, an order it does not know) is answered by a line and changes nothing.
/// </remarks>
public sealed class RunWorker
{
    readonly Action<WorkerMessage> _answer;
    readonly HashSet<(int Instrument, Side Side, string TradeId)> _trades = [];
    RunParts? _run;
    bool _hasBegun;
    bool _isOver;
    bool _isTrading;
    RunBegins? _begins;
    long _lastHistory = long.MinValue;
    decimal[] _positions = [];
    int _positionsAt = -1;

    /// <summary>A worker that gives its answers to <paramref name="answer"/>, on the thread that tells it a message.</summary>
    public RunWorker(Action<WorkerMessage> answer) => _answer = answer;

    /// <summary>Whether somebody wants to know how guards and limits stand: <see cref="RulesRead"/> among the answers. A host does; a replay does not.</summary>
    public bool TellsRules { get; init; }

    /// <summary>SHA-256 over the engine's state and history as a result has it, hex; empty before the run has begun.</summary>
    public string StateHash => _run is null ? "" : EngineSnapshot.Of(_run.Engine).Hash;

    /// <summary>The run's round trips so far, what is open valued at the last prices with the taker fee, as in a result.</summary>
    public IReadOnlyList<Trade> Trades
    {
        get
        {
            if (_run is null) return [];
            var engine = _run.Engine;
            var builder = new TradeBuilder(engine.Instruments, engine.Ledger.Books);
            builder.Add(engine.Fills, engine.Ledger.CashFlows);
            builder.CloseOpen(engine.Time, [.. Enumerable.Range(0, engine.Instruments.Length).Select(engine.Ledger.Mark)], _run.Settings.Fills.TakerFee);
            return builder.Trades;
        }
    }

    /// <summary>The hash of <see cref="Trades"/>, as a result has it.</summary>
    public string TradeHash => Research.Results.TradeHash.Of(Trades, _run?.Engine.Instruments ?? []);

    /// <summary>The run's books; null before it has begun.</summary>
    internal Ledger? Ledger => _run?.Engine.Ledger;

    /// <summary>The parts of the run; null before it has begun.</summary>
    internal RunParts? Parts => _run;

    /// <summary>Takes one message to its end.</summary>
    public void Hear(HostMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            Take(message);
        }
#pragma warning disable CA1031 // The boundary of a run: a broken invariant ends it, and its host hears why.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            _run?.Engine.Release();
            Fail($"the run has ended: {broken.GetType().Name}: {broken.Message}");
        }
        EndStep();
    }

    void Take(HostMessage message)
    {
        if (message is RunBegins begins)
        {
            Begin(begins);
            return;
        }
        if (_isOver || _run is not { } run)
        {
            if (!_hasBegun) Say("error", "a run begins with what is run; nothing else can be told before");
            return;
        }
        switch (message)
        {
            case MarketMoved moved:
                Take(run, moved);
                break;
            case TradesSaid said:
                Take(run, said.Trades);
                break;
            case OrderSaid said:
                Take(run, said);
                break;
            case FundingSaid { Settlement: var settlement }:
                Take(run, in settlement);
                break;
            case EntriesBlocked blocked:
                run.Block.Reason = blocked.Reason;
                break;
            case CommandSaid command:
                Take(run, command);
                break;
            case RunEnds:
                run.Steps.End();
                run.Engine.Release();
                _isOver = true;
                break;
            default:
                Say("error", $"a message of a kind this worker does not know: {message.GetType().Name}");
                break;
        }
    }

    void Begin(RunBegins begins)
    {
        if (_hasBegun)
        {
            Say("error", "the run has begun already: nothing was done");
            return;
        }
        _hasBegun = true;
        var parts = RunParts.Of(begins, _answer);
        if (!parts.Ok)
        {
            Fail($"the run cannot begin: {parts.Error!.Message}");
            return;
        }
        _run = parts.Value;
        _begins = begins;
        _positions = new decimal[begins.Instruments.Count];
    }

    void Take(RunParts run, MarketMoved moved)
    {
        if (!moved.IsHistory) StartTrading(run);
        // What was missed while nobody was there is known, but it is too late to trade on it.
        else if (_isTrading) run.Engine.TradeFrom(moved.Time);
        else _lastHistory = moved.Time;
        var closed = run.Bars.Closed(moved);
        var opened = run.Bars.Opened(moved);
        foreach (var fault in run.Bars.Faults) Say("error", fault);
        run.Steps.Take(moved.Time, closed, opened);
    }

    void Take(RunParts run, IReadOnlyList<MarketTrade> trades)
    {
        if (run.Steps is not TickSteps steps)
        {
            Say("error", "trades were told to a run that is filled on bars: nothing was done");
            return;
        }
        steps.Take(run.Bars.Good(trades));
        foreach (var fault in run.Bars.Faults) Say("error", fault);
    }

    // Strategies have warmed up on what happened before.
    void StartTrading(RunParts run)
    {
        if (_isTrading) return;
        _isTrading = true;
        run.Engine.TradeFrom(_lastHistory);
        if (_begins is { State: { } state }) FormerStates.HandOn(run.Engine, state, _begins.StateVersion, Say);
    }

    void Take(RunParts run, OrderSaid said)
    {
        if (run.Exchange is not { } exchange)
        {
            Say("error", $"order {said.Event.OrderId}: no exchange speaks of the orders of a paper run: nothing was done");
            return;
        }
        var order = said.Event;
        if (order is { OrderId: 0, Kind: OrderEventKind.Filled } && order.Fill.Instrument >= 0 && order.Fill.Instrument < run.Engine.Instruments.Length)
        {
            if (said.TradeId.Length > 0 && !_trades.Add((order.Fill.Instrument, order.Fill.Side, said.TradeId))) return;
            run.Steps.AdvanceTo(order.Time);
            run.Loop.Hear(in order);
            return;
        }
        if (run.Engine.Orders.Find(order.OrderId) is not { State: not OrderState.Refused } known)
        {
            Say("error", $"order {order.OrderId} is none of this run's: nothing was done");
            return;
        }
        if (order.Kind == OrderEventKind.Filled && said.TradeId.Length > 0 && !_trades.Add((known.Instrument, known.Side, said.TradeId))) return;
        run.Steps.AdvanceTo(order.Time);
        exchange.Know(known);
        run.Loop.Hear(in order);
    }

    void Take(RunParts run, CommandSaid said)
    {
        var reading = CommandParser.Read(said.Text);
        if (reading.Command is not { } command)
        {
            Say("warning", $"'{said.Text}' is no command: {reading.Fault}; nothing was done");
            return;
        }
        StartTrading(run);
        run.Steps.AdvanceTo(said.Time);
        if (command is FlattenCommand flatten)
        {
            Flatten(run, flatten.Symbol, said.Time);
            return;
        }
        if (command is ProtectCommand protect)
        {
            Protect(run, protect, said);
            return;
        }
        if (command is CancelCommand { Order: { } text })
        {
            CancelOne(run, text, said);
            return;
        }
        if (run.Loop.Hear(command, said.Time)) return;
        // A strategy that knows of no commands has entries all the same.
        if (command is CancelCommand { Symbol: var symbol }) CancelAll(run, symbol, said);
        else Say("warning", $"'{said.Text}' is not for a strategy that decides by itself: nothing was done");
    }

    // Not the strategy's to refuse: whoever stops a bot may close what it holds.
    void Flatten(RunParts run, SymbolText? symbol, long time)
    {
        if (symbol is null)
        {
            run.Loop.Flatten(-1, time);
            return;
        }
        var instrument = Find(run, symbol);
        if (instrument >= 0) run.Loop.Flatten(instrument, time);
        else Say("warning", $"{symbol} is none of this run's instruments: nothing was closed");
    }

    void Protect(RunParts run, ProtectCommand wish, CommandSaid said)
    {
        var instrument = Find(run, wish.Symbol);
        if (instrument < 0)
        {
            Taken(said, Error.NotFound($"{wish.Symbol} is none of this run's instruments"));
            return;
        }
        var outcome = run.Loop.Protect(instrument, wish, said.Time);
        Taken(said, outcome.Ok ? $"{run.Engine.Instruments[instrument].Name}: {outcome.Value}" : outcome);
    }

    void CancelOne(RunParts run, string text, CommandSaid said)
    {
        var outcome = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? run.Loop.CancelEntry(number, said.Time) : Error.BadInput($"'{text}' is no number of an order of a run");
        Taken(said, outcome);
    }

    void CancelAll(RunParts run, SymbolText? symbol, CommandSaid said)
    {
        var instrument = symbol is null ? -1 : Find(run, symbol);
        if (symbol is not null && instrument < 0) Taken(said, Error.NotFound($"{symbol} is none of this run's instruments"));
        else Taken(said, $"{run.Loop.CancelEntries(instrument, said.Time)} entries are asked to be cancelled; stops and targets stay");
    }

    void Taken(CommandSaid said, Result<string> outcome) => _answer(new CommandTaken(said.Text, !outcome.Ok, RunParts.Plain(outcome.Ok ? outcome.Value : outcome.Error!.Message)));

    static int Find(RunParts run, SymbolText symbol) =>
        Array.FindIndex(run.Engine.Instruments, one => symbol.Base == one.BaseAsset + one.QuoteAsset || (symbol.Base == one.BaseAsset && (symbol.Quote is null || symbol.Quote == one.QuoteAsset)));

    void Take(RunParts run, in FundingSettlement settlement)
    {
        if (settlement.Instrument < 0 || settlement.Instrument >= run.Engine.Instruments.Length || settlement.Price <= 0)
        {
            Say("error", $"funding of instrument {settlement.Instrument} at {settlement.Price}: expected one of the run's, at a price above 0; nothing was done");
            return;
        }
        run.Steps.Fund(in settlement);
    }

    void EndStep()
    {
        if (_run is not { Engine: var engine })
        {
            _answer(new StepDone(0, 0, 0, []));
            return;
        }
        _run.Notes.EndStep(engine);
        if (TellsRules && !_isOver) _run.Rules.EndStep(engine.Account);
        // Positions change with fills and dust alone, and every message that is kept has its own copy.
        var change = engine.Fills.Count + engine.Ledger.CashFlows.Count;
        if (change != _positionsAt)
        {
            _positionsAt = change;
            _positions = [.. Enumerable.Range(0, engine.Instruments.Length).Select(engine.Ledger.Net)];
        }
        _answer(new StepDone(engine.Hash, engine.Ledger.Cash, engine.Ledger.Equity, _positions, Liquidations(_run)));
    }

    // An exchange says itself where it liquidates.
    static decimal?[]? Liquidations(RunParts run)
    {
        if (run.Simulated is not { } venue || run.Engine.Ledger is { Margin: null } or { HasPosition: false }) return null;
        var prices = new decimal?[run.Engine.Instruments.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = venue.LiquidationPrice(i);
        return prices;
    }

    void Fail(string reason)
    {
        _isOver = true;
        Say("error", reason);
        _answer(new RunFailed(RunParts.Plain(reason)));
    }

    void Say(string level, string text) => _answer(new BotLine(level, RunParts.Plain(text)));
}
