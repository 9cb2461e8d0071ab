using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>Grows forests on all cores; the forest depends on the seed alone.</summary>
public static class ForestTrainer
{
    /// <summary>Trains a forest on some of the rows.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="training">Those to learn from.</param>
    /// <param name="classes">Number of classes, 0 for regression.</param>
    /// <param name="settings">How it is grown.</param>
    /// <param name="progress">Hears how many trees have been grown; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="ArgumentException">There are fewer than two rows.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static TrainedForest Train(
        TrainingTable table, Range training, int classes, ForestSettings settings, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(settings);
        var (start, rows) = training.GetOffsetAndLength(table.Rows);
        if (rows < 2) throw new ArgumentException($"a forest needs at least 2 rows to learn from, there are {rows}", nameof(training));
        var bins = FeatureBins.Of(table, training);
        var trees = new DecisionTree[settings.Trees];
        var inBag = new ulong[settings.Trees][];
        var grown = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Jobs > 0 ? settings.Jobs : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, trees.Length, options, () => new TreeGrower(table, bins, training, classes, settings), (index, _, grower) =>
        {
            inBag[index] = new ulong[(rows + 63) >> 6];
            trees[index] = grower.Grow(index, inBag[index]);
            progress?.Report(Interlocked.Increment(ref grown));
            return grower;
        }, _ => { });
        var forest = new RandomForest(bins.Edges, classes, trees);
        return new TrainedForest(forest, OutOfBag(table, bins, forest, inBag, start, rows, options));
    }

    // Each row is asked of the trees that did not see it, in the trees' order, so the sums are the same on any number of cores.
    static ForestScore? OutOfBag(TrainingTable table, FeatureBins bins, RandomForest forest, ulong[][] inBag, int start, int rows, ParallelOptions options)
    {
        var width = Math.Max(1, forest.Classes);
        var answers = new double[rows * width];
        var asked = new int[rows];
        Parallel.For(0, (rows + 511) / 512, options, block =>
        {
            var row = new byte[table.Features];
            var sums = new double[width];
            for (var i = block * 512; i < Math.Min(rows, (block + 1) * 512); i++)
            {
                for (var f = 0; f < row.Length; f++) row[f] = bins.Columns[f][start + i];
                Array.Clear(sums);
                for (var t = 0; t < inBag.Length; t++)
                {
                    if ((inBag[t][i >> 6] >> (i & 63) & 1) != 0) continue;
                    forest.Add(forest.Trees[t], row, sums);
                    asked[i]++;
                }
                for (var c = 0; c < width; c++) answers[(i * width) + c] = asked[i] == 0 ? double.NaN : sums[c] / asked[i];
            }
        });
        var score = new ScoreBuilder(forest.Classes);
        for (var i = 0; i < rows; i++)
        {
            if (asked[i] > 0) score.Add(answers.AsSpan(i * width, width), table.Returns[start + i], forest.Classes > 0 ? table.Classes[start + i] : 0);
        }
        return score.Build();
    }
}

/// <summary>A forest and how well it does on the training rows its trees did not see.</summary>
/// <param name="Forest">The forest.</param>
/// <param name="OutOfBag">Its score there; null where every tree saw every row.</param>
public sealed record TrainedForest(RandomForest Forest, ForestScore? OutOfBag);
