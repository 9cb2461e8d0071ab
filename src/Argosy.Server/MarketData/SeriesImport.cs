using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.MarketData;

/// <summary>Takes an uploaded file into the catalogue, as <c>argosy data import</c> does: whole or not at all.</summary>
internal sealed class SeriesImport(SeriesCache series, ResearchOptions options, ServerOptions server) : IDisposable
{
    // One at a time: an import holds a whole series in memory.
    readonly SemaphoreSlim _one = new(1);

    /// <summary>Imports the body of a request.</summary>
    public async Task<(ImportAnswer? Answer, ApiFailure? Failure)> ReadAsync(HttpRequest request, ImportQuery query, CancellationToken cancellation)
    {
        var wish = Options(query);
        if (!wish.Ok) return (null, ApiFailure.Of(wish.Error!, FieldOf(wish.Error!.Message)));
        if (query.Name is { } said && BarCatalogue.CheckName(said) is { } refusal) return (null, ApiFailure.Of(refusal, "name"));
        await _one.WaitAsync(cancellation);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "research", "uploads", Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var path = Path.Combine(folder, FileName(query.File));
            if (await SaveAsync(request.Body, path, cancellation) is { } tooLarge) return (null, tooLarge);
            return await Task.Run(() => Take(path, wish.Value, query), cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    (ImportAnswer? Answer, ApiFailure? Failure) Take(string path, ImportOptions wish, ImportQuery query)
    {
        var read = Importer.Read([path], wish);
        if (!read.Ok) return (null, ApiFailure.Of(read.Error! with { Message = Plain(read.Error.Message, path) }, "body"));
        var imported = read.Value;
        var name = query.Name ?? BarCatalogue.NameOf(imported.Origin, imported.Bars);
        if (BarCatalogue.CheckName(name) is { } odd) return (null, ApiFailure.Of(odd, "name"));
        var replaced = File.Exists(series.Catalogue.PathOf(name));
        var stored = series.Catalogue.PathOf(name);
        if (!query.DryRun && series.Catalogue.Add(name, imported.Bars, imported.Origin) is { Ok: false } failed) return (null, ApiFailure.Of(failed.Error!));
        var info = new Data.Files.BarFileInfo
        {
            BaseAsset = imported.BaseAsset, QuoteAsset = imported.QuoteAsset, Venue = imported.Venue, Sources = imported.Sources, Timeframe = imported.Bars.Timeframe, PriceScale = imported.Bars.PriceScale, VolumeScale = imported.Bars.VolumeScale,
            VolumeInQuote = imported.Bars.VolumeInQuote, Synthetic = imported.Bars.Synthetic, Rows = imported.Bars.Count, FirstTime = imported.Bars.Count > 0 ? imported.Bars.OpenTimes[0] : 0,
            LastTime = imported.Bars.Count > 0 ? imported.Bars.OpenTimes[^1] : 0, Hash = imported.Bars.Hash, Quality = imported.Bars.Quality,
        };
        return (new ImportAnswer(SeriesAnswer.Of(new CatalogueEntry(name, stored, info, null)), imported.Format, [.. imported.Notes.Select(note => Plain(note, path))], !query.DryRun, replaced), null);
    }

    async Task<ApiFailure?> SaveAsync(Stream body, string path, CancellationToken cancellation)
    {
        await using var file = File.Create(path);
        var buffer = new byte[81_920];
        for (var total = 0L; await body.ReadAsync(buffer, cancellation) is var read and > 0;)
        {
            if ((total += read) > options.MostImportBytes) return new ApiFailure(ApiCode.TooLarge, $"the file is larger than {options.MostImportBytes / (1 << 20)} MiB", "body");
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return file.Length == 0 ? ApiFailure.BadInput("the body is empty; expected the file", "body") : null;
    }

    static Result<ImportOptions> Options(ImportQuery query)
    {
        Timeframe? length = null;
        if (query.Timeframe is { } text)
        {
            var parsed = Timeframe.Parse(text);
            if (!parsed.Ok) return Error.BadInput($"timeframe: {parsed.Error!.Message}");
            length = parsed.Value;
        }
        return new ImportOptions { Format = query.Format, Instrument = query.Instrument, Timeframe = length, Columns = query.Columns, Force = query.Force };
    }

    // The name helps to recognise the format; nothing of it but its own characters is used.
    static string FileName(string? name)
    {
        var kept = new string([.. (name ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')]).TrimStart('.');
        return kept.Length is > 0 and <= 120 ? kept : "upload.csv";
    }

    static string Plain(string message, string path) => message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal);

    static string? FieldOf(string message) => message.StartsWith("timeframe", StringComparison.Ordinal) ? "timeframe" : null;
}

/// <summary>What the query of an import says.</summary>
/// <param name="File">The file's name; helps to recognise its format.</param>
/// <param name="Name">Name in the catalogue; venue_BASE-QUOTE_timeframe without one.</param>
/// <param name="Instrument">E.g. BTC/USD, where the file does not tell.</param>
/// <param name="Timeframe">Bar length, where the times do not tell.</param>
/// <param name="Format">A format's name; recognised by content without one.</param>
/// <param name="Columns">Columns of a headerless CSV.</param>
/// <param name="Force">Whether bars whose high or low does not enclose their prices are taken.</param>
/// <param name="DryRun">Whether it is only read and reported.</param>
internal sealed record ImportQuery(string? File, string? Name, string? Instrument, string? Timeframe, string? Format, string? Columns, bool Force, bool DryRun);
