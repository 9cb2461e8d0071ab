using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Prediction;

namespace Argosy.Cli.Training;

/// <summary>A training's scores for machines: <c>argosy-training/1</c>.</summary>
static class TrainingJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter json, TrainingRequest request, TrainingOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("format", "argosy-training/1");
        json.WriteString("instrument", request.Instrument);
        json.WriteString("timeframe", request.Bars.Timeframe.ToString());
        json.WriteString("dataHash", request.Bars.Hash);
        json.WriteString("task", KebabCase.Of(request.Label.Task.ToString()));
        json.WriteNumber("horizon", request.Label.Horizon);
        json.WriteNumber("threshold", request.Label.Threshold);
        json.WriteNumber("seed", request.Forest.Seed);
        json.WriteNumber("trees", request.Forest.Trees);
        json.WriteNumber("minLeaf", request.Forest.MinLeaf);
        json.WriteNumber("maxDepth", request.Forest.MaxDepth);
        json.WriteBoolean("shuffledLabels", request.ShuffleLabels);
        json.WriteNumber("rows", outcome.Rows);
        Score(json, "outOfBag", outcome.OutOfBag);
        Score(json, "test", outcome.Test);
        json.WriteStartArray("windows");
        foreach (var window in outcome.Windows)
        {
            json.WriteStartObject();
            json.WriteNumber("testFrom", window.TestFrom);
            json.WriteNumber("trainRows", window.TrainRows);
            Score(json, "test", window.Test);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("importance");
        foreach (var (feature, value) in outcome.Model.Features.Zip(outcome.Model.Importance))
        {
            json.WriteStartObject();
            json.WriteString("feature", feature);
            json.WriteNumber("value", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("trainSeconds", outcome.TrainSeconds);
        json.WriteEndObject();
    }

    static void Score(Utf8JsonWriter json, string name, ForestScore? score)
    {
        if (score is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("rows", score.Rows);
        json.WriteNumber("accuracy", score.Accuracy);
        json.WriteNumber("majorityShare", score.MajorityShare);
        json.WriteNumber("standardError", score.StandardError);
        Number(json, "logLoss", score.LogLoss);
        Number(json, "rSquared", score.RSquared);
        Number(json, "meanAbsoluteError", score.MeanAbsoluteError);
        json.WriteBoolean("betterThanChance", score.IsBetterThanChance);
        json.WriteStartArray("confusion");
        foreach (var row in score.Confusion)
        {
            json.WriteStartArray();
            foreach (var count in row) json.WriteNumberValue(count);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
