namespace Argosy.Research.Optimisation;

/// <summary>How a search picks its trials.</summary>
public enum SearchMethod
{
    /// <summary>Every point, in order.</summary>
    Grid,
    /// <summary>Points drawn evenly, none twice.</summary>
    Random,
    /// <summary>Tree-structured Parzen estimator: where good trials are denser than bad ones.</summary>
    Tpe,
    /// <summary>A population whose best beget the next.</summary>
    Genetic,
}
