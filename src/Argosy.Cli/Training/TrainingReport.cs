using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Research.Prediction;
using Argosy.Strategies.Prediction;

namespace Argosy.Cli.Training;

/// <summary>What a training found, for people.</summary>
sealed class TrainingReport(Terminal terminal, TrainingRequest request, TrainingOutcome outcome)
{
    const int MostWindows = 12, MostFeatures = 12;

    /// <summary>Writes it.</summary>
    public void Write(string? model)
    {
        var label = request.Label;
        var what = label.Task is PredictionTask.Regression ? "the log return" : string.Join(", ", label.Classes);
        terminal.Line($"{terminal.Paint(Tone.Head, "random forest")} on {request.Instrument} {request.Bars.Timeframe}: {what}, {label.Horizon} {(label.Horizon == 1 ? "bar" : "bars")} ahead");
        terminal.Line($"{outcome.Rows} rows of {outcome.Model.Features.Count} features, {request.Forest.Trees} trees, seed {request.Forest.Seed}, grown in {Text(outcome.TrainSeconds, "0.00")} s{(request.ShuffleLabels ? ", labels shuffled" : "")}");
        terminal.Line();
        Scores();
        if (outcome.Windows.Count > 1) Windows();
        Importance();
        Verdict();
        if (model is null) return;
        terminal.Line();
        terminal.Line($"Model written to {model}. Try: argosy backtest --data FILE --strategy prediction --param model={model}");
    }

    void Scores()
    {
        var table = new TextTable("score", "rows", "accuracy", "majority", "3 s.e.", request.Label.Task is PredictionTask.Regression ? "R²" : "log loss");
        Add(table, "out of bag", outcome.OutOfBag);
        Add(table, outcome.Windows.Count > 1 ? "walk forward" : "later rows", outcome.Test);
        table.Write(terminal);
    }

    void Add(TextTable table, string name, ForestScore? score)
    {
        if (score is null) return;
        table.Add(
            name, score.Rows.ToString(CultureInfo.InvariantCulture), Percent(score.Accuracy), Percent(score.MajorityShare), Percent(3 * score.StandardError),
            Text(request.Label.Task is PredictionTask.Regression ? score.RSquared : score.LogLoss, "0.0000"));
    }

    void Windows()
    {
        terminal.Line();
        var table = new TextTable("test from", "rows learnt", "rows tested", "accuracy", "majority");
        foreach (var window in outcome.Windows.Take(MostWindows))
        {
            table.Add(
                Instants.Text(window.TestFrom), window.TrainRows.ToString(CultureInfo.InvariantCulture), (window.Test?.Rows ?? 0).ToString(CultureInfo.InvariantCulture),
                Percent(window.Test?.Accuracy), Percent(window.Test?.MajorityShare));
        }
        table.Write(terminal);
        if (outcome.Windows.Count > MostWindows) terminal.Line($"… and {outcome.Windows.Count - MostWindows} more (--json has them all)");
    }

    void Importance()
    {
        terminal.Line();
        var table = new TextTable("feature", "importance") { Left = [0] };
        var ranked = outcome.Model.Features.Zip(outcome.Model.Importance).OrderByDescending(pair => pair.Second).Take(MostFeatures);
        foreach (var (feature, importance) in ranked) table.Add(feature, Text(importance, "0.0000"));
        table.Write(terminal);
        terminal.Line($"Importance: loss of {(request.Label.Task is PredictionTask.Regression ? "R²" : "accuracy")} when a feature's values are dealt out anew.");
    }

    void Verdict()
    {
        if (outcome.Test is not { } test) return;
        terminal.Line();
        terminal.Line(test.IsBetterThanChance
            ? "On later rows it beats always answering the majority by more than three standard errors. Costs are not in this figure: backtest it."
            : "On later rows it does not beat always answering the majority by three standard errors: there is no evidence that it knows anything.");
    }

    static string Percent(double? value) => value is { } ratio ? $"{Text(100 * ratio, "0.00")} %" : "–";

    static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
