namespace Argosy.Testnet.Matching;

/// <summary>What happens where an order would meet another one of the same owner; the taker's choice counts.</summary>
internal enum SelfTrade
{
    /// <summary>They trade.</summary>
    None,
    /// <summary>What is left of the taker expires.</summary>
    ExpireTaker,
    /// <summary>The resting order expires, the taker goes on.</summary>
    ExpireMaker,
    /// <summary>Both expire.</summary>
    ExpireBoth,
    /// <summary>Both lose the smaller of the two quantities; no trade.</summary>
    Decrement,
}
