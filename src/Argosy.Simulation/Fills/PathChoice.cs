namespace Argosy.Simulation.Fills;

/// <summary>Which extreme of a bar comes first, chosen once a bar, after the fills at its open.</summary>
static class PathChoice
{
    /// <summary>Whether the high is walked first.</summary>
    /// <param name="mode">The run's path mode.</param>
    /// <param name="open">Open, price units.</param>
    /// <param name="high">High, price units.</param>
    /// <param name="low">Low, price units.</param>
    /// <param name="adverseIsHigh">Whether the high hurts first: while short, or flat with only purchases resting.</param>
    public static bool HighFirst(PathMode mode, long open, long high, long low, bool adverseIsHigh) => mode switch
    {
        PathMode.NearFirst => high - open == open - low ? adverseIsHigh : high - open < open - low,
        PathMode.AdverseFirst => adverseIsHigh,
        PathMode.FavourableFirst => !adverseIsHigh,
        PathMode.Ohlc => true,
        PathMode.Olhc => false,
    };
}
