namespace Argosy.Hosting.Reconciling;

/// <summary>An account's books, to be kept.</summary>
/// <param name="Own">What books own.</param>
/// <param name="Foreign">What is foreign.</param>
/// <param name="Positions">What books hold.</param>
/// <param name="Seen">Movements that were taken in: all that are known by their names, or those since the books were last kept.</param>
/// <param name="Changes">How positions changed within the last hour; null in books of before.</param>
/// <param name="KnownBefore">Movements before it count as known, Unix ms by the venue's clock; 0 where each is known by its name, null in books of before.</param>
public sealed record BookState(IReadOnlyList<OwnAmount> Own, IReadOnlyList<ForeignAmount> Foreign, IReadOnlyList<HeldPosition> Positions, IReadOnlyList<SeenFlow> Seen, IReadOnlyList<HeldChange>? Changes = null, long? KnownBefore = null);

/// <summary>A change of what a book holds of an instrument.</summary>
/// <param name="Book">The book.</param>
/// <param name="Instrument">Base and quote asset.</param>
/// <param name="Change">Base asset, signed.</param>
/// <param name="Time">Unix ms by the venue's clock.</param>
/// <param name="IsVenues">Whether the venue closed it.</param>
public sealed record HeldChange(string Book, string Instrument, decimal Change, long Time, bool IsVenues);

/// <summary>A book's share of a movement.</summary>
/// <param name="Book">The book.</param>
/// <param name="Amount">Signed.</param>
public readonly record struct BookShare(string Book, decimal Amount);

/// <summary>What a book owns of an asset.</summary>
/// <param name="Book">The book.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">Signed.</param>
public sealed record OwnAmount(string Book, string Asset, decimal Amount);

/// <summary>What is foreign of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">Signed.</param>
public sealed record ForeignAmount(string Asset, decimal Amount);

/// <summary>What a book holds of an instrument.</summary>
/// <param name="Instrument">Base and quote asset.</param>
/// <param name="Book">The book.</param>
/// <param name="Quantity">Base asset, signed.</param>
public sealed record HeldPosition(string Instrument, string Book, decimal Quantity);

/// <summary>A movement that was taken in.</summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Kind">Why.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Time">Unix ms by the venue's clock.</param>
public sealed record SeenFlow(string Id, FlowKind Kind, string Asset, long Time);
