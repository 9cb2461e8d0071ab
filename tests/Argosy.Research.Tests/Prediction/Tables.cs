using Argosy.Core.Values;
using Argosy.Research.Prediction;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Tests.Prediction;

/// <summary>Rows to learn from.</summary>
static class Tables
{
    public static Label UpOrDown { get; } = new(PredictionTask.Classification, 1, 0);

    /// <summary>Waveform-like rows: the class is the sign of a curved function of the first three of eight features, with a tenth of the labels turned.</summary>
    public static TrainingTable Curved(int rows, long seed, double turned = 0.1)
    {
        var random = new SeededGenerator((ulong)seed);
        var columns = Enumerable.Range(0, 8).Select(_ => new double[rows]).ToArray();
        var (returns, classes) = (new double[rows], new byte[rows]);
        for (var i = 0; i < rows; i++)
        {
            for (var f = 0; f < columns.Length; f++) columns[f][i] = random.NextNormal();
            var value = (columns[0][i] * columns[1][i]) + (columns[2][i] * columns[2][i]) - 1;
            if (random.NextUnit() < turned) value = -value;
            returns[i] = value;
            classes[i] = (byte)(value > 0 ? 1 : 0);
        }
        return Of(columns, returns, classes);
    }

    public static TrainingTable Of(double[][] columns, double[] returns, byte[] classes) => new()
    {
        Columns = columns,
        Returns = returns,
        Classes = classes,
        Times = [.. Enumerable.Range(1, returns.Length).Select(i => (long)i)],
        LabelTimes = [.. Enumerable.Range(2, returns.Length).Select(i => (long)i)],
    };

    /// <summary>The default features of real hourly candles of two years.</summary>
    public static TrainingTable Bitcoin(Label label) =>
        TrainingTable.Of(TestRuns.Imported("candles", "bitstamp_BTC-USD_1h.csv.gz").Bars, FeatureSet.Parse(FeatureCatalogue.Default).Value, label);
}
