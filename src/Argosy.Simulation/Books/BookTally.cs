namespace Argosy.Simulation.Books;

/// <summary>What a book builder met: wrong data are dropped, counted and never repaired.</summary>
public sealed class BookTally
{
    /// <summary>Snapshots loaded.</summary>
    public int Snapshots { get; internal set; }

    /// <summary>Changes applied.</summary>
    public int Applied { get; internal set; }

    /// <summary>Changes that a snapshot held already.</summary>
    public int Stale { get; internal set; }

    /// <summary>Changes that came while there was no usable book; some are applied behind the next snapshot.</summary>
    public int Unusable { get; internal set; }

    /// <summary>Breaks in the chain of update numbers.</summary>
    public int Breaks { get; internal set; }

    /// <summary>Messages that crossed the book.</summary>
    public int Crossed { get; internal set; }
}
