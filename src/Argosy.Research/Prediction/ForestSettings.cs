namespace Argosy.Research.Prediction;

/// <summary>How a forest is grown.</summary>
public sealed record ForestSettings
{
    /// <summary>Number of trees, 1 or more.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Least rows in a leaf, 1 or more; more is smoother.</summary>
    public int MinLeaf { get; init; } = 20;

    /// <summary>Most splits from root to leaf, 1 or more; 0: no limit.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Features tried at each split; 0: the root of their number for classification, a third of it for regression.</summary>
    public int FeaturesPerSplit { get; init; }

    /// <summary>Seed; equal seeds give equal forests on any number of cores.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads used; 0: all cores.</summary>
    public int Jobs { get; init; }

    /// <summary>Features tried at each split when there are this many.</summary>
    public int PerSplit(int features, bool classification)
    {
        if (FeaturesPerSplit > 0) return Math.Min(FeaturesPerSplit, features);
        return Math.Max(1, classification ? (int)Math.Sqrt(features) : features / 3);
    }
}
