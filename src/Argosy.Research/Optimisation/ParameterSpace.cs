using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>All ranges of a search. A point of it is one coordinate for each range.</summary>
public sealed class ParameterSpace
{
    /// <summary>A space of these ranges, in their order.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public ParameterSpace(IReadOnlyList<ParameterRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        if (ranges.Count == 0) throw new ArgumentException("a search needs at least one range");
        for (var i = 0; i < ranges.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (ranges[k].Name == ranges[i].Name) throw new ArgumentException($"'{ranges[i].Name}' has two ranges; expected one");
            }
        }
        Ranges = ranges;
    }

    /// <summary>The ranges.</summary>
    public IReadOnlyList<ParameterRange> Ranges { get; }

    /// <summary>The number of points; null where a range is continuous, <see cref="long.MaxValue"/> where there are more.</summary>
    public long? Size
    {
        get
        {
            long size = 1;
            foreach (var range in Ranges)
            {
                if (range.IsContinuous) return null;
                size = size > long.MaxValue / range.Count ? long.MaxValue : size * range.Count;
            }
            return size;
        }
    }

    /// <summary>The point of a number in a space that can be counted: the last range turns fastest.</summary>
    public double[] PointAt(long index)
    {
        var point = new double[Ranges.Count];
        for (var i = point.Length - 1; i >= 0; i--)
        {
            point[i] = index % Ranges[i].Count;
            index /= Ranges[i].Count;
        }
        return point;
    }

    /// <summary>A point drawn evenly.</summary>
    public double[] Draw(SeededGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var point = new double[Ranges.Count];
        for (var i = 0; i < point.Length; i++) point[i] = Ranges[i].IsContinuous ? random.NextUnit() : random.NextIndex(Ranges[i].Count);
        return point;
    }

    /// <summary>Names and values of a point, as texts that parse back.</summary>
    public KeyValuePair<string, string>[] Texts(double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var texts = new KeyValuePair<string, string>[point.Length];
        for (var i = 0; i < point.Length; i++) texts[i] = new(Ranges[i].Name, Ranges[i].Text(point[i]));
        return texts;
    }
}
