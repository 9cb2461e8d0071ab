using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>The values a search may give one parameter.</summary>
/// <remarks>
/// Samplers do not see values but coordinates: the index of a value where they can be counted, a number from 0 to 1 where they cannot.
/// A logarithmic range is even in the logarithm, so samplers need not know.
/// </remarks>
public sealed class ParameterRange
{
    // Digits of a value that is computed and not counted: no last bit of a library function is in it.
    const int Digits = 6;

    ParameterRange(string name, RangeKind kind, decimal from, decimal to, decimal? step, bool isLogarithmic, int count, IReadOnlyList<string> values)
    {
        Name = name;
        Kind = kind;
        From = from;
        To = to;
        Step = step;
        IsLogarithmic = isLogarithmic;
        Count = count;
        Values = values;
    }

    /// <summary>The parameter: its name, <c>id.name</c> of a consensus' member, or a setting such as <c>size</c>.</summary>
    public string Name { get; }

    /// <summary>What it is a range of.</summary>
    public RangeKind Kind { get; }

    /// <summary>First value; 0 of a choice.</summary>
    public decimal From { get; }

    /// <summary>Last value, reached or not; 0 of a choice.</summary>
    public decimal To { get; }

    /// <summary>Distance of values; null where they are continuous, logarithmic or words.</summary>
    public decimal? Step { get; }

    /// <summary>Whether values are even in the logarithm.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>How many values there are; 0 where they cannot be counted.</summary>
    public int Count { get; }

    /// <summary>The words of a choice; empty otherwise.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether it is an order's size or another setting and no parameter of the strategy.</summary>
    public bool IsSetting { get; private init; }

    /// <summary>Whether the values have an order.</summary>
    public bool IsOrdered => Kind != RangeKind.Choice;

    /// <summary>Whether values cannot be counted.</summary>
    public bool IsContinuous => Count == 0;

    /// <summary>Whole numbers or numbers in steps; the last value is the last that is not beyond <paramref name="to"/>.</summary>
    public static ParameterRange Stepped(string name, RangeKind kind, decimal from, decimal to, decimal step) =>
        new(name, kind, from, to, step, false, (int)Math.Floor((to - from) / step) + 1, []);

    /// <summary>Any number from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static ParameterRange Continuous(string name, decimal from, decimal to, bool isLogarithmic = false) =>
        new(name, RangeKind.Number, from, to, null, isLogarithmic, 0, []);

    /// <summary>So many numbers, each a fixed multiple of the one before.</summary>
    public static ParameterRange Geometric(string name, decimal from, decimal to, int count) =>
        new(name, RangeKind.Number, from, to, null, true, count, []);

    /// <summary>Words.</summary>
    public static ParameterRange Choice(string name, IReadOnlyList<string> values, bool isSetting = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(name, RangeKind.Choice, 0, 0, null, false, values.Count, values) { IsSetting = isSetting };
    }

    /// <summary>The value at a coordinate, as text that parses back.</summary>
    public string Text(double coordinate)
    {
        if (Kind == RangeKind.Choice) return Values[(int)coordinate];
        if (Step is { } step) return Exact.Text(From + (step * (int)coordinate));
        if (coordinate <= 0) return Exact.Text(From);
        var share = IsContinuous ? coordinate : Count == 1 ? 0 : coordinate / (Count - 1);
        if (share >= 1) return Exact.Text(To);
        var (from, to) = ((double)From, (double)To);
        var value = IsLogarithmic ? Math.Exp(Math.Log(from) + (share * (Math.Log(to) - Math.Log(from)))) : from + (share * (to - from));
        var rounded = decimal.Parse(value.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Exact.Text(Math.Clamp(rounded, From, To));
    }

    /// <summary>The coordinate nearest to a number within the coordinates there are.</summary>
    public double Nearest(double coordinate) =>
        IsContinuous ? Math.Clamp(coordinate, 0, 1) : Math.Clamp(Math.Round(coordinate), 0, Count - 1);
}
