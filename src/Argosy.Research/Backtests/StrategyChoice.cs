using Argosy.Engine.Strategies;

namespace Argosy.Research.Backtests;

/// <summary>Which strategy runs, with its parameters, and how a fresh one is made for each run.</summary>
/// <param name="Name">Its name (kebab-case) or the file it comes from.</param>
/// <param name="Parameters">Every parameter with the value used, in declaration order, as text that parses back.</param>
/// <param name="Create">Makes a fresh instance; a run needs one for each instrument, a band three runs.</param>
public sealed record StrategyChoice(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters, Func<IStrategy> Create);
