using System.Diagnostics;
using Argosy.Data.Import;

namespace Argosy.Cli.Data;

/// <summary>Progress of a long import: a bar on a terminal, a plain line now and then elsewhere, nothing for short work.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal) : IProgress<ImportProgress>
{
    const int Width = 30;
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    readonly Stopwatch _since = Stopwatch.StartNew();
    TimeSpan _next = Patience;
    bool _shown;

    /// <summary>Shows how far the import got, at most every 200 ms on a terminal and every 2 s elsewhere.</summary>
    public void Report(ImportProgress value)
    {
        if (_since.Elapsed < _next) return;
        _next = _since.Elapsed + (isTerminal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(2));
        var part = value.Bytes > 0 ? Math.Clamp((value.FileIndex + ((double)value.BytesRead / value.Bytes)) / value.FileCount, 0, 1) : 0;
        var left = part > 0.02 ? $", {_since.Elapsed.TotalSeconds * (1 - part) / part:0} s left" : "";
        var text = $"{part * 100,3:0} % {SeriesReport.Count(value.Rows)} rows, {value.File}{left}";
        if (!isTerminal)
        {
            output.WriteLine(text);
            return;
        }
        var full = (int)(part * Width);
        output.Write($"\r[{new string('#', full)}{new string('.', Width - full)}] {text}\u001b[K");
        _shown = true;
    }

    /// <summary>Takes the bar away.</summary>
    public void Clear()
    {
        if (_shown) output.Write("\r\u001b[K");
    }
}
