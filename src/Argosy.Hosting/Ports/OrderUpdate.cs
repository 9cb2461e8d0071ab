using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Ports;

/// <summary>A push about one order: how it stands now, and the execution that brought it there.</summary>
/// <param name="Order">The order as it stands.</param>
/// <param name="Fill">The execution; null where the push tells of none.</param>
public sealed record OrderUpdate(VenueOrder Order, VenueFill? Fill);
