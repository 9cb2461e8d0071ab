using System.Globalization;
using System.Text.Json;
using Argosy.Research.Reports;

namespace Argosy.Server.Research;

/// <summary>The trials of a search, finished or under way, as a table that can be ordered, cut into a heat map, and judged.</summary>
internal sealed class TrialTable
{
    readonly bool _isMin;

    TrialTable(IReadOnlyList<JsonElement> trials, IReadOnlyList<JsonElement> ranges, IReadOnlyList<JsonElement> objectives)
    {
        (Trials, Ranges, Objectives) = (trials, ranges, objectives);
        _isMin = objectives.Count > 0 && objectives[0].GetProperty("sense").ValueEquals("min");
    }

    /// <summary>The trials, in the order of their numbers.</summary>
    public IReadOnlyList<JsonElement> Trials { get; }

    /// <summary>What is searched.</summary>
    public IReadOnlyList<JsonElement> Ranges { get; }

    /// <summary>What is wanted.</summary>
    public IReadOnlyList<JsonElement> Objectives { get; }

    /// <summary>From a whole result.</summary>
    public static TrialTable Of(JsonElement result) => new([.. result.GetProperty("trials").EnumerateArray()], [.. result.GetProperty("ranges").EnumerateArray()], [.. result.GetProperty("objectives").EnumerateArray()]);

