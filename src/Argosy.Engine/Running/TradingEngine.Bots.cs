using Argosy.Engine.Logs;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <content>What strategies show, write and keep besides trading; nothing of it enters the state hash.</content>
public sealed partial class TradingEngine
{
    readonly List<StateBag> _states = [];

    /// <summary>The states of the strategies that keep one, in the order in which they first asked for it.</summary>
    public IReadOnlyList<StateBag> States => _states;

    /// <summary>The context of the strategy whose state has this book and instrument.</summary>
    /// <param name="book">The strategy's book.</param>
    /// <param name="instrument">Index of the instrument; −1 for a strategy that sees all.</param>
    /// <returns>Null where there is none.</returns>
    public StrategyContext? ContextOf(int book, int instrument)
    {
        if (instrument < -1 || instrument >= _deliveries.Length) return null;
        var context = Array.Find(_deliveries[Math.Max(0, instrument)].Contexts, context => context.Book == book);
        return context is not null && context.Slot.SeesAllInstruments == instrument < 0 ? context : null;
    }

    internal StateBag NewState(StrategyContext context)
    {
        var state = new StateBag(context.Book, context.Slot.SeesAllInstruments ? (short)-1 : context.Index);
        _states.Add(state);
        return state;
    }

    internal void Plot(StrategyContext context, string name, double value, string panel, PlotKind kind)
    {
        if (_options.Observer is { } observer && double.IsFinite(value)) observer.OnPlot(Time, context.Index, new PlotValue(name ?? "", panel ?? "", kind, value));
    }

    internal void Log(StrategyContext context, LogLevel level, string text)
    {
        if (_options.Observer is { } observer && (!IsWarmUp || Time == long.MinValue)) observer.OnLine(Time, context.Index, level, text ?? "");
    }

    internal CallbackMark Mark() => new(_outbox.Count, _lastOrderId);

    internal void Undo(CallbackMark mark)
    {
        _outbox.CutTo(mark.Wishes);
        _lastOrderId = mark.LastOrder;
    }
}

/// <summary>Where a callback of a strategy began: what it asks for after it can be undone as long as nothing of it has been decided.</summary>
public readonly struct CallbackMark
{
    internal CallbackMark(int wishes, int lastOrder) => (Wishes, LastOrder) = (wishes, lastOrder);

    internal int Wishes { get; }

    internal int LastOrder { get; }
}
