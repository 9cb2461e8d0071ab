using System.Globalization;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Validation;

/// <summary>A strategy's nearest relatives: each number among its parameters a tenth less and a tenth more, whole numbers at least by one.</summary>
static class Neighbourhood
{
    const decimal Step = 0.1m;

    /// <summary>The strategy itself, then its neighbours; those it refuses are left out.</summary>
    public static IReadOnlyList<TrialCandidate> Of(ValidationRequest request, StrategyChoice centre)
    {
        List<TrialCandidate> candidates = [new(1, centre, request.Backtest.Settings)];
        foreach (var parameter in request.Parameters)
        {
            var own = centre.Parameters.FirstOrDefault(p => p.Key == parameter.Name).Value;
            if (own is null || !decimal.TryParse(own, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) continue;
            foreach (var text in Near(parameter, value))
            {
                var values = new Dictionary<string, string>(centre.Parameters, StringComparer.Ordinal) { [parameter.Name] = text };
                if (request.Bind(values) is { Ok: true } bound) candidates.Add(new TrialCandidate(candidates.Count + 1, bound.Value, request.Backtest.Settings));
            }
        }
        return candidates;
    }

    static IEnumerable<string> Near(StrategyParameter parameter, decimal value)
    {
        if (parameter.Kind is not (StrategyParameterKind.WholeNumber or StrategyParameterKind.Number) || value == 0) yield break;
        var step = Math.Abs(value) * Step;
        if (parameter.Kind == StrategyParameterKind.WholeNumber) step = Math.Max(1, Math.Round(step, MidpointRounding.AwayFromZero));
        foreach (var near in new[] { value - step, value + step })
        {
            if ((double)near < parameter.Minimum || (double)near > parameter.Maximum) continue;
            yield return Exact.Text(near);
        }
    }
}
