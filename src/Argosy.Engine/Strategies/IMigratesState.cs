namespace Argosy.Engine.Strategies;

/// <summary>A strategy that turns the state of an older version of itself into its own when its deployment is updated.</summary>
/// <remarks>Without it the older version's state is taken over as it is.</remarks>
public interface IMigratesState
{
    /// <summary>Called once, after the warm-up and before the first bar that may be traded on.</summary>
    /// <param name="old">What the older version had kept; changes of it are lost.</param>
    /// <param name="oldVersion">The older version, e.g. <c>1.3</c>; may be empty.</param>
    /// <param name="context">The strategy's context; <see cref="StrategyContext.State"/> is what the warm-up made of it, for this method to complete.</param>
    void Migrate(StateBag old, string oldVersion, StrategyContext context);
}
