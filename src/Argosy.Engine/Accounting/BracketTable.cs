using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>The maintenance brackets of one instrument: margin that a position of some value must keep, and the leverage it may have.</summary>
/// <remarks>Binance's formula: maintenance = value · rate − cum, of the bracket whose floor is below the value and whose cap is not.</remarks>
public sealed class BracketTable
{
    /// <summary>Greatest leverage any table may allow.</summary>
    public const int MostLeverage = 125;

    // A venue prints cum rounded; anything further off is another table's.
    const decimal CumTolerance = 0.01m;

    readonly Bracket[] _brackets;

    /// <summary>Checks a table once.</summary>
    /// <param name="brackets">From the smallest value upwards, without gaps.</param>
    /// <exception cref="ArgumentException">Brackets that leave a gap, fall where they must rise, or contradict the formula.</exception>
    public BracketTable(IReadOnlyList<Bracket> brackets)
    {
        ArgumentNullException.ThrowIfNull(brackets);
        if (brackets.Count == 0) throw new ArgumentException("a bracket table needs at least one bracket");
        _brackets = [.. brackets];
        for (var i = 0; i < _brackets.Length; i++)
        {
            if (Wrong(i) is { } wrong) throw new ArgumentException($"bracket {(i + 1).ToString(CultureInfo.InvariantCulture)}: {wrong}");
        }
    }

    /// <summary>The table where none is given: that of the most liquid contracts, to be taken for an order of magnitude only.</summary>
    public static BracketTable Default { get; } = FromRates(
    [
        (50_000m, 125, 0.004m), (600_000m, 100, 0.005m), (3_000_000m, 75, 0.0065m), (12_000_000m, 50, 0.01m), (70_000_000m, 25, 0.02m), (100_000_000m, 20, 0.025m),
        (230_000_000m, 10, 0.05m), (480_000_000m, 5, 0.1m), (600_000_000m, 4, 0.125m), (800_000_000m, 3, 0.15m), (1_200_000_000m, 2, 0.25m), (1_800_000_000m, 1, 0.5m),
    ]);

    /// <summary>The brackets, from the smallest value upwards.</summary>
    public IReadOnlyList<Bracket> Brackets => _brackets;

    /// <summary>Greatest leverage of the smallest positions.</summary>
    public int MaxLeverage => _brackets[0].MaxLeverage;

    /// <summary>Largest position value the table allows, quote asset.</summary>
    public decimal LargestValue => _brackets[^1].Cap;

    /// <summary>A table from caps, leverages and rates; each cum follows from the bracket before.</summary>
    public static BracketTable FromRates(IReadOnlyList<(decimal Cap, int MaxLeverage, decimal Rate)> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var brackets = new Bracket[steps.Count];
        for (var i = 0; i < brackets.Length; i++)
        {
            var floor = i == 0 ? 0 : steps[i - 1].Cap;
            var cum = i == 0 ? 0 : brackets[i - 1].Cum + (floor * (steps[i].Rate - steps[i - 1].Rate));
            brackets[i] = new Bracket(floor, steps[i].Cap, steps[i].MaxLeverage, steps[i].Rate, Exact.Trim(cum));
        }
        return new BracketTable(brackets);
    }

    /// <summary>Margin that a position of this value must keep, quote asset.</summary>
    public decimal Maintenance(decimal value)
    {
        var bracket = Of(value);
        return (value * bracket.Rate) - bracket.Cum;
    }

    /// <summary>Greatest leverage of a position of this value; 0 beyond the last cap, where no position may be opened.</summary>
    public int MaxLeverageOf(decimal value) => value > LargestValue ? 0 : Of(value).MaxLeverage;

    /// <summary>The bracket of a position value; beyond the last cap the last one.</summary>
    public Bracket Of(decimal value)
    {
        foreach (var bracket in _brackets)
        {
            if (value <= bracket.Cap) return bracket;
        }
        return _brackets[^1];
    }

    string? Wrong(int i)
    {
        var bracket = _brackets[i];
        var before = i == 0 ? null : _brackets[i - 1];
        if (bracket.Floor != (before?.Cap ?? 0)) return $"its floor {Exact.Text(bracket.Floor)} must be {(before is null ? "0" : $"the cap before, {Exact.Text(before.Cap)}")}";
        if (bracket.Cap <= bracket.Floor) return $"its cap {Exact.Text(bracket.Cap)} must lie above its floor {Exact.Text(bracket.Floor)}";
        if (bracket.Cap > 1e15m) return "its cap must not exceed 1e15";
        if (bracket.MaxLeverage is < 1 or > MostLeverage) return $"its leverage must be between 1 and {MostLeverage}, was {bracket.MaxLeverage}";
        if (before is not null && bracket.MaxLeverage > before.MaxLeverage) return $"its leverage {bracket.MaxLeverage} must not exceed the {before.MaxLeverage} of smaller positions";
        if (bracket.Rate is <= 0 or >= 1) return $"its maintenance rate must be between 0 and 1, was {Exact.Text(bracket.Rate)}";
        if (before is not null && bracket.Rate < before.Rate) return $"its maintenance rate {Exact.Text(bracket.Rate)} must not be below the {Exact.Text(before.Rate)} of smaller positions";
        if (bracket.Rate * bracket.MaxLeverage >= 1) return $"at leverage {bracket.MaxLeverage} the initial margin must exceed the maintenance rate {Exact.Text(bracket.Rate)}";
        var cum = before is null ? 0 : before.Cum + (bracket.Floor * (bracket.Rate - before.Rate));
        return Math.Abs(cum - bracket.Cum) > CumTolerance ? $"its cum must be {Exact.Text(cum)}, where the maintenance has no step at {Exact.Text(bracket.Floor)}, was {Exact.Text(bracket.Cum)}" : null;
    }
}
