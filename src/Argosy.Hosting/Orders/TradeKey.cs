using Argosy.Core.Orders;

namespace Argosy.Hosting.Orders;

/// <summary>What names an execution within an account. Where two of its own orders trade with each other both executions carry the venue's one trade id.</summary>
/// <param name="Instrument">Base and quote asset, e.g. BTC/USDT.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="TradeId">The venue's trade id.</param>
public readonly record struct TradeKey(string Instrument, Side Side, string TradeId);
