using System.IO.Compression;
using Argosy.Core.Values;
using Argosy.Data.Numbers;
using Argosy.Data.Series;

namespace Argosy.Data.Export;

/// <summary>Bars as Argosy's CSV, exact: importing it again gives the same hash.</summary>
public static class CsvExport
{
    /// <summary>Writes a file at once or not at all; compressed where its name ends in .gz.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="coverage">Base bars in each bar, as a seventh column; null for none.</param>
    public static void Write(string path, ScaledBars bars, int[]? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder)) throw new DirectoryNotFoundException($"{path} cannot be written: there is no folder {folder}");
        var temporary = path + ".part";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                {
                    using var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
                    Write(packed, bars, coverage);
                }
                else
                {
                    Write(file, bars, coverage);
                }
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the CSV to a stream: <c>time,open,high,low,close,volume[,coverage]</c>, times in Unix ms, LF.</summary>
    public static void Write(Stream stream, ScaledBars bars, int[]? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(bars);
        stream.Write(coverage is null ? "time,open,high,low,close,volume\n"u8 : "time,open,high,low,close,volume,coverage\n"u8);
        var buffer = new byte[1 << 16];
        var at = 0;
        for (var row = 0; row < bars.Count; row++)
        {
            if (buffer.Length - at < 256)
            {
                stream.Write(buffer, 0, at);
                at = 0;
            }
            Put(buffer, ref at, bars.OpenTimes[row], 0, (byte)',');
            Put(buffer, ref at, bars.Open[row], bars.PriceScale, (byte)',');
            Put(buffer, ref at, bars.High[row], bars.PriceScale, (byte)',');
            Put(buffer, ref at, bars.Low[row], bars.PriceScale, (byte)',');
            Put(buffer, ref at, bars.Close[row], bars.PriceScale, (byte)',');
            Put(buffer, ref at, bars.Volume[row], bars.VolumeScale, coverage is null ? (byte)'\n' : (byte)',');
            if (coverage is not null) Put(buffer, ref at, coverage[row], 0, (byte)'\n');
        }
        stream.Write(buffer, 0, at);
    }

    // Plain notation without trailing zeros.
    static void Put(byte[] buffer, ref int at, long units, int scale, byte after)
    {
        Invariant.Check(units >= 0, "bars hold no negative numbers");
        while (scale > 0 && units % 10 == 0)
        {
            units /= 10;
            scale--;
        }
        var (whole, fraction) = Math.DivRem(units, DecimalText.Powers[scale]);
        at += Digits(buffer.AsSpan(at), whole, 1);
        if (scale > 0)
        {
            buffer[at++] = (byte)'.';
            at += Digits(buffer.AsSpan(at), fraction, scale);
        }
        buffer[at++] = after;
    }

    static int Digits(Span<byte> text, long number, int atLeast)
    {
        var count = Math.Max(atLeast, DecimalText.DigitCount(number));
        for (var i = count - 1; i >= 0; i--, number /= 10) text[i] = (byte)('0' + (number % 10));
        return count;
    }
}
