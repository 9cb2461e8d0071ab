using System.Diagnostics;
using System.Globalization;
using Argosy.Research.Prediction;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Prediction;

/// <summary>The same rows, the same split and the same limits for an independent implementation: scikit-learn, run by Debian's own Python.</summary>
[Trait("Category", "Slow")]
public sealed class ReferenceForestTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-forest").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("curved", 1)]
    [InlineData("curved", 20)]
    [InlineData("bitcoin", 20)]
    public void Accuracy_OnOneSplit_IsWithinAPointOfTheReference(string data, int minLeaf)
    {
        var table = data == "curved" ? Tables.Curved(12_000, seed: 17) : Tables.Bitcoin(Tables.UpOrDown);
        var first = table.Rows * 7 / 10;
        var trained = ForestTrainer.Train(table, ..first, 2, new ForestSettings { Trees = 200, MinLeaf = minLeaf });
        var ours = ForestTest.Score(table, first.., trained.Forest)!;
        var theirs = Reference(table, first, minLeaf);

        Assert.True(Math.Abs(ours.Accuracy - theirs) <= 0.01, string.Create(CultureInfo.InvariantCulture, $"accuracy {ours.Accuracy:0.0000}, the reference's {theirs:0.0000}"));
    }

    double Reference(TrainingTable table, int first, int minLeaf)
    {
        var path = Path.Combine(_folder, "rows.csv");
        using (var writer = new StreamWriter(path))
        {
            for (var row = 0; row < table.Rows; row++)
            {
                foreach (var column in table.Columns) writer.Write(column[row].ToString("R", CultureInfo.InvariantCulture) + ",");
                writer.WriteLine(table.Classes[row]);
            }
        }
        var script = Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "reference", "forest_reference.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, path, first.ToString(CultureInfo.InvariantCulture), minLeaf.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"scikit-learn did not run (./test installs python3-sklearn as root): {error.Result}");
        return double.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
