using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>From the values of the ranges to what runs.</summary>
sealed class TrialBinder(OptimisationRequest request)
{
    /// <summary>The candidate, or why the strategy takes no such parameters.</summary>
    public Result<TrialCandidate> Bind(int id, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var settings = request.Settings;
        var parameters = new Dictionary<string, string>(request.Parameters, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            var (name, text) = values[i];
            if (!request.Space.Ranges[i].IsSetting)
            {
                parameters[name] = text;
                continue;
            }
            var applied = RangedSettings.Apply(settings, name, text);
            if (!applied.Ok) return applied.Error!;
            settings = applied.Value;
        }
        var strategy = request.Bind(parameters);
        return strategy.Ok ? new TrialCandidate(id, strategy.Value, settings) : strategy.Error!;
    }
}
