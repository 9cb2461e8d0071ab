namespace Argosy.Simulation.Fills;

/// <summary>Which extreme of a bar is walked first.</summary>
public enum PathMode
{
    /// <summary>The extreme nearer to the open; on a tie the adverse one.</summary>
    NearFirst,
    /// <summary>The extreme that hurts the position first: low while long, high while short.</summary>
    AdverseFirst,
    /// <summary>The reverse of adverse.</summary>
    FavourableFirst,
    /// <summary>Open, high, low, close.</summary>
    Ohlc,
    /// <summary>Open, low, high, close.</summary>
    Olhc,
}
