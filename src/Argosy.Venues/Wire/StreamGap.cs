namespace Argosy.Venues.Wire;

/// <summary>A time in which a stream said nothing because it was not there.</summary>
/// <param name="From">When the last frame before it came, or the stream first opened, Unix ms by our clock.</param>
/// <param name="To">When the stream was open again.</param>
public readonly record struct StreamGap(long From, long To);
