namespace Argosy.Strategies.Prediction;

/// <summary>What a model answers.</summary>
public enum PredictionTask
{
    /// <summary>Whether the close rises: the probability of each direction.</summary>
    Classification,
    /// <summary>By how much it changes: a log return.</summary>
    Regression,
}

/// <summary>What a model was taught: the log return of the close over a number of bars.</summary>
/// <param name="Task">Its direction, or its size.</param>
/// <param name="Horizon">Number of bars ahead, 1 or more.</param>
/// <param name="Threshold">Classification: returns within ± this, log ratio, are flat; 0: up is above 0, everything else down.</param>
public sealed record Label(PredictionTask Task, int Horizon, double Threshold)
{
    /// <summary>Names of the classes, in order; empty for regression.</summary>
    public IReadOnlyList<string> Classes => Task is PredictionTask.Regression ? [] : Threshold > 0 ? ["down", "flat", "up"] : ["down", "up"];

    /// <summary>Index of the class a return belongs to.</summary>
    public int ClassOf(double logReturn) => Threshold > 0
        ? logReturn > Threshold ? 2 : logReturn < -Threshold ? 0 : 1
        : logReturn > 0 ? 1 : 0;
}
