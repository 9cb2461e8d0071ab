using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Series;

namespace Argosy.Data.Catalogue;

/// <summary>A folder of bar files, each known by its name without ending, e.g. <c>coinmarketcap_BTC-USD_1d</c>.</summary>
/// <param name="folder">The folder; made when the first series is added.</param>
public sealed class BarCatalogue(string folder)
{
    /// <summary>Ending of bar files.</summary>
    public const string Ending = ".bars";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The catalogue of <paramref name="store"/>, else of the environment's ARGOSY_DATA, else of <c>argosy-data/bars</c> below the current folder.</summary>
    public static BarCatalogue Open(string? store = null)
    {
        if (!string.IsNullOrEmpty(store)) return new BarCatalogue(store);
        var set = Environment.GetEnvironmentVariable("ARGOSY_DATA");
        return new BarCatalogue(string.IsNullOrEmpty(set) ? Path.Combine("argosy-data", "bars") : set);
    }

    /// <summary>The name a series gets when the user gives none: venue_BASE-QUOTE_timeframe.</summary>
    public static string NameOf(SeriesOrigin origin, ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(bars);
        var start = origin.Venue is null ? "" : origin.Venue + "_";
        return $"{start}{origin.BaseAsset}-{origin.QuoteAsset}_{bars.Timeframe}";
    }

    /// <summary>Null for a name that can be a file's, else what is wrong with it.</summary>
    public static Error? CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fine = name.Length is > 0 and <= 120 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '+');
        return fine ? null : Error.BadInput($"'{name}' is no name for a series; expected up to 120 letters, digits, '_', '-', '+' and '.', not beginning with '.'");
    }

    /// <summary>All series by name; one that cannot be opened stands there with its error.</summary>
    public IReadOnlyList<CatalogueEntry> List()
    {
        if (!Directory.Exists(folder)) return [];
        var entries = new List<CatalogueEntry>();
        foreach (var path in Directory.GetFiles(folder, "*" + Ending).Order(StringComparer.Ordinal))
        {
            var opened = BarFile.Open(path);
            if (opened.Ok) opened.Value.Dispose();
            entries.Add(new CatalogueEntry(Path.GetFileNameWithoutExtension(path), path, opened.Ok ? opened.Value.Info : null, opened.Error));
        }
        return entries;
    }

    /// <summary>Path of the series <paramref name="name"/>; NotFound with the nearest names where there is none.</summary>
    public Result<string> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var path = PathOf(name);
        if (CheckName(name) is null && File.Exists(path)) return path;
        var names = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).ToArray() : [];
        if (names.Length == 0) return Error.NotFound($"no series '{name}': {folder} holds none; 'argosy data import FILE' adds one");
        var near = names.Select(other => (Name: other, Distance: Suggestion.Distance(name.ToUpperInvariant(), other.ToUpperInvariant()))).OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Where(pair => pair.Distance <= Math.Max(3, name.Length / 2) || pair.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(3).Select(pair => pair.Name).ToArray();
        return Error.NotFound(near.Length > 0 ? $"no series '{name}' in {folder}; did you mean {string.Join(", ", near)}?" : $"no series '{name}' in {folder}; 'argosy data list' shows what there is");
    }

    /// <summary>Adds or replaces a series, at once or not at all; returns its path.</summary>
    public Result<string> Add(string name, ScaledBars bars, SeriesOrigin origin)
    {
        if (CheckName(name) is { } refusal) return refusal;
        try
        {
            Directory.CreateDirectory(folder);
            var path = PathOf(name);
            BarFileWriter.Write(path, bars, origin);
            return path;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{folder} cannot be written: {broken.Message}");
        }
    }

    /// <summary>Where the series <paramref name="name"/> lies or would lie.</summary>
    public string PathOf(string name) => Path.Combine(folder, name + Ending);
}
