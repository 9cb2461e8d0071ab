using System.Globalization;
using Argosy.Core.MarketData;
using Argosy.TestSupport;

namespace Argosy.Indicators.Tests;

/// <summary>The committed bars and values that reference.py computed from the definitions.</summary>
internal static class Reference
{
    static readonly string Folder = Path.Combine(SharedData.Repository(), "tests", "Argosy.Indicators.Tests", "reference");

    public static readonly Bar[] Bars = [.. Rows("bars.csv").Skip(1).Select(row => new Bar(long.Parse(row[0]), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])))];

    static readonly string[][] Expected = [.. Rows("expected.csv")];

    public static double[] Column(string name)
    {
        var index = Array.IndexOf(Expected[0], name);
        Assert.True(index >= 0, $"no column '{name}' in expected.csv");
        return [.. Expected.Skip(1).Select(row => Number(row[index]))];
    }

    static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    static IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(Folder, file)).Select(line => line.Split(';').Select(cell => cell.Trim('"')).ToArray());
}
