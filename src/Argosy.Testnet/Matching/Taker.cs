using Argosy.Core.Orders;

namespace Argosy.Testnet.Matching;

/// <summary>An order on its way into a book.</summary>
/// <param name="Id">The exchange's number.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Limit">Worst price, ticks; null takes any.</param>
/// <param name="Lots">Wanted, lots; with a budget the most it may take.</param>
/// <param name="Prevention">What to do where it meets its own owner.</param>
internal readonly record struct Taker(long Id, int Owner, Side Side, long? Limit, long Lots, SelfTrade Prevention)
{
    /// <summary>The most it may spend, ticks times lots; null without such a bound.</summary>
    public Int128? Budget { get; init; }

    /// <summary>All of it at once, or nothing.</summary>
    public bool FillOrKill { get; init; }

    /// <summary>Whether the rest of it stays in the book.</summary>
    public bool Rests { get; init; }
}

/// <summary>Two orders met.</summary>
/// <param name="Maker">The one that rested.</param>
/// <param name="Price">Its price, ticks.</param>
/// <param name="Lots">How much, lots.</param>
internal readonly record struct Match(BookOrder Maker, long Price, long Lots);

/// <summary>What became of a taker.</summary>
internal sealed class MatchOutcome
{
    /// <summary>In the order they happened.</summary>
    public List<Match> Matches { get; } = [];

    /// <summary>Resting orders of the same owner that were taken out or made smaller.</summary>
    public List<BookOrder> Prevented { get; } = [];

    /// <summary>What was not matched, lots.</summary>
    public long Left { get; set; }

    /// <summary>The taker met its own owner and expires.</summary>
    public bool TakerExpired { get; set; }

    /// <summary>The rest, where it stays in the book.</summary>
    public BookOrder? Resting { get; set; }
}
