using System.Globalization;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Tests.Validation;

/// <summary>Searches over a list of strategies instead of parameters.</summary>
static class Searches
{
    public static OptimisationRequest Of(IReadOnlyList<Market> markets, IReadOnlyList<StrategyChoice> candidates, BacktestSettings settings, int jobs = 1) => new()
    {
        Markets = markets,
        Settings = settings,
        Strategy = candidates[0].Name,
        Bind = values => candidates[int.Parse(values["number"], CultureInfo.InvariantCulture)],
        Space = new ParameterSpace([ParameterRange.Stepped("number", RangeKind.Whole, 0, candidates.Count - 1, 1)]),
        Objectives = [Objective.Parse("sharpe").Value],
        Jobs = jobs,
    };

    public static IReadOnlyList<TrialCandidate> Candidates(IReadOnlyList<StrategyChoice> choices, BacktestSettings settings) =>
        [.. choices.Select((choice, i) => new TrialCandidate(i + 1, choice, settings))];
}
