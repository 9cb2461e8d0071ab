namespace Argosy.Hosting.Ports;

/// <summary>One public trade.</summary>
/// <param name="Symbol">The venue's spelling.</param>
/// <param name="Id">The venue's number of the trade.</param>
/// <param name="Time">When, Unix ms by the venue's clock.</param>
/// <param name="Price">Quote asset, above 0.</param>
/// <param name="Quantity">Base asset, above 0.</param>
/// <param name="IsSellerTaker">Whether the seller met a resting buyer.</param>
public readonly record struct TradeTick(string Symbol, long Id, long Time, decimal Price, decimal Quantity, bool IsSellerTaker)
{
    /// <summary>Whether the source does not say who took liquidity.</summary>
    public bool IsTakerUnknown { get; init; }
}
