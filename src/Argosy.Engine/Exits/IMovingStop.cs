using Argosy.Core.Instruments;
using Argosy.Core.Orders;

namespace Argosy.Engine.Exits;

/// <summary>A stop whose trigger follows the price by a rule of ours, step by step along the path. It never moves away from the price.</summary>
/// <remarks>Pure: the next step is a function of the last one and a price, so that a walk can be tried and run again.</remarks>
public interface IMovingStop : IExitRule
{
    /// <summary>Where it stands when the entry fills.</summary>
    StopStep Start(in ExitEntry entry);

    /// <summary>Where it stands once the path has reached a price that is better than all before.</summary>
    StopStep Move(in StopStep step, Side entry, decimal best);

    /// <summary>The trigger of an order there, on the tick, quote asset; null while there is none.</summary>
    decimal? Trigger(Instrument instrument, Side entry, in StopStep step);
}

/// <summary>Where a moving stop stands.</summary>
/// <param name="Best">Best price since the entry's first fill, quote asset.</param>
/// <param name="Level">Level of the stop, not rounded, quote asset; 0 while there is none.</param>
/// <param name="Goal">Price from which it moves, quote asset; 0 where the rule has none.</param>
/// <param name="Later">Level it moves to from there, not rounded, quote asset; 0 where the rule has none.</param>
/// <param name="IsFinal">Whether it will not move any more.</param>
public readonly record struct StopStep(decimal Best, decimal Level, decimal Goal, decimal Later, bool IsFinal);
