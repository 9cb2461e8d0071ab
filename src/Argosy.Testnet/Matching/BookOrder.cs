using Argosy.Core.Orders;

namespace Argosy.Testnet.Matching;

/// <summary>An order that rests in a book, in whole ticks and lots.</summary>
/// <param name="id">The exchange's number.</param>
/// <param name="owner">Whose it is; <see cref="House"/> is the market itself.</param>
/// <param name="side">Buy or sell.</param>
/// <param name="price">Limit price, ticks, above 0.</param>
/// <param name="lots">What is still wanted, lots, above 0.</param>
internal sealed class BookOrder(long id, int owner, Side side, long price, long lots)
{
    /// <summary>The owner that stands for everybody who is no client.</summary>
    public const int House = 0;

    public long Id { get; } = id;

    public int Owner { get; } = owner;

    public Side Side { get; } = side;

    public long Price { get; } = price;

    public long Lots { get; set; } = lots;
}
