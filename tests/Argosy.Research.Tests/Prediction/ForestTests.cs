using Argosy.Core.Values;
using Argosy.Research.Prediction;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Tests.Prediction;

public class ForestTests
{
    static readonly ForestSettings Small = new() { Trees = 60, MinLeaf = 2 };

    [Fact]
    public void Train_OnACurvedRule_LearnsItUpToTheTurnedLabels()
    {
        var table = Tables.Curved(3_000, seed: 7);
        var trained = ForestTrainer.Train(table, ..2_000, 2, Small);
        var test = ForestTest.Score(table, 2_000.., trained.Forest)!;

        Assert.InRange(test.Accuracy, 0.78, 0.92);
        Assert.InRange(trained.OutOfBag!.Accuracy, 0.78, 0.92);
        Assert.True(test.IsBetterThanChance);
        Assert.Equal(1_000, test.Rows);
        Assert.Equal(1_000, test.Confusion.Sum(row => row.Sum()));
    }

    [Fact]
    public void Train_OnACurvedRule_WeighsTheFeaturesThatMatter()
    {
        var table = Tables.Curved(3_000, seed: 8);
        var trained = ForestTrainer.Train(table, ..2_000, 2, Small);
        var importance = ForestTest.Importance(table, 2_000.., trained.Forest, Small, CancellationToken.None);

        Assert.True(importance[..3].Min() > 0.03, string.Join(' ', importance));
        Assert.True(importance[3..].Max() < 0.02, string.Join(' ', importance));
    }

    [Fact]
    public void Train_AsRegression_ExplainsMostOfTheVariance()
    {
        var table = Tables.Curved(3_000, seed: 9, turned: 0);
        var trained = ForestTrainer.Train(table, ..2_000, 0, Small with { MinLeaf = 5 });
        var test = ForestTest.Score(table, 2_000.., trained.Forest)!;

        Assert.InRange(test.RSquared!.Value, 0.6, 1);
        Assert.InRange(trained.OutOfBag!.RSquared!.Value, 0.6, 1);
        Assert.Null(test.LogLoss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Train_OnShuffledLabels_StaysWithinThreeStandardErrorsOfTheMajority(int seed)
    {
        var table = Tables.Bitcoin(Tables.UpOrDown).WithShuffledLabels(seed);
        var first = table.Rows * 7 / 10;
        var trained = ForestTrainer.Train(table, ..first, 2, new ForestSettings { Trees = 40, Seed = seed });
        var test = ForestTest.Score(table, first.., trained.Forest)!;

        Assert.InRange(test.Accuracy, test.MajorityShare - (3 * test.StandardError), test.MajorityShare + (3 * test.StandardError));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Train_OnAnyNumberOfThreads_GivesTheSameForest(int jobs)
    {
        var table = Tables.Curved(1_500, seed: 3);
        var one = ForestTrainer.Train(table, .., 2, Small with { Jobs = 1 });
        var many = ForestTrainer.Train(table, .., 2, Small with { Jobs = jobs });

        Assert.Equal(Bytes(one), Bytes(many));
        Assert.Equal(one.OutOfBag!.LogLoss, many.OutOfBag!.LogLoss);
        Assert.NotEqual(Bytes(one), Bytes(ForestTrainer.Train(table, .., 2, Small with { Seed = 2 })));
    }

    [Fact]
    public void Train_WithLimits_KeepsThem()
    {
        var table = Tables.Curved(1_000, seed: 4);
        var forest = ForestTrainer.Train(table, .., 2, Small with { MinLeaf = 30, MaxDepth = 3 }).Forest;

        foreach (var tree in forest.Trees)
        {
            Assert.InRange(Depth(tree, 0), 1, 3);
            for (var leaf = 0; leaf < tree.Values.Length; leaf += 2) Assert.True(tree.Values[leaf] + tree.Values[leaf + 1] >= 30);
        }
    }

    [Fact]
    public void Find_OfOneFeature_IsTheBestSplitOfAll()
    {
        var random = new SeededGenerator(5);
        for (var round = 0; round < 200; round++)
        {
            var count = 2 + random.NextIndex(40);
            var bins = Enumerable.Range(0, count).Select(_ => (byte)random.NextIndex(12)).ToArray();
            var classes = Enumerable.Range(0, count).Select(_ => (byte)random.NextIndex(3)).ToArray();
            var least = 1 + random.NextIndex(3);
            var finder = new ClassSplit(classes, 3, least);
            int[] rows = [.. Enumerable.Range(0, count)];
            if (!finder.Begin(rows)) continue;
            var score = finder.Find(rows, bins, 12, out var last);

            var best = double.NegativeInfinity;
            for (var bin = 0; bin < 11; bin++)
            {
                var left = rows.Where(row => bins[row] <= bin).ToArray();
                var right = rows.Where(row => bins[row] > bin).ToArray();
                if (left.Length < least || right.Length < least) continue;
                best = Math.Max(best, Purity(left, classes) + Purity(right, classes));
            }
            if (best <= Purity(rows, classes) * (1 + 1e-12)) best = double.NegativeInfinity;
            Assert.Equal(best, score, 9);
            if (double.IsFinite(score)) Assert.Equal(best, Purity([.. rows.Where(row => bins[row] <= last)], classes) + Purity([.. rows.Where(row => bins[row] > last)], classes), 9);
        }
    }

    [Fact]
    public void Predict_OfARowAsItWasBinned_GivesTheSame()
    {
        var table = Tables.Curved(800, seed: 6);
        var forest = ForestTrainer.Train(table, .., 2, Small).Forest;
        var bins = FeatureBins.Of(table, ..);
        for (var row = 0; row < 100; row++)
        {
            var plain = forest.Predict([.. table.Columns.Select(column => column[row])]).ToArray();
            var binned = forest.PredictBins([.. bins.Columns.Select(column => column[row])], new double[2]).ToArray();
            Assert.Equal(plain, binned);
            Assert.Equal(1, plain.Sum(), 12);
        }
    }

    static double Purity(int[] rows, byte[] classes) => rows.Length == 0 ? 0 : rows.GroupBy(row => classes[row]).Sum(group => (double)group.Count() * group.Count()) / rows.Length;

    static int Depth(DecisionTree tree, int node) => tree.Feature[node] < 0 ? 0 : 1 + Math.Max(Depth(tree, tree.Left[node]), Depth(tree, tree.Left[node] + 1));

    static byte[] Bytes(TrainedForest trained) => ModelJson.Write(new PredictionModel
    {
        Features = ["body"], Label = Tables.UpOrDown, Instrument = "A/B", Timeframe = "1h", DataHash = "", Seed = 1, Importance = [0], Forests = [new DatedForest(0, 1, trained.Forest)],
    }).ToArray();
}
