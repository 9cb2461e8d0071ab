namespace Argosy.Research.Results;

/// <summary>What a run of perpetual contracts says beyond that of spot.</summary>
/// <param name="Liquidations">Forced closings.</param>
/// <param name="Insurance">What balances lacked to zero and was paid for them, quote asset.</param>
/// <param name="Settlements">Settlements of funding.</param>
/// <param name="SettledAtLastPrice">Those of them at the last price, for want of a mark.</param>
/// <param name="BarsWithoutMark">Bars without a mark price.</param>
public sealed record StoredPerpetual(int Liquidations, decimal Insurance, long Settlements, long SettledAtLastPrice, long BarsWithoutMark);

/// <summary>The ticks a run was filled on.</summary>
/// <param name="Trades">Public trades.</param>
/// <param name="Quotes">Best bids and asks.</param>
/// <param name="BookMessages">Order-book messages.</param>
/// <param name="Clock">receipt or exchange.</param>
/// <param name="Hash">Hash of them all.</param>
public sealed record StoredTicks(long Trades, long Quotes, long BookMessages, string Clock, string Hash);

/// <summary>Recorded funding rates.</summary>
/// <param name="Hash">Hash of the rates.</param>
/// <param name="Rows">Number of rates.</param>
public sealed record StoredFunding(string Hash, int Rows);
