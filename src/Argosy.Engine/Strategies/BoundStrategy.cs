namespace Argosy.Engine.Strategies;

/// <summary>A strategy whose parameters all have a value.</summary>
/// <param name="Name">The strategy's name.</param>
/// <param name="Parameters">Every parameter with the value used, in declaration order, as text that parses back.</param>
/// <param name="Create">Makes a fresh instance; a run needs one for each instrument, unless it is an <see cref="IPortfolioStrategy"/>.</param>
public sealed record BoundStrategy(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters, Func<IStrategy> Create);
