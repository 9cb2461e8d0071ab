using Argosy.Core.Values;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>Asks a forest about rows it was not trained on.</summary>
static class ForestTest
{
    const int MostRows = 2_000, Repeats = 3;

    /// <summary>Its score on some rows; null where there are none.</summary>
    public static ForestScore? Score(TrainingTable table, Range rows, RandomForest forest)
    {
        var score = new ScoreBuilder(forest.Classes);
        AddTo(score, table, rows, forest);
        return score.Build();
    }

    /// <summary>Adds its answers on some rows to a score.</summary>
    public static void AddTo(ScoreBuilder score, TrainingTable table, Range rows, RandomForest forest)
    {
        var (start, length) = rows.GetOffsetAndLength(table.Rows);
        var row = new double[table.Features];
        for (var i = start; i < start + length; i++)
        {
            for (var f = 0; f < row.Length; f++) row[f] = table.Columns[f][i];
            score.Add(forest.Predict(row), table.Returns[i], forest.Classes > 0 ? table.Classes[i] : 0);
        }
    }

    /// <summary>Permutation importance: by how much accuracy (regression: R²) falls when a feature's values are dealt out anew; mean of three.</summary>
    /// <remarks>Source: Breiman 2001, on rows of the test; at most 2,000 of them, evenly spaced.</remarks>
    public static double[] Importance(TrainingTable table, Range rows, RandomForest forest, ForestSettings settings, CancellationToken cancellation)
    {
        var (start, length) = rows.GetOffsetAndLength(table.Rows);
        var chosen = Enumerable.Range(0, Math.Min(length, MostRows)).Select(i => start + (int)((long)i * length / Math.Min(length, MostRows))).ToArray();
        var importance = new double[table.Features];
        if (chosen.Length == 0) return importance;
        var bins = Bins(table, chosen, forest);
        var whole = Value(table, chosen, forest, bins, -1, []);
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs > 0 ? settings.Jobs : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, importance.Length, options, f =>
        {
            var random = new SeededGenerator(unchecked((ulong)settings.Seed + ((ulong)(f + 1) << 32)));
            var sum = 0.0;
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                var order = Enumerable.Range(0, chosen.Length).ToArray();
                Shuffle.Of(order, random);
                sum += whole - Value(table, chosen, forest, bins, f, order);
            }
            importance[f] = sum / Repeats;
        });
        return importance;
    }

    static byte[] Bins(TrainingTable table, int[] chosen, RandomForest forest)
    {
        var bins = new byte[chosen.Length * table.Features];
        for (var i = 0; i < chosen.Length; i++)
        {
            for (var f = 0; f < table.Features; f++) bins[(i * table.Features) + f] = RandomForest.BinOf(forest.Edges[f], table.Columns[f][chosen[i]]);
        }
        return bins;
    }

    static double Value(TrainingTable table, int[] chosen, RandomForest forest, byte[] bins, int shuffled, int[] order)
    {
        var score = new ScoreBuilder(forest.Classes);
        var row = new byte[table.Features];
        var sums = new double[Math.Max(1, forest.Classes)];
        for (var i = 0; i < chosen.Length; i++)
        {
            bins.AsSpan(i * row.Length, row.Length).CopyTo(row);
            if (shuffled >= 0) row[shuffled] = bins[(order[i] * row.Length) + shuffled];
            score.Add(forest.PredictBins(row, sums), table.Returns[chosen[i]], forest.Classes > 0 ? table.Classes[chosen[i]] : 0);
        }
        var built = score.Build()!;
        return forest.Classes > 0 ? built.Accuracy : built.RSquared ?? 0;
    }
}
