namespace Argosy.Testnet.Futures;

/// <summary>What an account holds of one contract, one-way mode.</summary>
internal sealed class Position
{
    /// <summary>Lots held; negative is short.</summary>
    public long Lots { get; set; }

    /// <summary>Mean price of entry, quote asset; 0 when flat.</summary>
    public decimal Entry { get; set; }

    /// <summary>Notional over initial margin, 1..125.</summary>
    public int Leverage { get; set; } = 20;

    /// <summary>Has margin of its own rather than the account's.</summary>
    public bool IsIsolated { get; set; }

    /// <summary>Wallet set apart for an isolated position, quote asset.</summary>
    public decimal IsolatedWallet { get; set; }

    /// <summary>Profit taken so far, quote asset.</summary>
    public decimal Realised { get; set; }

    public long UpdateTime { get; set; }
}
