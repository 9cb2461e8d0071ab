namespace Argosy.Data.Import;

/// <summary>What one import has collected so far: rows of all its files and what their contents told.</summary>
internal sealed class Gathering(ImportOptions options, IProgress<ImportProgress>? progress, int fileCount)
{
    const int ReportEvery = 1 << 16;

    int _untilReport = ReportEvery;

    /// <summary>What the user said.</summary>
    public ImportOptions Options => options;

    /// <summary>Rows that are candles.</summary>
    public RawBars Bars { get; } = new();

    /// <summary>Rows that are trades.</summary>
    public RawTrades Trades { get; } = new();

    /// <summary>Instrument spelled in the content, e.g. BTC/USD; null where it is not.</summary>
    public string? Symbol { get; set; }

    /// <summary>Venue that the format tells.</summary>
    public string? Venue { get; set; }

    /// <summary>Whether volumes are in the quote asset.</summary>
    public bool VolumeInQuote { get; set; }

    /// <summary>Sentences for the user.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Index of the file being read.</summary>
    public int FileIndex { get; set; }

    /// <summary>Says a sentence once.</summary>
    public void Note(string sentence)
    {
        if (!Notes.Contains(sentence)) Notes.Add(sentence);
    }

    /// <summary>Counts one row and reports now and then.</summary>
    public void Advance(SourceFile source, long textRead)
    {
        if (--_untilReport > 0) return;
        _untilReport = ReportEvery;
        progress?.Report(new ImportProgress(source.Name, FileIndex, fileCount, textRead, source.TextLength, Bars.Count + Trades.Rows.Count));
    }
}
