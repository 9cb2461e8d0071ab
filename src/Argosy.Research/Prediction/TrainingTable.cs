using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>What a forest learns from: one row a bar at which every feature and the label exist, oldest first.</summary>
public sealed record TrainingTable
{
    /// <summary>One column a feature.</summary>
    public required double[][] Columns { get; init; }

    /// <summary>The label of each row: log return of the close over the horizon.</summary>
    public required double[] Returns { get; init; }

    /// <summary>The class of each row; empty for regression.</summary>
    public required byte[] Classes { get; init; }

    /// <summary>When each row's features are known: the close of its bar, Unix ms.</summary>
    public required long[] Times { get; init; }

    /// <summary>When each row's label is known: the close of the bar a horizon later, Unix ms.</summary>
    public required long[] LabelTimes { get; init; }

    /// <summary>Number of rows.</summary>
    public int Rows => Returns.Length;

    /// <summary>Number of features.</summary>
    public int Features => Columns.Length;

    /// <summary>Computes the rows of a series, bar by bar, with the very objects a strategy uses later.</summary>
    public static TrainingTable Of(BarColumns bars, FeatureSet features, Label label)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(label);
        var columns = Enumerable.Range(0, features.Count).Select(_ => new List<double>()).ToArray();
        var (returns, classes, times, labelTimes) = (new List<double>(), new List<byte>(), new List<long>(), new List<long>());
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            if (!features.Push(in bar) || i + label.Horizon >= bars.Count) continue;
            var change = Rounded.Log(bars.Close[i + label.Horizon] / bar.Close);
            if (!double.IsFinite(change)) continue;
            for (var f = 0; f < columns.Length; f++) columns[f].Add(features.Values[f]);
            returns.Add(change);
            if (label.Task is PredictionTask.Classification) classes.Add((byte)label.ClassOf(change));
            times.Add(bars.CloseTime(i));
            labelTimes.Add(bars.CloseTime(i + label.Horizon));
        }
        return new TrainingTable { Columns = [.. columns.Select(column => column.ToArray())], Returns = [.. returns], Classes = [.. classes], Times = [.. times], LabelTimes = [.. labelTimes] };
    }

    /// <summary>The same rows with the labels dealt out anew: what a model finds in it is chance.</summary>
    public TrainingTable WithShuffledLabels(long seed)
    {
        var order = Enumerable.Range(0, Rows).ToArray();
        Shuffle.Of(order, new SeededGenerator((ulong)seed));
        return this with
        {
            Returns = [.. order.Select(row => Returns[row])],
            Classes = Classes.Length == 0 ? [] : [.. order.Select(row => Classes[row])],
        };
    }

    /// <summary>Rows whose features are known in [from, to) and whose label is known by <paramref name="labelsBy"/>, as a range of row numbers.</summary>
    public Range Between(long from, long to, long labelsBy)
    {
        var start = FirstAtOrAfter(Times, from);
        var end = FirstAtOrAfter(Times, to);
        while (end > start && LabelTimes[end - 1] > labelsBy) end--;
        return start..end;
    }

    static int FirstAtOrAfter(long[] times, long time)
    {
        var found = Array.BinarySearch(times, time);
        return found >= 0 ? found : ~found;
    }
}
