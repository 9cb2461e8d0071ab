using Argosy.Core.MarketData;

namespace Argosy.Research.Reports;

/// <summary>The candles of one length that a report holds of an instrument.</summary>
/// <param name="Timeframe">Their length.</param>
/// <param name="Whole">Whether they span the whole run; otherwise they lie near trades.</param>
/// <param name="Bars">In time order.</param>
public sealed record CandleLevel(Timeframe Timeframe, bool Whole, IReadOnlyList<Bar> Bars);
