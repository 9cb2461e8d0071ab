using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Simulation.Books;

/// <summary>What rebuilding a book from its messages found, and how it compares with the exchange's own best quotes.</summary>
public sealed record BookCheck
{
    /// <summary>Messages.</summary>
    public required int Messages { get; init; }

    /// <summary>Levels in all messages.</summary>
    public required int Rows { get; init; }

    /// <summary>First message, Unix ms.</summary>
    public required long From { get; init; }

    /// <summary>Last message, Unix ms.</summary>
    public required long To { get; init; }

    /// <summary>Longest time between two messages, ms.</summary>
    public required long LongestPauseMs { get; init; }

    /// <summary>What the builder met.</summary>
    public required BookTally Tally { get; init; }

    /// <summary>Update numbers that book and quotes share; null without quotes.</summary>
    public int? Compared { get; init; }

    /// <summary>Of these, those at which a best price or its size differs.</summary>
    public int Different { get; init; }

    /// <summary>Best prices at the end, quote asset; null while the book is not whole.</summary>
    public (decimal Bid, decimal Ask)? Best { get; init; }

    /// <summary>Levels of bids at the end.</summary>
    public int BidLevels { get; init; }

    /// <summary>Levels of asks at the end.</summary>
    public int AskLevels { get; init; }

    /// <summary>Builds the book of a history and holds it against quotes, where there are any.</summary>
    public static BookCheck Of(TickHistory book, TickHistory? quotes = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var depth = book.Depth ?? throw new ArgumentException("a history without messages about a book");
        var builder = new BookBuilder(depth);
        var rows = ById(quotes);
        var (compared, different, pause) = (0, 0, 0L);
        for (var m = 0; m < depth.Count; m++)
        {
            if (m > 0) pause = Math.Max(pause, depth.Times[m] - depth.Times[m - 1]);
            if (!builder.Apply(m) || quotes is null || builder.LastId != depth.LastIds[m] || !rows.TryGetValue(builder.LastId, out var row)) continue;
            compared++;
            if (!IsLike(builder.Book, book, quotes, row)) different++;
        }
        var best = builder.Book;
        return new BookCheck
        {
            Messages = depth.Count,
            Rows = depth.Prices.Length,
            From = depth.Count > 0 ? depth.Times[0] : 0,
            To = depth.Count > 0 ? depth.Times[^1] : 0,
            LongestPauseMs = pause,
            Tally = builder.Tally,
            Compared = quotes is null ? null : compared,
            Different = different,
            Best = builder.IsLive && best.Bid > 0 && best.Ask < long.MaxValue ? (Exact.FromUnits(best.Bid, book.PriceScale), Exact.FromUnits(best.Ask, book.PriceScale)) : null,
            BidLevels = best.Levels(asks: false),
            AskLevels = best.Levels(asks: true),
        };
    }

    static bool IsLike(OrderBook book, TickHistory of, TickHistory quotes, int row)
    {
        var q = quotes.Quotes!;
        return Equal(book.Bid, of.PriceScale, q.Bids[row], quotes.PriceScale) && Equal(book.Ask, of.PriceScale, q.Asks[row], quotes.PriceScale)
            && Equal(book.BidQuantity, of.QuantityScale, q.BidQuantities[row], quotes.QuantityScale) && Equal(book.AskQuantity, of.QuantityScale, q.AskQuantities[row], quotes.QuantityScale);
    }

    static bool Equal(long units, int scale, long others, int otherScale) => Exact.FromUnits(units, scale) == Exact.FromUnits(others, otherScale);

    static Dictionary<long, int> ById(TickHistory? quotes)
    {
        var rows = new Dictionary<long, int>();
        for (var i = 0; i < (quotes?.Quotes?.Count ?? 0); i++) rows[quotes!.Quotes!.UpdateIds[i]] = i;
        return rows;
    }
}
