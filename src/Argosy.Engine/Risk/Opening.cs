using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Risk;

/// <summary>A fill that would open or enlarge a position, as buying power judges it.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Mark">What the instrument is worth at that moment, quote asset.</param>
/// <param name="Price">Price after costs, quote asset.</param>
/// <param name="FeeRatio">Fee, ratio of the notional.</param>
/// <param name="Closing">Quantity of the same fill that closes an opposite position first, base asset.</param>
/// <param name="OwnReservation">What is set aside for this very order, quote asset.</param>
public readonly record struct Opening(Side Side, decimal Mark, decimal Price, decimal FeeRatio, Amount Closing, Amount OwnReservation);
