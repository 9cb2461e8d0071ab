namespace Argosy.Venues.Wire;

/// <summary>A connection that ended, or did not come about.</summary>
/// <param name="Reason">Why, in words.</param>
/// <param name="Wait">Until the next attempt.</param>
/// <param name="WasOpen">Whether it had been open.</param>
public sealed record StreamLoss(string Reason, TimeSpan Wait, bool WasOpen);
