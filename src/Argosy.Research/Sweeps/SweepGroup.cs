using System.Diagnostics;

namespace Argosy.Research.Sweeps;

/// <summary>Sets over one market that share their averages, each made once for every tile of bars.</summary>
/// <remarks>
/// For their totals the sets are run side by side, tile by tile, while the tile is in the cache. For all figures only their signals are
/// made side by side; then set after set is run to its end, so that each is known before the next begins.
/// </remarks>
sealed class SweepGroup
{
    // Bars whose orders' prices are read ahead of their walk, whole words of signals.
    const int RowsAhead = 4_096;

    readonly long _begin = Stopwatch.GetTimestamp();
    readonly SweepTape _tape;
    readonly SweepTerms _terms;
    readonly SweepRun _how;
    readonly AverageTiles _averages;
    readonly SweepFigures _figures;
    readonly Set[] _sets;

    public SweepGroup(double[] close, SweepTape tape, SweepTerms terms, CrossSignal[] signals, SweepRun how)
    {
        (_tape, _terms, _how) = (tape, terms, how);
        _averages = new AverageTiles(close, signals);
        _figures = new SweepFigures(tape, terms, how);
        _sets = [.. signals.Select(signal => new Set
        {
            Fast = _averages.PlaceOf(signal.Kind, signal.Fast),
            Slow = _averages.PlaceOf(signal.Kind, signal.Slow),
            Maker = new SignalMaker(signal, how.Lanes),
        })];
    }

    /// <summary>Runs the group; a set that the engine must run stays unknown.</summary>
    /// <param name="numbers">The sets' numbers.</param>
    /// <param name="known">Hears each number and outcome as soon as it is known.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public void Run(int[] numbers, Action<int, SweepOutcome> known, CancellationToken cancellation)
    {
        if (_how.Depth == SweepDepth.Full) RunOneByOne(numbers, known, cancellation);
        else RunSideBySide(numbers, known, cancellation);
    }

    void RunOneByOne(int[] numbers, Action<int, SweepOutcome> known, CancellationToken cancellation)
    {
        var words = (_tape.Rows + SignalBits.WordSize - 1) / SignalBits.WordSize;
        var (up, down) = (GC.AllocateUninitializedArray<ulong>(words * _sets.Length), GC.AllocateUninitializedArray<ulong>(words * _sets.Length));
        for (var start = 0; start < _tape.Rows; start += _averages.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(start);
            for (var i = 0; i < _sets.Length; i++)
            {
                var word = (words * i) + (start / SignalBits.WordSize);
                Make(ref _sets[i], start, count, up.AsSpan(word), down.AsSpan(word));
            }
        }
        var shared = Stopwatch.GetElapsedTime(_begin).TotalSeconds / _sets.Length;
        var record = new SweepRecord(keepFills: true);
        for (var i = 0; i < _sets.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var begin = Stopwatch.GetTimestamp();
            record.Clear();
            var account = new SweepAccount(_tape, _terms, record);
            if (!TryWalk(account, up.AsSpan(words * i, words), down.AsSpan(words * i, words))) continue;
            var outcome = Outcome(numbers[i], account, record);
            known(numbers[i], outcome with { Seconds = shared + Stopwatch.GetElapsedTime(begin).TotalSeconds });
        }
    }

    void RunSideBySide(int[] numbers, Action<int, SweepOutcome> known, CancellationToken cancellation)
    {
        var records = Array.ConvertAll(_sets, _ => _how.Depth > SweepDepth.Totals ? new SweepRecord(keepFills: false) : null);
        var accounts = Array.ConvertAll(records, record => (SweepAccount?)new SweepAccount(_tape, _terms, record));
        Span<ulong> up = stackalloc ulong[_averages.Rows / SignalBits.WordSize];
        Span<ulong> down = stackalloc ulong[_averages.Rows / SignalBits.WordSize];
        for (var start = 0; start < _tape.Rows; start += _averages.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(start);
            for (var i = 0; i < _sets.Length; i++)
            {
                if (accounts[i] is not { } account) continue;
                Make(ref _sets[i], start, count, up, down);
                if (!TryProcess(account, start, start + count, up, down)) accounts[i] = null;
            }
        }
        var shared = Stopwatch.GetElapsedTime(_begin).TotalSeconds / _sets.Length;
        for (var i = 0; i < _sets.Length; i++)
        {
            if (accounts[i] is not { } account) continue;
            var begin = Stopwatch.GetTimestamp();
            var outcome = Outcome(numbers[i], account, records[i]);
            known(numbers[i], outcome with { Seconds = shared + Stopwatch.GetElapsedTime(begin).TotalSeconds });
        }
    }

    int Fill(int start)
    {
        var count = Math.Min(_averages.Rows, _tape.Rows - start);
        _averages.Fill(start, count);
        return count;
    }

    void Make(ref Set set, int start, int count, Span<ulong> up, Span<ulong> down) =>
        set.Maker.Make(_averages.Values(set.Fast, start, count), _averages.Values(set.Slow, start, count), start, count, up, down);

    SweepOutcome Outcome(int number, SweepAccount account, SweepRecord? record)
    {
        account.Finish();
        return _figures.Of(number, account, record);
    }

    bool TryWalk(SweepAccount account, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down)
    {
        for (var start = 0; start < _tape.Rows; start += RowsAhead)
        {
            var end = Math.Min(start + RowsAhead, _tape.Rows);
            var (first, last) = (start / SignalBits.WordSize, (end + SignalBits.WordSize - 1) / SignalBits.WordSize);
            var rises = up[first..last];
            var falls = down[first..last];
            _ = _tape.ReadAhead(start, end, rises, falls);
            if (!TryProcess(account, start, end, rises, falls)) return false;
        }
        return true;
    }

    static bool TryProcess(SweepAccount account, int start, int end, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down)
    {
        try
        {
            account.Process(start, end, up, down);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    struct Set
    {
        public int Fast, Slow;
        public SignalMaker Maker;
    }
}
