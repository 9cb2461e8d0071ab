using Argosy.Research.Backtests;

namespace Argosy.Research.Trials;

/// <summary>What a search may vary of a run's settings beside parameters: the size of orders, and the rules that protect, block and limit entries.</summary>
/// <param name="Size">Order size, as on the command line.</param>
/// <param name="Exits">Exit rules, as texts.</param>
/// <param name="Guards">Guards, as texts.</param>
/// <param name="Limits">Limits, as texts.</param>
public sealed record TradingRules(string Size, IReadOnlyList<string> Exits, IReadOnlyList<string> Guards, IReadOnlyList<string> Limits)
{
    /// <summary>Those of some settings.</summary>
    public static TradingRules Of(BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new TradingRules(settings.Size, settings.Exits, settings.Guards, settings.Limits);
    }

    /// <summary>All of them as texts, the size first: equal texts are equal rules.</summary>
    public IReadOnlyList<string> Texts => [Size, string.Join(", ", Exits), string.Join(", ", Guards), string.Join(", ", Limits)];

    /// <summary>Other settings under these rules.</summary>
    public BacktestSettings Under(BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings with { Size = Size, Exits = Exits, Guards = Guards, Limits = Limits };
    }

    /// <summary>What a search chose for one of its ranged settings: the size, or the rule added to the fixed ones; null where <paramref name="name"/> is no such setting.</summary>
    /// <param name="name">size, exit, guard or limit.</param>
    /// <param name="fixedSettings">The settings the search began with.</param>
    public string? Chosen(string name, BacktestSettings fixedSettings)
    {
        ArgumentNullException.ThrowIfNull(fixedSettings);
        return name switch
        {
            "size" => Size,
            "exit" => Added(Exits, fixedSettings.Exits),
            "guard" => Added(Guards, fixedSettings.Guards),
            "limit" => Added(Limits, fixedSettings.Limits),
            _ => null,
        };
    }

    static string Added(IReadOnlyList<string> rules, IReadOnlyList<string> before) => rules.Count > before.Count ? rules[^1] : Optimisation.RangedSettings.None;
}
