using Argosy.Core.Values;

namespace Argosy.Research.Sweeps;

/// <summary>Sets that are run side by side: for each tile of bars their averages once, then set by set the signals and what follows from them.</summary>
sealed class SweepGroup
{
    readonly SweepTape _tape;
    readonly SweepTerms _terms;
    readonly SweepRun _how;
    readonly AverageTiles _averages;
    readonly Set[] _sets;

    public SweepGroup(double[] close, SweepTape tape, SweepTerms terms, CrossSignal[] signals, SweepRun how)
    {
        (_tape, _terms, _how) = (tape, terms, how);
        _averages = new AverageTiles(close, signals);
        _sets = new Set[signals.Length];
        for (var i = 0; i < _sets.Length; i++)
        {
            var signal = signals[i];
            var record = how.Depth > SweepDepth.Totals ? new SweepRecord(how.Depth == SweepDepth.Full) : null;
            _sets[i] = new Set
            {
                Fast = _averages.PlaceOf(signal.Kind, signal.Fast),
                Slow = _averages.PlaceOf(signal.Kind, signal.Slow),
                Maker = new SignalMaker(signal, how.Lanes),
                Account = new SweepAccount(tape, terms, record),
                Record = record,
            };
        }
    }

    /// <summary>Runs the group; leaves the outcome of a set open that the engine must run.</summary>
    public Error? Run(int[] numbers, SweepOutcome[] outcomes, CancellationToken cancellation)
    {
        Span<ulong> up = stackalloc ulong[_averages.Rows / SignalBits.WordSize];
        Span<ulong> down = stackalloc ulong[_averages.Rows / SignalBits.WordSize];
        for (var start = 0; start < _tape.Rows; start += _averages.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_averages.Rows, _tape.Rows - start);
            _averages.Fill(start, count);
            foreach (ref var set in _sets.AsSpan())
            {
                if (set.HasOutgrown) continue;
                set.Maker.Make(_averages.Values(set.Fast, start, count), _averages.Values(set.Slow, start, count), start, count, up, down);
                Take(ref set, start, start + count, up, down);
            }
        }
        var figures = new SweepFigures(_tape, _terms, _how);
        for (var i = 0; i < _sets.Length; i++)
        {
            if (_sets[i].HasOutgrown) continue;
            _sets[i].Account.Finish();
            outcomes[numbers[i]] = figures.Of(numbers[i], _sets[i].Account, _sets[i].Record);
            _sets[i] = default;
        }
        return null;
    }

    static void Take(ref Set set, int start, int end, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down)
    {
        try
        {
            set.Account.Process(start, end, up, down);
        }
        catch (OverflowException)
        {
            set.HasOutgrown = true;
        }
    }

    struct Set
    {
        public int Fast, Slow;
        public SignalMaker Maker;
        public SweepAccount Account;
        public SweepRecord? Record;
        public bool HasOutgrown;
    }
}
