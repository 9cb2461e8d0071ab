using Argosy.Core.Values;

namespace Argosy.Engine.Strategies;

/// <summary>How a strategy made of others is built: which parameters its members have (<c>id.key</c>) and how an instance is put together.</summary>
public interface IStrategyMembers
{
    /// <summary>What a reader of the strategy's own parameters must know about its members', one sentence a line.</summary>
    IReadOnlyList<string> Help { get; }

    /// <summary>The parameters of all members that <paramref name="own"/> names, or why there are none.</summary>
    /// <param name="own">The strategy's own parameters, an instance of the type that declares them.</param>
    Result<IReadOnlyList<StrategyParameter>> Parameters(object own);

    /// <summary>Makes one instance.</summary>
    /// <param name="own">The strategy's own parameters.</param>
    /// <param name="members">Every parameter of <see cref="Parameters"/> with its value, as text.</param>
    /// <exception cref="ArgumentException">The parameters contradict one another.</exception>
    IStrategy Create(object own, IReadOnlyDictionary<string, string> members);
}
