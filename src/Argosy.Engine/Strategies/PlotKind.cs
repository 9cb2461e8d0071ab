namespace Argosy.Engine.Strategies;

/// <summary>How a plot is drawn.</summary>
public enum PlotKind : byte
{
    /// <summary>A line through the points.</summary>
    Line,
    /// <summary>A column from zero at each point.</summary>
    Histogram,
    /// <summary>A mark at each point, joined by nothing.</summary>
    Points,
}
