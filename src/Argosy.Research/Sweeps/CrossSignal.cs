using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Sweeps;

/// <summary>What one parameter set looks at: two averages of the close, and when their comparison speaks.</summary>
/// <param name="Kind">Which average.</param>
/// <param name="Fast">Length of the fast one, bars; 0 is the close itself.</param>
/// <param name="Slow">Length of the slow one, bars.</param>
/// <param name="OnCross">Whether only crossings speak; otherwise every bar on which the two differ does.</param>
readonly record struct CrossSignal(AverageKind Kind, int Fast, int Slow, bool OnCross)
{
    /// <summary>Row of the first bar at which both have a value.</summary>
    public int FirstRow => Math.Max(Fast, Slow) - 1;

    /// <summary>The signal of a strategy, or null where it is none of those a sweep knows.</summary>
    public static CrossSignal? Of(Engine.Strategies.IStrategy strategy) => strategy switch
    {
        MovingAverageCross cross => new CrossSignal(cross.Kind, cross.Fast, cross.Slow, cross.Trigger is CrossTrigger.Cross),
        MovingAverage average => new CrossSignal(average.Kind, 0, average.Period, OnCross: false),
        _ => null,
    };
}
