using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>Trains models in time order: what is tested is always later than what was learnt, labels included.</summary>
public static class ModelTraining
{
    const int LeastRows = 50;

    /// <summary>Trains, tests and weighs the features.</summary>
    /// <returns>The outcome, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<TrainingOutcome> Run(TrainingRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var features = FeatureSet.Parse(request.Features);
        if (!features.Ok) return features.Error!;
        var table = TrainingTable.Of(request.Bars, features.Value, request.Label);
        if (table.Rows < LeastRows)
        {
            return Error.BadInput($"{request.Bars.Count} bars give {table.Rows} rows to learn from (warm-up {features.Value.WarmUp} bars, horizon {request.Label.Horizon}); expected at least {LeastRows}");
        }
        if (request.ShuffleLabels) table = table.WithShuffledLabels(request.Forest.Seed);
        var splits = request.Windows is null ? Split(table, request.TestShare) : Walk(table, request.Windows);
        return splits.Ok ? Train(request, features.Value, table, splits.Value, progress, cancellation) : splits.Error!;
    }

    static TrainingOutcome Train(TrainingRequest request, FeatureSet features, TrainingTable table, IReadOnlyList<TimeSplit> splits, IProgress<double>? progress, CancellationToken cancellation)
    {
        var classes = request.Label.Classes.Count;
        var total = new ScoreBuilder(classes);
        var (forests, windows) = (new List<DatedForest>(), new List<TrainingWindow>());
        var importance = new double[table.Features];
        TrainedForest? last = null;
        var seconds = 0.0;
        for (var w = 0; w < splits.Count; w++)
        {
            var split = splits[w];
            var rows = split.Training.GetOffsetAndLength(table.Rows).Length;
            var begin = Stopwatch.GetTimestamp();
            last = ForestTrainer.Train(table, split.Training, classes, request.Forest, new Share(progress, w, splits.Count, request.Forest.Trees), cancellation);
            seconds += Stopwatch.GetElapsedTime(begin).TotalSeconds;
            forests.Add(new DatedForest(split.ValidFrom, rows, last.Forest));
            windows.Add(new TrainingWindow(split.ValidFrom, rows, ForestTest.Score(table, split.Test, last.Forest)));
            ForestTest.AddTo(total, table, split.Test, last.Forest);
            var weighed = split.Test.GetOffsetAndLength(table.Rows).Length > 0 ? split.Test : split.Training;
            var weights = ForestTest.Importance(table, weighed, last.Forest, request.Forest, cancellation);
            for (var f = 0; f < weights.Length; f++) importance[f] += weights[f] / splits.Count;
        }
        return new TrainingOutcome
        {
            Model = new PredictionModel
            {
                Features = features.Texts,
                Label = request.Label,
                Instrument = request.Instrument,
                Timeframe = request.Bars.Timeframe.ToString(),
                DataHash = request.Bars.Hash,
                Seed = request.Forest.Seed,
                Importance = importance,
                Forests = forests,
            },
            Rows = table.Rows,
            OutOfBag = last!.OutOfBag,
            Test = total.Build(),
            Windows = windows,
            TrainSeconds = seconds,
        };
    }

    // The rows whose label reaches into the test are left out of the training.
    static Result<IReadOnlyList<TimeSplit>> Split(TrainingTable table, double testShare)
    {
        var first = table.Rows - (int)(table.Rows * testShare);
        if (first >= table.Rows) return new TimeSplit[] { new(..table.Rows, table.Rows..table.Rows, table.LabelTimes[^1]) };
        var testFrom = table.Times[first];
        var training = table.Between(long.MinValue, testFrom, testFrom);
        if (training.GetOffsetAndLength(table.Rows).Length < 2) return Error.BadInput($"a test share of {testShare} leaves too little to learn from");
        return new TimeSplit[] { new(training, first..table.Rows, testFrom) };
    }

    static Result<IReadOnlyList<TimeSplit>> Walk(TrainingTable table, TrainingWindows windows)
    {
        var splits = new List<TimeSplit>();
        var (train, test) = ((long)windows.Train.TotalMilliseconds, (long)windows.Test.TotalMilliseconds);
        if (train <= 0 || test <= 0) return Error.BadInput("training and test windows must be longer than zero");
        for (var at = table.Times[0] + train; at <= table.Times[^1]; at += test)
        {
            var training = table.Between(windows.Anchored ? long.MinValue : at - train, at, at);
            if (training.GetOffsetAndLength(table.Rows).Length < LeastRows) continue;
            splits.Add(new TimeSplit(training, table.Between(at, at + test, long.MaxValue), at));
        }
        return splits.Count > 0
            ? splits
            : Error.BadInput($"the data span {Days(table.Times[^1] - table.Times[0])} days, too short for a training of {Days(train)} and a test after it");
    }

    static string Days(long ms) => (ms / 86_400_000.0).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    sealed record TimeSplit(Range Training, Range Test, long ValidFrom);

    sealed class Share(IProgress<double>? progress, int done, int all, int trees) : IProgress<int>
    {
        public void Report(int value) => progress?.Report((done + ((double)value / trees)) / all);
    }
}
