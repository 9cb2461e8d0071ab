using Argosy.Core.MarketData;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>A training to do.</summary>
/// <param name="Instrument">Name of what is traded, e.g. BTC/USD.</param>
/// <param name="Bars">Its history.</param>
/// <param name="Features">The features, separated by semicolons.</param>
/// <param name="Label">What is to be learnt.</param>
/// <param name="Forest">How forests are grown.</param>
public sealed record TrainingRequest(string Instrument, BarColumns Bars, string Features, Label Label, ForestSettings Forest)
{
    /// <summary>Share of the rows, the newest ones, kept for the test, 0 to below 1; 0: no test. Not used by a walk forward.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Windows of a walk forward; null: one split in time.</summary>
    public TrainingWindows? Windows { get; init; }

    /// <summary>Whether labels are dealt out anew first: a check that nothing is learnt from nothing.</summary>
    public bool ShuffleLabels { get; init; }
}

/// <summary>Train on one stretch, answer for the next, move on.</summary>
/// <param name="Train">Length of the stretch learnt from; longer than zero.</param>
/// <param name="Test">Length of the stretch answered for; longer than zero.</param>
/// <param name="Anchored">Whether every stretch learnt from begins at the first row.</param>
public sealed record TrainingWindows(TimeSpan Train, TimeSpan Test, bool Anchored);
