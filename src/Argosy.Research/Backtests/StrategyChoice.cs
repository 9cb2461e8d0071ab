using Argosy.Engine.Strategies;

namespace Argosy.Research.Backtests;

/// <summary>Which strategy runs, with its parameters, and how a fresh one is made for each run; or several side by side on one account.</summary>
/// <param name="Name">Its name (kebab-case) or the file it comes from; of several, their names with a plus sign.</param>
/// <param name="Parameters">Every parameter with the value used, in declaration order, as text that parses back; of several, as id.name.</param>
/// <param name="Create">Makes a fresh instance; a run needs one for each instrument, a band three runs. Of several nothing is made at once: see <see cref="Members"/>.</param>
public sealed record StrategyChoice(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters, Func<IStrategy> Create)
{
    /// <summary>The strategies of a portfolio of strategies, each with a virtual book of its own, in the order of the books; empty for a single strategy.</summary>
    public IReadOnlyList<StrategyMember> Members { get; init; } = [];

    /// <summary>What has a book: the members, or the strategy itself.</summary>
    internal IReadOnlyList<StrategyChoice> Books => Members.Count == 0 ? [this] : [.. Members.Select(member => member.Strategy)];

    /// <summary>Several strategies as one choice: <c>trend:ma-cross+rsi</c> with parameters <c>trend.fast</c>, <c>rsi.period</c>.</summary>
    /// <param name="members">Two or more strategies under names of their own.</param>
    /// <exception cref="ArgumentException">There are fewer than two, a name is there twice, or a member is itself made of several.</exception>
    public static StrategyChoice Of(IReadOnlyList<StrategyMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < 2) throw new ArgumentException("a portfolio of strategies has at least two");
        foreach (var member in members)
        {
            if (member.Id.Length == 0 || member.Id.Contains('.', StringComparison.Ordinal)) throw new ArgumentException($"'{member.Id}' names no strategy: expected a word without dots");
            if (members.Count(other => other.Id == member.Id) > 1) throw new ArgumentException($"two strategies are called '{member.Id}'; each needs a name of its own");
            if (member.Strategy.Members.Count > 0) throw new ArgumentException($"'{member.Id}' is itself made of several strategies");
        }
        return new StrategyChoice(
            string.Join('+', members.Select(member => member.Text)),
            [.. members.SelectMany(member => member.Strategy.Parameters.Select(p => KeyValuePair.Create($"{member.Id}.{p.Key}", p.Value)))],
            () => throw new InvalidOperationException("several strategies are made one by one"))
        { Members = [.. members] };
    }
}
