using System.ComponentModel;

namespace Argosy.Engine.Strategies;

/// <summary>A strategy that turns the state of an older version of itself into its own when its deployment is updated.</summary>
/// <remarks>Without it the older version's state is taken over as it is. It is not asked where the same version goes on, or where a deployment goes back to a version that ran in it before.</remarks>
public interface IMigratesState
{
    /// <summary>Called once, after the warm-up and before the first bar that may be traded on.</summary>
    /// <param name="old">What the older version had kept; changes of it are lost.</param>
    /// <param name="oldVersion">The older version, e.g. <c>1.3</c>; may be empty.</param>
    /// <param name="context">The strategy's context; <see cref="StrategyContext.State"/> is what the warm-up made of it, for this method to complete.</param>
    void Migrate(StateBag old, string oldVersion, StrategyContext context);

    /// <summary>Called instead where this very version kept the state: after a change of parameters or settings, and when a deployment goes back to a version it ran before.</summary>
    /// <param name="own">What it had kept; it is taken as it is.</param>
    /// <param name="context">The strategy's context.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void TakeBack(StateBag own, StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.State.CopyFrom(own);
    }
}
