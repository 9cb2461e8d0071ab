using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Import;
using Argosy.Data.Series;

namespace Argosy.Data.Catalogue;

/// <summary>The one way from what a user names, a file of any known format, a bar file or a series of the catalogue, to bars.</summary>
public static class SeriesSource
{
    /// <summary>Bars in doubles, as engines read them.</summary>
    public static Result<LoadedSeries<BarColumns>> Load(string nameOrFile, ImportOptions options, BarCatalogue catalogue, IProgress<ImportProgress>? progress = null)
        => Load(nameOrFile, options, catalogue, progress, file => file.ToColumns(), imported => imported.Columns);

    /// <summary>Bars in whole units, exact.</summary>
    public static Result<LoadedSeries<ScaledBars>> LoadBars(string nameOrFile, ImportOptions options, BarCatalogue catalogue, IProgress<ImportProgress>? progress = null)
        => Load(nameOrFile, options, catalogue, progress, file => file.ReadBars(), imported => imported.Bars);

    static Result<LoadedSeries<T>> Load<T>(
        string nameOrFile, ImportOptions options, BarCatalogue catalogue, IProgress<ImportProgress>? progress, Func<BarFile, Result<T>> read, Func<ImportedSeries, T> view)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        ArgumentNullException.ThrowIfNull(catalogue);
        var path = nameOrFile;
        if (!File.Exists(path))
        {
            if (LooksLikeFile(nameOrFile)) return Error.NotFound($"{nameOrFile}: no such file");
            var found = catalogue.Find(nameOrFile);
            if (!found.Ok) return found.Error!;
            path = found.Value;
        }
        if (IsBarFile(path)) return FromBarFile(path, read);
        var imported = Importer.Read([path], options, progress);
        if (!imported.Ok) return imported.Error!;
        var series = imported.Value;
        return new LoadedSeries<T>(view(series), series.Origin, series.Format, series.Notes);
    }

    static Result<LoadedSeries<T>> FromBarFile<T>(string path, Func<BarFile, Result<T>> read)
    {
        var opened = BarFile.Open(path);
        if (!opened.Ok) return opened.Error!;
        using var file = opened.Value;
        var bars = read(file);
        if (!bars.Ok) return bars.Error!;
        var info = file.Info;
        string[] notes = info.TornBytes > 0 ? [$"{Path.GetFileName(path)}: {info.TornBytes} bytes after the last committed bar are left out (an append was cut off)"] : [];
        return new LoadedSeries<T>(bars.Value, new SeriesOrigin(info.BaseAsset, info.QuoteAsset, info.Venue, info.Sources), "bars", notes);
    }

    static bool LooksLikeFile(string text) => text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)
        || Path.GetExtension(text) is ".csv" or ".gz" or ".zip" or ".json" or ".bars" or ".txt" or ".feather";

    static bool IsBarFile(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            Span<byte> magic = stackalloc byte[8];
            return RandomAccess.Read(handle, magic, 0) == 8 && magic.SequenceEqual(BarFile.Magic);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // The reader that comes next says what is wrong.
            return false;
        }
    }
}
