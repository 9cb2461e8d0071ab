using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Exits;

/// <summary>All exit rules of a run, numbered from 1, and which of them protect the entries of which book.</summary>
public sealed class ExitRulebook
{
    readonly TradingEngine _engine;
    readonly BarSeries[] _series;
    readonly decimal _feeRatio;
    readonly List<IExitRule> _rules;
    readonly int _shared;
    readonly SortedDictionary<int, int[]> _own = [];
    readonly int[] _sharedNumbers;

    internal ExitRulebook(TradingEngine engine, IReadOnlyList<BarSeries> series, EngineOptions options)
    {
        _engine = engine;
        _series = [.. series];
        _feeRatio = options.TakerFee;
        _rules = [.. options.Exits];
        _shared = _rules.Count;
        _sharedNumbers = [.. Enumerable.Range(1, _shared)];
    }

    /// <summary>Number of rules.</summary>
    public int Count => _rules.Count;

    /// <summary>A rule by its number, from 1.</summary>
    public IExitRule this[int number] => _rules[number - 1];

    /// <summary>Numbers of the rules that protect the entries of a book in an instrument: those of the run, then those of the strategy.</summary>
    public IReadOnlyList<int> Of(int book, int instrument) => _own.Count == 0 ? _sharedNumbers : _own.GetValueOrDefault(Seat(book, instrument), _sharedNumbers);

    /// <summary>The rule an order stands for, or null.</summary>
    public IExitRule? Of(ApprovedOrder order) => order.Terms?.ExitRule is { } number ? _rules[number - 1] : null;

    /// <summary>An entry as rules see it at this moment.</summary>
    public ExitEntry Entry(int instrument, Side side, decimal price, long time)
    {
        var bars = _series[instrument];
        return new ExitEntry(_engine.Instruments[instrument], side, price, time, _feeRatio, bars, _engine.KnownBars(bars));
    }

    internal void Add(int book, int instrument, IReadOnlyList<IExitRule> rules)
    {
        var first = _rules.Count + 1;
        _rules.AddRange(rules);
        _own[Seat(book, instrument)] = [.. Of(book, instrument), .. Enumerable.Range(first, rules.Count)];
    }

    int Seat(int book, int instrument) => (book * _series.Length) + instrument;
}
