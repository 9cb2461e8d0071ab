using System.Threading;

namespace Argosy.Research.Sweeps;

/// <summary>How a sweep is run.</summary>
public sealed record SweepRun
{
    /// <summary>How much is found out about each set.</summary>
    public SweepDepth Depth { get; init; } = SweepDepth.Totals;

    /// <summary>Whether trades are hashed; only at <see cref="SweepDepth.Full"/>.</summary>
    public bool WithTradeHash { get; init; }

    /// <summary>Threads, 1 or more. The outcomes do not depend on it.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Hears each set's number and outcome as soon as it is known; with several jobs from several threads at once. Null for nobody.</summary>
    internal Action<int, SweepOutcome>? Known { get; init; }

    /// <summary>Lanes to compare in; the widest there are unless a test says otherwise.</summary>
    internal Lanes Lanes { get; init; } = LaneWidth.Widest;

    /// <summary>Hears each set's record before it is forgotten: for tests.</summary>
    internal Action<int, SweepRecord, IReadOnlyList<Engine.Accounting.Trade>>? Inspect { get; init; }
}
