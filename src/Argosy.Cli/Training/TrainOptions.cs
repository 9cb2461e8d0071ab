using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Prediction;
using Argosy.Strategies.Prediction;

namespace Argosy.Cli.Training;

/// <summary>The options of <c>argosy train</c> and how they become a request.</summary>
sealed class TrainOptions
{
    const string Days = "a length of time, e.g. 180d, 12h or 6w";

    public Option<string?> Data { get; } = OptionKinds.Text("--data", "file|name", "Candles to learn from: a file, or the name of an imported series");

    public Option<string?> Instrument { get; } = OptionKinds.Text("--instrument", "BTC/USD", "What they are of, where the file does not tell");

    public Option<string?> Timeframe { get; } = OptionKinds.Text("--timeframe", "1h", "Length of the file's bars, where it does not tell");

    public Option<string?> Features { get; } = OptionKinds.Text("--features", "list", "Features with semicolons, e.g. 'return:1; rsi(period=14, lag=1)' (default: 23 of them; 'argosy train --list-features')");

    public Option<bool> ListFeatures { get; } = OptionKinds.Flag("--list-features", "List the features there are and stop");

    public Option<PredictionTask?> Task { get; } = OptionKinds.Choice("--task", "Learn the direction or the size of the next move (default classification)", ("classification", PredictionTask.Classification), ("regression", PredictionTask.Regression));

    public Option<long?> Horizon { get; } = OptionKinds.Whole("--horizon", "Bars ahead (default 1)", 1, 10_000);

    public Option<decimal?> Threshold { get; } = OptionKinds.Ratio("--threshold", "Moves within ± this are flat, a third class (default 0: up or down)", "a ratio from 0 to below 1, e.g. 0.001 or 0.1%", value => value is >= 0 and < 1);

    public Option<long?> Trees { get; } = OptionKinds.Whole("--trees", "Trees of the forest (default 200)", 1, 10_000);

    public Option<long?> MinLeaf { get; } = OptionKinds.Whole("--min-leaf", "Least rows in a leaf (default 20)", 1, 1_000_000);

    public Option<long?> MaxDepth { get; } = OptionKinds.Whole("--max-depth", "Most splits from root to leaf; 0 is no limit (default 0)", 0, 1_000);

    public Option<long?> PerSplit { get; } = OptionKinds.Whole("--features-per-split", "Features tried at a split (default: the root of their number; regression a third)", 1, 10_000);

    public Option<decimal?> TestShare { get; } = OptionKinds.Ratio("--test-share", "Share of the newest rows kept for the test (default 0.3)", "a ratio from 0 to below 1, e.g. 0.3 or 30%", value => value is >= 0 and < 1);

    public Option<string?> Train { get; } = OptionKinds.Text("--train", "180d", "Walk forward: length of each stretch learnt from");

    public Option<string?> Test { get; } = OptionKinds.Text("--test", "30d", "Walk forward: length of each stretch answered for");

    public Option<bool> Anchored { get; } = OptionKinds.Flag("--anchored", "Walk forward: every stretch learnt from begins at the first bar");

    public Option<bool> Shuffle { get; } = OptionKinds.Flag("--shuffle-labels", "Deal the labels out anew first: nothing must be found then");

    public Option<long?> Seed { get; } = OptionKinds.Whole("--seed", "Seed of the forest (default 1)", 0, long.MaxValue);

    public Option<long?> Jobs { get; } = OptionKinds.Whole("--jobs", "Threads (default: all cores); the forest does not depend on it", 1, 1_024);

    public Option<string?> Model { get; } = new OutputOption("--model", "Write the model; strategy 'prediction' reads it");

    public Option<string?> Json { get; } = new OutputOption("--json", "Write the scores as JSON; - is the standard output");

    public void AddTo(DescribedCommand command)
    {
        command.AddGroup("What is learnt", Data, Instrument, Timeframe, Features, ListFeatures, Task, Horizon, Threshold);
        command.AddGroup("Forest", Trees, MinLeaf, MaxDepth, PerSplit, Seed, Jobs);
        command.AddGroup("Test", TestShare, Train, Test, Anchored, Shuffle);
        command.AddGroup("Output", Model, Json);
    }

    /// <summary>How forests are grown.</summary>
    public ForestSettings Forest(ParseResult parse)
    {
        var defaults = new ForestSettings();
        return new ForestSettings
        {
            Trees = (int)(parse.GetValue(Trees) ?? defaults.Trees),
            MinLeaf = (int)(parse.GetValue(MinLeaf) ?? defaults.MinLeaf),
            MaxDepth = (int)(parse.GetValue(MaxDepth) ?? defaults.MaxDepth),
            FeaturesPerSplit = (int)(parse.GetValue(PerSplit) ?? defaults.FeaturesPerSplit),
            Seed = parse.GetValue(Seed) ?? defaults.Seed,
            Jobs = (int)(parse.GetValue(Jobs) ?? defaults.Jobs),
        };
    }

    /// <summary>What is to be learnt.</summary>
    public Result<Label> Label(ParseResult parse)
    {
        var task = parse.GetValue(Task) ?? PredictionTask.Classification;
        var threshold = (double)(parse.GetValue(Threshold) ?? 0);
        if (threshold > 0 && task is PredictionTask.Regression) return Error.BadInput("--threshold makes a third class; --task regression has none");
        return new Label(task, (int)(parse.GetValue(Horizon) ?? 1), threshold);
    }

    /// <summary>The windows of a walk forward; null for one split.</summary>
    public Result<TrainingWindows?> Windows(ParseResult parse)
    {
        var (train, test) = (parse.GetValue(Train), parse.GetValue(Test));
        if (train is null && test is null)
        {
            return parse.GetValue(Anchored) ? Error.BadInput("--anchored belongs to a walk forward: give --train and --test as well") : Result<TrainingWindows?>.Of(null);
        }
        if (train is null || test is null) return Error.BadInput($"a walk forward needs --train and --test, {(train is null ? "--train" : "--test")} is missing");
        if (parse.GetValue(TestShare) is not null) return Error.BadInput("--test-share belongs to a single split; a walk forward tests by --test");
        if (Length(train) is not { } learnt) return Error.BadInput($"--train: '{train}' is not {Days}");
        if (Length(test) is not { } asked) return Error.BadInput($"--test: '{test}' is not {Days}");
        return new TrainingWindows(learnt, asked, parse.GetValue(Anchored));
    }

    static TimeSpan? Length(string text)
    {
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is <= 0 or > 100_000) return null;
        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            'w' => TimeSpan.FromDays(7 * number),
            _ => null,
        };
    }
}
