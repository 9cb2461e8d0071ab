namespace Argosy.Testnet.Futures;

/// <summary>What an account holds of one contract: all of it in one-way mode, one leg of it in hedge mode.</summary>
/// <param name="terms">Leverage and kind of margin, the same for all legs.</param>
/// <param name="leg">BOTH, LONG or SHORT.</param>
internal sealed class Position(MarginTerms terms, string leg)
{
    /// <summary>BOTH in one-way mode, LONG or SHORT in hedge mode.</summary>
    public string Leg { get; } = leg;

    public MarginTerms Terms { get; } = terms;

    /// <summary>Lots held; negative is short.</summary>
    public long Lots { get; set; }

    /// <summary>Mean price of entry, quote asset; 0 when flat.</summary>
    public decimal Entry { get; set; }

    /// <summary>Notional over initial margin, 1..125.</summary>
    public int Leverage => Terms.Leverage;

    /// <summary>Has margin of its own rather than the account's.</summary>
    public bool IsIsolated => Terms.IsIsolated;

    /// <summary>Wallet set apart for an isolated position, quote asset.</summary>
    public decimal IsolatedWallet { get; set; }

    /// <summary>Profit taken so far, quote asset.</summary>
    public decimal Realised { get; set; }

    public long UpdateTime { get; set; }
}

/// <summary>How an account trades one contract.</summary>
internal sealed class MarginTerms
{
    /// <summary>Notional over initial margin, 1..125.</summary>
    public int Leverage { get; set; } = 20;

    public bool IsIsolated { get; set; }
}
