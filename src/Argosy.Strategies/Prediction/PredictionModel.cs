namespace Argosy.Strategies.Prediction;

/// <summary>A model as it is stored: what it looks at, what it was taught, and one forest for each stretch of time it was trained ahead of.</summary>
public sealed record PredictionModel
{
    /// <summary>The features' texts, in order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What it was taught.</summary>
    public required Label Label { get; init; }

    /// <summary>Instrument it was trained on, e.g. BTC/USD.</summary>
    public required string Instrument { get; init; }

    /// <summary>Timeframe it was trained on, e.g. 1h.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Hash of the data it was trained on.</summary>
    public required string DataHash { get; init; }

    /// <summary>Seed of the training.</summary>
    public required long Seed { get; init; }

    /// <summary>Importance of each feature: by how much the score falls when its values are shuffled; in the features' order.</summary>
    public required IReadOnlyList<double> Importance { get; init; }

    /// <summary>The forests, by the time from which each may be used; every one was trained on earlier bars only.</summary>
    public required IReadOnlyList<DatedForest> Forests { get; init; }

    /// <summary>The forest to ask at an instant: the newest one trained on nothing later; null before the first.</summary>
    public RandomForest? At(long time)
    {
        RandomForest? found = null;
        foreach (var dated in Forests)
        {
            if (dated.ValidFrom <= time) found = dated.Forest;
        }
        return found;
    }
}

/// <summary>A forest and the time from which it knows nothing of what it is asked.</summary>
/// <param name="ValidFrom">Close of the last bar that had a part in its training (labels included), Unix ms.</param>
/// <param name="Rows">Rows it was trained on.</param>
/// <param name="Forest">The forest.</param>
public sealed record DatedForest(long ValidFrom, int Rows, RandomForest Forest);
