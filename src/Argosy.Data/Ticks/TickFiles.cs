using Argosy.Core.Values;

namespace Argosy.Data.Ticks;

/// <summary>Files of one instrument's trades and, beside them, its best quotes or its order book. Several of a kind follow one another in time.</summary>
/// <param name="Trades">Files of public trades; empty where only a book is read.</param>
/// <param name="Quotes">Files of best bids and asks.</param>
/// <param name="Book">Files of order-book changes.</param>
public sealed record TickFiles(IReadOnlyList<string> Trades, IReadOnlyList<string> Quotes, IReadOnlyList<string> Book)
{
    /// <summary>What reads no file.</summary>
    public static TickFiles None { get; } = new([], [], []);

    internal Error? Contradiction => Quotes.Count > 0 && Book.Count > 0
        ? Error.BadInput("quotes and a book contradict: both say what the best prices are; expected one of the two")
        : null;
}
