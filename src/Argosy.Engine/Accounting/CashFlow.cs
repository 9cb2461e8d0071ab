namespace Argosy.Engine.Accounting;

/// <summary>Money that moved for a position without a fill.</summary>
/// <param name="Kind">Interest, Funding, Insurance or Dust.</param>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Book">Index of the strategy book.</param>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Amount">Signed effect on equity, quote asset; for dust the value booked away from the position.</param>
/// <param name="Quantity">Dust: signed quantity taken out of the position, base asset; 0 otherwise.</param>
/// <param name="AfterFill">Number of fills that came before it.</param>
public readonly record struct CashFlow(LedgerAccount Kind, short Instrument, short Book, long Time, decimal Amount, decimal Quantity, int AfterFill);
