using Argosy.Core.MarketData;

namespace Argosy.Data.Ticks;

/// <summary>A history of ticks ready for a run.</summary>
/// <param name="History">Trades, and quotes or book.</param>
/// <param name="BaseAsset">What is bought and sold, as far as the names of the files tell.</param>
/// <param name="QuoteAsset">What it is priced in.</param>
/// <param name="Notes">Sentences about what reading assumed or dropped.</param>
public sealed record LoadedTicks(TickHistory History, string? BaseAsset, string? QuoteAsset, IReadOnlyList<string> Notes);
