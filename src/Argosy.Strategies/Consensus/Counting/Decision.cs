namespace Argosy.Strategies.Consensus.Counting;

/// <summary>What a round decided.</summary>
public enum Decision : sbyte
{
    /// <summary>Be short.</summary>
    Short = -1,
    /// <summary>Be flat.</summary>
    Flat = 0,
    /// <summary>Be long.</summary>
    Long = 1,
    /// <summary>Nothing: position and orders are left alone.</summary>
    None = 2,
    /// <summary>Open one lot.</summary>
    Buy = 3,
    /// <summary>Close one lot, or all.</summary>
    Sell = 4,
}
