namespace Argosy.Engine.Accounting;

/// <summary>The accounts between which every movement goes; over all accounts each asset sums to zero.</summary>
public enum LedgerAccount
{
    /// <summary>What we hold.</summary>
    Balance,
    /// <summary>The starting cash came from here.</summary>
    Capital,
    /// <summary>Those we traded with.</summary>
    Market,
    /// <summary>Fees paid.</summary>
    Fees,
    /// <summary>Funding of perpetual positions.</summary>
    Funding,
    /// <summary>Interest on what was borrowed.</summary>
    Interest,
    /// <summary>What a liquidated balance lacked to zero.</summary>
    Insurance,
    /// <summary>Remainders too small to trade.</summary>
    Dust,
}