    /// <summary>From a running search's journal: its first line says what is searched, each other is a trial; a last line that is torn is left out.</summary>
    public static TrialTable? OfJournal(string path)
    {
        if (!File.Exists(path)) return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        if (reader.ReadLine() is not { } first || Parse(first) is not { } head || !head.TryGetProperty("ranges", out var ranges)) return null;
        var trials = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } trial && trial.TryGetProperty("id", out _)) trials.Add(trial);
        }
        return new TrialTable([.. trials.OrderBy(trial => trial.GetProperty("id").GetInt32())], [.. ranges.EnumerateArray()], [.. head.GetProperty("objectives").EnumerateArray()]);
    }

    /// <summary>The best whole trial that keeps all constraints; null for none.</summary>
    public JsonElement? Best
    {
        get
        {
            JsonElement? best = null;
            foreach (var trial in Whole)
            {
                if (Of(trial, "objective") is { } value && (best is not { } top || (_isMin ? value < Of(top, "objective") : value > Of(top, "objective")))) best = trial;
            }
            return best;
        }
    }

    /// <summary>Trials in the order of a parameter, a figure, objective, id or status; those without a value last.</summary>
    public IReadOnlyList<JsonElement> Sorted(string field, bool descending)
    {
        if (field is "id") return descending ? [.. Trials.Reverse()] : Trials;
        if (field is "status") return [.. (descending ? Trials.OrderByDescending(Status, StringComparer.Ordinal) : Trials.OrderBy(Status, StringComparer.Ordinal))];
        var valued = Trials.Where(trial => Of(trial, field) is not null);
        var ordered = descending ? valued.OrderByDescending(trial => Of(trial, field)) : valued.OrderBy(trial => Of(trial, field));
        return [.. ordered, .. Trials.Where(trial => Of(trial, field) is null)];
    }

    /// <summary>Whether a field can be sorted or drawn by.</summary>
    public bool Knows(string field) => field is "id" or "status" or "objective" || Ranges.Any(range => range.GetProperty("name").ValueEquals(field)) || Argosy.Research.Metrics.MetricTable.Find(field) is not null;

    /// <summary>Two parameters against each other: in each cell what the trials that share both values reach, over all other parameters.</summary>
    /// <param name="x">A searched parameter.</param>
    /// <param name="y">Another.</param>
    /// <param name="of">objective or a figure.</param>
    /// <param name="over">max, min or median of the cell's trials.</param>
    public HeatAnswer Heat(string x, string y, string of, string over)
    {
        var (xs, ys) = (Values(x), Values(y));
        var cells = ys.Select(_ => xs.Select(_ => new List<double>()).ToArray()).ToArray();
        foreach (var trial in Whole)
        {
            if (Of(trial, of) is { } value && Array.IndexOf(xs, Text(trial, x)) is var column and >= 0 && Array.IndexOf(ys, Text(trial, y)) is var row and >= 0) cells[row][column].Add(value);
        }
        double? Fold(List<double> values)
        {
            if (values.Count == 0) return null;
            if (over == "max") return values.Max();
            if (over == "min") return values.Min();
            values.Sort();
            var middle = values.Count / 2;
            return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }
        return new HeatAnswer(x, y, of, over, xs, ys, [.. cells.Select(row => row.Select(Fold).ToArray())], [.. cells.Select(row => row.Select(cell => cell.Count).ToArray())]);
    }

    /// <summary>How much of the objective each parameter explains by itself.</summary>
    public IReadOnlyList<ImportanceAnswer> Importance()
    {
        JsonElement[] valued = [.. Whole.Where(trial => Of(trial, "objective") is not null)];
        double[] objective = [.. valued.Select(trial => Of(trial, "objective")!.Value)];
        return [.. Ranges.Select(range => range.GetProperty("name").GetString()!).Select(name => new ImportanceAnswer(name, ParameterImportance.Of(name, [.. valued.Select(trial => Text(trial, name))], objective).Share))];
    }

    /// <summary>What the best trial's neighbours, one step away in one parameter, reach of it, 0..1; null where it has none or is not above 0.</summary>
    public double? Plateau()
    {
        if (Best is not { } best || Of(best, "objective") is not { } top || _isMin || top <= 0) return null;
        string[] names = [.. Ranges.Select(range => range.GetProperty("name").GetString()!)];
        string[][] axes = [.. names.Select(Values)];
        int[] Place(JsonElement trial) => [.. names.Select((name, i) => Array.IndexOf(axes[i], Text(trial, name)))];
        var centre = Place(best);
        double[] near = [.. Trials.Where(trial => Place(trial).Zip(centre, (a, b) => Math.Abs(a - b)).Sum() == 1).Select(trial => Math.Clamp((Of(trial, "objective") ?? 0) / top, 0, 1))];
        return near.Length == 0 ? null : near.Average();
    }

    IEnumerable<JsonElement> Whole => Trials.Where(trial => Status(trial) == "complete" && !(trial.TryGetProperty("violated", out var broken) && broken.GetArrayLength() > 0));

    // The values of a parameter that were tried: numbers by size, words as they came.
    string[] Values(string name)
    {
        string[] values = [.. Trials.Select(trial => Text(trial, name)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        return Array.TrueForAll(values, text => Number(text) is not null) ? [.. values.OrderBy(text => Number(text)!.Value)] : values;
    }

    static string Text(JsonElement trial, string name) => trial.GetProperty("parameters").TryGetProperty(name, out var value) ? value.ToString() : "";

    static string Status(JsonElement trial) => trial.GetProperty("status").GetString() ?? "";

    static double? Of(JsonElement trial, string field)
    {
        if (field == "objective") return trial.TryGetProperty("objectives", out var objectives) && objectives.ValueKind == JsonValueKind.Array && objectives.GetArrayLength() > 0 && objectives[0].ValueKind == JsonValueKind.Number ? objectives[0].GetDouble() : null;
        if (trial.GetProperty("parameters").TryGetProperty(field, out var parameter)) return Number(parameter.ToString());
        if (!trial.TryGetProperty("metrics", out var metrics) || metrics.ValueKind != JsonValueKind.Object || !metrics.TryGetProperty(field, out var figure)) return null;
        return figure.ValueKind == JsonValueKind.Number ? figure.GetDouble() : figure.ValueKind == JsonValueKind.String ? Number(figure.GetString()!) : null;
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    static JsonElement? Parse(string line)
    {
        try
        {
            // The seal behind a line of the journal is part of its object.
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A heat map of two parameters.</summary>
/// <param name="X">The parameter of the columns.</param>
/// <param name="Y">The parameter of the rows.</param>
/// <param name="Of">What is shown.</param>
/// <param name="Over">How several trials of a cell become one value.</param>
/// <param name="Xs">Values of the columns.</param>
/// <param name="Ys">Values of the rows.</param>
/// <param name="Cells">Rows of cells; null where no trial is.</param>
/// <param name="Counts">How many trials stand behind each.</param>
internal sealed record HeatAnswer(string X, string Y, string Of, string Over, IReadOnlyList<string> Xs, IReadOnlyList<string> Ys, IReadOnlyList<double?[]> Cells, IReadOnlyList<int[]> Counts);

/// <summary>How much of the objective's spread a parameter explains.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">0..1; null where trials are too few.</param>
internal sealed record ImportanceAnswer(string Name, double? Share);
