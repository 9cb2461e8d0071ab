namespace Argosy.Engine.Running;

/// <summary>Everything the market does at one point in time: the event an engine steps on. One object is reused for a whole run.</summary>
public sealed class Instant(int instruments)
{
    /// <summary>The point in time, Unix ms.</summary>
    public long Time { get; set; }

    /// <summary>Instruments whose walked bar (base or detail) closes now, in the run's order.</summary>
    public IndexList Closing { get; } = new(instruments);

    /// <summary>Instruments whose base bar is complete now, in the run's order; it is in its series already.</summary>
    public IndexList Completed { get; } = new(instruments);

    /// <summary>Instruments whose next walked bar opens now, in the run's order.</summary>
    public IndexList Opening { get; } = new(instruments);

    /// <summary>Last price of each closing instrument, by instrument.</summary>
    public double[] Close { get; } = new double[instruments];

    /// <summary>First price of each opening instrument, by instrument: for venue and ledger only.</summary>
    public double[] Open { get; } = new double[instruments];
}

/// <summary>A short list of instrument indexes that never grows beyond its array.</summary>
public sealed class IndexList(int capacity)
{
    readonly int[] _items = new int[capacity];

    /// <summary>Number of indexes.</summary>
    public int Count { get; private set; }

    /// <summary>The index at a position.</summary>
    public int this[int position] => _items[position];

    /// <summary>Adds an index.</summary>
    public void Add(int index) => _items[Count++] = index;

    /// <summary>Empties the list.</summary>
    public void Clear() => Count = 0;
}
