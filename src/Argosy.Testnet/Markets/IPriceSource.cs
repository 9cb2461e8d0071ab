using Argosy.Core.Orders;

namespace Argosy.Testnet.Markets;

/// <summary>Where a symbol's market comes from: trades of the outside world, one after another.</summary>
internal interface IPriceSource
{
    /// <summary>The next trade, or null when the source has ended and the market stands still.</summary>
    Print? Peek();

    /// <summary>Goes on to the one after it.</summary>
    void Take();
}

/// <summary>A trade among everybody who is no client.</summary>
/// <param name="Time">Exchange time, Unix ms.</param>
/// <param name="Price">Quote asset; rounded to the tick where needed.</param>
/// <param name="Quantity">Base asset; may be 0, which only moves the market.</param>
/// <param name="Taker">Who came second.</param>
internal readonly record struct Print(long Time, decimal Price, decimal Quantity, Side Taker);
