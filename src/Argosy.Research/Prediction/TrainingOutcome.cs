using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>What a training gave.</summary>
public sealed record TrainingOutcome
{
    /// <summary>The model, ready to be stored.</summary>
    public required PredictionModel Model { get; init; }

    /// <summary>Rows at which every feature and the label exist.</summary>
    public required int Rows { get; init; }

    /// <summary>Score of the last forest on the training rows its trees did not see.</summary>
    public ForestScore? OutOfBag { get; init; }

    /// <summary>Score on rows later than all training; null without a test.</summary>
    public ForestScore? Test { get; init; }

    /// <summary>Each window of a walk forward; one row for a single split.</summary>
    public required IReadOnlyList<TrainingWindow> Windows { get; init; }

    /// <summary>Time spent growing trees, seconds.</summary>
    public required double TrainSeconds { get; init; }
}

/// <summary>One training and its test.</summary>
/// <param name="TestFrom">When the test begins, Unix ms.</param>
/// <param name="TrainRows">Rows learnt from.</param>
/// <param name="Test">Score on the rows of the test; null where there are none.</param>
public sealed record TrainingWindow(long TestFrom, int TrainRows, ForestScore? Test);
