using System.Collections.Concurrent;

namespace Argosy.Venues.Wire;

/// <summary>All budgets of a process: one for each venue and address, and one for each venue and key, whoever asks.</summary>
public sealed class RateBudgets
{
    readonly ConcurrentDictionary<(string Venue, string Scope), RateBudget> _budgets = new();

    /// <summary>The budget of a scope, made with these windows when it is first asked for.</summary>
    /// <param name="venue">The venue's name.</param>
    /// <param name="scope">The address requests leave from, or the key they carry.</param>
    /// <param name="windows">The venue's limits for that scope.</param>
    public RateBudget Of(string venue, string scope, IReadOnlyList<RateWindow> windows) => _budgets.GetOrAdd((venue, scope), _ => new RateBudget(windows));

    /// <summary>Shares of all windows that are used up; scopes, which may be keys, are numbered and not named.</summary>
    public IReadOnlyList<RateShare> Shares() => [.. _budgets.OrderBy(pair => pair.Key.Venue, StringComparer.Ordinal).SelectMany((pair, index) => pair.Value.Shares($"{pair.Key.Venue} {index + 1}"))];
}
