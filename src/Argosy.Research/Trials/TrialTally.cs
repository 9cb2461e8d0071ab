using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Trials;

/// <summary>Gathers the trials of a search and adds them to the record every so often, so that a search that is stopped is counted, too.</summary>
/// <param name="record">Where they are counted; null where there is no catalogue: then nothing happens.</param>
public sealed class TrialTally(ITrialRecord? record) : ITrialSink
{
    const int Together = 256;

    readonly List<Trial> _waiting = [];
    (string DataHash, string Strategy) _of;

    /// <summary>What has been tried in all, as of the last time trials were added; null before, or without a record.</summary>
    public TrialCount? Count { get; private set; }

    /// <summary>Why trials could not be counted; null where they could.</summary>
    public Error? Failure { get; private set; }

    /// <inheritdoc/>
    public void Add(string dataHash, StrategyChoice strategy, BacktestSettings settings, double? dailySharpe)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (record is null) return;
        if (_of != (dataHash, strategy.Name)) Flush();
        _of = (dataHash, strategy.Name);
        _waiting.Add(Trial.Of(strategy, settings, dailySharpe));
        if (_waiting.Count >= Together) Flush();
    }

    /// <summary>Adds what has been gathered; call it at the end.</summary>
    public void Flush()
    {
        if (record is null || _waiting.Count == 0) return;
        var added = record.Add(_of.DataHash, _of.Strategy, _waiting);
        _waiting.Clear();
        if (added.Ok) Count = added.Value;
        else Failure ??= added.Error;
    }
}
