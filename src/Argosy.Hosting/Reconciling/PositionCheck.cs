using Argosy.Core.Values;

namespace Argosy.Hosting.Reconciling;

/// <summary>The outcome of comparing one instrument's position at the venue with our books.</summary>
/// <param name="Verdict">What follows.</param>
/// <param name="Foreign">What others hold, base asset, signed.</param>
/// <param name="Unexplained">What nobody can account for, base asset, signed.</param>
/// <param name="Book">The book to close, for <see cref="PositionVerdict.Reconciled"/>; empty otherwise.</param>
/// <param name="Closes">The venue's executions the book is corrected from; empty otherwise.</param>
/// <param name="Message">One sentence; empty where all is well.</param>
public sealed record PositionCheck(PositionVerdict Verdict, decimal Foreign, decimal Unexplained, string Book, IReadOnlyList<VenueClose> Closes, string Message)
{
    /// <summary>Compares.</summary>
    /// <param name="instrument">Its name, for the message.</param>
    /// <param name="venue">The venue's position, base asset, signed.</param>
    /// <param name="holders">Every book that holds it.</param>
    /// <param name="history">What happened to it without us since the books and the venue last agreed.</param>
    public static PositionCheck Of(string instrument, decimal venue, IReadOnlyList<BookPosition> holders, IReadOnlyList<VenueClose> history)
    {
        var own = holders.Sum(h => h.Quantity);
        var gap = venue - own;
        var closes = history.Where(h => h.Kind != PositionEvent.ManualTrade && own != 0 && Math.Sign(h.Change) == -Math.Sign(own)).ToArray();
        var closed = closes.Sum(c => c.Change);
        var foreign = history.Where(h => !closes.Contains(h)).Sum(h => h.Change);
        if (gap == foreign && closes.Length == 0)
        {
            return Nets(own, foreign)
                ? new(PositionVerdict.ForeignNetting, foreign, 0, "", [], $"{instrument}: a foreign position of {Exact.Text(foreign)} nets ours of {Exact.Text(own)}; paused, nothing is touched, decide by hand")
                : new(PositionVerdict.Agrees, foreign, 0, "", [], "");
        }
        if (gap == closed + foreign && closed == -own && holders.Count == 1)
        {
            return new(PositionVerdict.Reconciled, foreign, 0, holders[0].Book, closes, $"{instrument}: the venue shows that the position of {Exact.Text(own)} was closed ({closes[^1].Kind}); the book follows");
        }
        var unexplained = gap - foreign;
        return new(PositionVerdict.Unexplained, foreign, unexplained, "", [], $"{instrument}: the venue has {Exact.Text(venue)}, our books {Exact.Text(own)}, others {Exact.Text(foreign)}: {Exact.Text(unexplained)} cannot be attributed to one book; entries are paused");
    }

    static bool Nets(decimal own, decimal foreign) => own != 0 && foreign != 0 && Math.Sign(own) != Math.Sign(foreign);
}
