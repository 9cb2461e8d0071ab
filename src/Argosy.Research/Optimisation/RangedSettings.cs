using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Optimisation;

/// <summary>Settings of a run that a search may vary like a parameter: order size, and one exit rule, guard or limit beside the fixed ones.</summary>
public static class RangedSettings
{
    /// <summary>The word for no rule.</summary>
    public const string None = "none";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["size", "exit", "guard", "limit"];

    /// <summary>The settings with one of them set; BadInput where the text is no such rule.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="text">A rule as on the command line; <see cref="None"/> adds no rule.</param>
    public static Result<BacktestSettings> Apply(BacktestSettings settings, string name, string text)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (name == "size") return SizingRules.Parse(text) is { Ok: false } sizing ? sizing.Error! : settings with { Size = text };
        if (text == None) return settings;
        switch (name)
        {
            case "exit": return ExitRules.Catalogue.Bind(text) is { Ok: true } exit ? settings with { Exits = [.. settings.Exits, exit.Value.Text] } : ExitRules.Catalogue.Bind(text).Error!;
            case "guard": return GuardRules.Catalogue.Bind(text) is { Ok: true } guard ? settings with { Guards = [.. settings.Guards, guard.Value.Text] } : GuardRules.Catalogue.Bind(text).Error!;
            case "limit": return LimitRules.Catalogue.Bind(text) is { Ok: true } limit ? settings with { Limits = [.. settings.Limits, limit.Value.Text] } : LimitRules.Catalogue.Bind(text).Error!;
            default: return Error.BadInput($"'{name}' is no setting with a range (there are {string.Join(", ", Names)})");
        }
    }
}
