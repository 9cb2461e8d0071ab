using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Backtesting;

/// <summary>From one or several --strategy to what runs. One takes its parameters by name, several by <c>id.name</c>.</summary>
sealed class StrategySource
{
    readonly IReadOnlyList<NamedStrategy> _strategies;
    readonly IBots _bots;

    StrategySource(IReadOnlyList<NamedStrategy> strategies, IBots bots) => (_strategies, _bots) = (strategies, bots);

    /// <summary>Whether several strategies trade side by side.</summary>
    public bool IsJoint => _strategies.Count > 1;

    /// <summary>What results call it.</summary>
    public string Name => IsJoint ? string.Join('+', _strategies.Select(s => s.Id == s.Name ? s.Id : $"{s.Id}:{s.Name}")) : _strategies[0].Name;

    /// <summary>The names and files, as they were given, without ids.</summary>
    public IReadOnlyList<string> Texts => [.. _strategies.Select(s => s.Text)];

    /// <summary>Finds the strategies, or says which of them is none or has no name of its own.</summary>
    /// <param name="texts">What --strategy says.</param>
    /// <param name="values">Parameters that may name further files.</param>
    /// <param name="bots">Where strategies of files come from.</param>
    /// <param name="files">Files that the run reads and no word of the command line names.</param>
    public static Result<StrategySource> Read(IReadOnlyList<string> texts, IReadOnlyDictionary<string, string> values, IBots bots, IEnumerable<string>? files = null)
    {
        bots.Need([.. texts.Select(NamedStrategy.NameIn).Where(StrategyReader.IsFile).Concat(StrategyReader.FilesIn(values.Values)).Distinct(StringComparer.Ordinal)], files ?? []);
        var strategies = new List<NamedStrategy>();
        foreach (var text in texts)
        {
            var named = NamedStrategy.Read(text, bots);
            if (!named.Ok) return named.Error!;
            strategies.Add(named.Value);
        }
        if (strategies.Count == 0) return Error.BadInput("--strategy is required ('argosy backtest --help' shows what there is)");
        if (strategies.Count == 1) return new StrategySource(strategies, bots);
        foreach (var strategy in strategies)
        {
            if (!strategy.IsPlain) return Error.BadInput($"--strategy: '{strategy.Id}' cannot name a strategy; expected id:{strategy.Text} with an id of letters, digits and hyphens");
            if (strategies.Count(other => other.Id == strategy.Id) > 1) return Error.BadInput($"--strategy: two are called '{strategy.Id}'; expected an id before each, e.g. first:{strategy.Text} and second:{strategy.Text}");
        }
        return new StrategySource(strategies, bots);
    }

    /// <summary>What runs with these parameters.</summary>
    public Result<StrategyChoice> Bind(IReadOnlyDictionary<string, string> values)
    {
        var split = Split(values);
        if (!split.Ok) return split.Error!;
        var members = new List<StrategyMember>();
        for (var i = 0; i < _strategies.Count; i++)
        {
            var bound = StrategyReader.Bind(_strategies[i].Text, _strategies[i].Descriptor, split.Value[i], _bots);
            if (!bound.Ok) return IsJoint ? Error.BadInput($"{_strategies[i].Id}: {bound.Error!.Message}") : bound.Error!;
            members.Add(new StrategyMember(_strategies[i].Id, bound.Value));
        }
        return IsJoint ? StrategyChoice.Of(members) : members[0].Strategy;
    }

    /// <summary>Every parameter there is, given these values; of several strategies as <c>id.name</c>.</summary>
    public Result<IReadOnlyList<StrategyParameter>> ParametersWith(IReadOnlyDictionary<string, string> values)
    {
        var split = Split(values);
        if (!split.Ok) return split.Error!;
        var all = new List<StrategyParameter>();
        for (var i = 0; i < _strategies.Count; i++)
        {
            var parameters = _strategies[i].Descriptor.ParametersWith(split.Value[i]);
            if (!parameters.Ok || !IsJoint) return parameters;
            foreach (var parameter in parameters.Value)
            {
                var renamed = parameter.As($"{_strategies[i].Id}.{parameter.Name}", null, _strategies[i].Id);
                if (!renamed.Ok) return renamed.Error!;
                all.Add(renamed.Value);
            }
        }
        return all;
    }

    // The values of each strategy under its own names. A single one may, with an id of its own, be named, too.
    Result<Dictionary<string, string>[]> Split(IReadOnlyDictionary<string, string> values)
    {
        Dictionary<string, string>[] split = [.. _strategies.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal))];
        foreach (var (key, text) in values)
        {
            var dot = key.IndexOf('.', StringComparison.Ordinal);
            var index = dot <= 0 ? -1 : _strategies.ToList().FindIndex(s => (IsJoint || s.HasOwnId) && s.Id == key[..dot]);
            if (index < 0 && IsJoint) return Error.BadInput($"--param: '{key}' names none of the strategies{(dot > 0 ? Suggestion.Phrase(key[..dot], _strategies.Select(s => s.Id)) : "")}; expected {string.Join(" or ", _strategies.Select(s => $"{s.Id}.name"))}");
            if (!split[Math.Max(index, 0)].TryAdd(index < 0 ? key : key[(dot + 1)..], text)) return Error.BadInput($"--param: '{key}' is given twice");
        }
        return split;
    }
}
