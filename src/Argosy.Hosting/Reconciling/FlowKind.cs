namespace Argosy.Hosting.Reconciling;

/// <summary>Why an amount came to an account or left it, in the venue's history. The numbers are stored.</summary>
public enum FlowKind : byte
{
    /// <summary>An execution of one of our orders (the child of a triggered order included), its fee apart.</summary>
    OwnTrade = 1,
    /// <summary>The fee of such an execution.</summary>
    OwnFee = 2,
    /// <summary>Funding paid or received on a position.</summary>
    Funding = 3,
    /// <summary>The venue closed a position because its margin was used up.</summary>
    Liquidation = 4,
    /// <summary>The venue closed a position against somebody else's liquidation.</summary>
    AutoDeleveraging = 5,
    /// <summary>Interest on what is borrowed.</summary>
    Interest = 6,
    /// <summary>A fee that belongs to no execution.</summary>
    VenueFee = 7,
    /// <summary>Came from outside.</summary>
    Deposit = 8,
    /// <summary>Went outside.</summary>
    Withdrawal = 9,
    /// <summary>An execution of an order that is not ours, its fee included.</summary>
    ManualTrade = 10,
    /// <summary>Moved between accounts or wallets of the same owner.</summary>
    Transfer = 11,
}
