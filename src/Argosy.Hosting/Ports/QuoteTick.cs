namespace Argosy.Hosting.Ports;

/// <summary>Best bid and ask with their sizes.</summary>
/// <param name="Symbol">The venue's spelling.</param>
/// <param name="Sequence">The venue's number of the book's state.</param>
/// <param name="Bid">Best bid, quote asset.</param>
/// <param name="BidSize">Its size, base asset.</param>
/// <param name="Ask">Best ask, quote asset.</param>
/// <param name="AskSize">Its size, base asset.</param>
public readonly record struct QuoteTick(string Symbol, long Sequence, decimal Bid, decimal BidSize, decimal Ask, decimal AskSize);
