namespace Argosy.Research.Prediction;

/// <summary>How well answers fit labels.</summary>
public sealed record ForestScore
{
    /// <summary>Rows scored.</summary>
    public required int Rows { get; init; }

    /// <summary>Share of rows whose most probable class is theirs (regression: whose sign is right, zero counting as down), 0..1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share of the most frequent class (regression: sign) among the rows: what always answering it would reach.</summary>
    public required double MajorityShare { get; init; }

    /// <summary>One standard error of the accuracy of a coin with the majority's share: √(p(1−p)/rows).</summary>
    public required double StandardError { get; init; }

    /// <summary>Classification: mean of −ln of the probability given to the true class, at least 1e-15 each; null for regression.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Regression: 1 − Σ(error²)/Σ(deviation from the mean²); null for classification and without variance.</summary>
    public double? RSquared { get; init; }

    /// <summary>Regression: mean absolute error, log return; null for classification.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>Classification: rows by true class (first index) and answered class; empty for regression.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Whether the accuracy is more than three standard errors above always answering the majority.</summary>
    public bool IsBetterThanChance => Accuracy > MajorityShare + (3 * StandardError);
}
