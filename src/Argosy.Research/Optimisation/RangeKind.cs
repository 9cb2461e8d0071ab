namespace Argosy.Research.Optimisation;

/// <summary>What a range is a range of.</summary>
public enum RangeKind
{
    /// <summary>Whole numbers in steps.</summary>
    Whole,
    /// <summary>Numbers, in steps or continuous.</summary>
    Number,
    /// <summary>A list of words without an order.</summary>
    Choice,
}
