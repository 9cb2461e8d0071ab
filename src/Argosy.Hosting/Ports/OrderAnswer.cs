using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Ports;

/// <summary>What a venue answers to an order.</summary>
/// <param name="Order">The order as it stands.</param>
/// <param name="Fills">What was executed at once; the user stream tells of it again.</param>
public sealed record OrderAnswer(VenueOrder Order, IReadOnlyList<VenueFill> Fills);
