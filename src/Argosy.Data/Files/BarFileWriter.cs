using System.Runtime.InteropServices;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Data.Files;

/// <summary>Makes bar files and appends to them.</summary>
/// <remarks>
/// A new file is written beside its place, forced to disk and renamed. An append writes blocks behind the committed end, forces them to disk,
/// then writes the commit record that is not in use: whenever it is cut off, the file is what it was before or what it is after.
/// </remarks>
public static class BarFileWriter
{
    /// <summary>Writes a series as a new file, replacing an old one of that name at once or not at all.</summary>
    /// <param name="path">Where the file shall lie; its folder must exist.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="origin">Instrument, venue and sources.</param>
    public static void Write(string path, ScaledBars bars, SeriesOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(origin);
        var temporary = path + ".part";
        try
        {
            using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, BarFile.DataOffset + (bars.Count * 48L)))
            {
                RandomAccess.Write(handle, FileHeader.Write(bars, origin), 0);
                var end = WriteBlocks(handle, bars, 0, BarFile.DataOffset);
                var chain = new SeriesHash(bars.Timeframe, bars.PriceScale, bars.VolumeScale, bars.VolumeInQuote);
                chain.AddFullParts(bars);
                RandomAccess.SetLength(handle, end);
                RandomAccess.Write(handle, new Commit(1, bars.Count, end, First(bars), Last(bars), bars.Quality, chain.Digest.ToArray(), Convert.FromHexString(bars.Hash)).Write(), Commit.OffsetOf(1));
                RandomAccess.FlushToDisk(handle);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Appends bars that begin after the last one; existing blocks are not touched.</summary>
    /// <returns>The file's new state; BadInput where timeframe or scales do not fit or times overlap; Corrupt where the file is damaged; Unavailable while another process appends, or where the disk refuses.</returns>
    public static Result<BarFileInfo> Append(string path, ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (!File.Exists(path)) return Error.NotFound($"{path}: no such file");
        try
        {
            // A file of its own is the lock: locking the bar file itself would shut out its readers.
            using var mine = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return Append(handle, path, bars);
        }
        catch (IOException broken)
        {
            return new Error(ErrorKind.Unavailable, $"{Path.GetFileName(path)} cannot be appended to: {broken.Message}");
        }
    }

    // The lock holds from before the state is read until the new one is on disk.
    static Result<BarFileInfo> Append(SafeFileHandle handle, string path, ScaledBars bars)
    {
        var opened = BarFile.Open(path);
        if (!opened.Ok) return opened.Error!;
        using var file = opened.Value;
        if (bars.Count == 0) return file.Info;
        if (Misfit(file.Info, bars) is { } misfit) return misfit;
        var fitted = Fit(bars, file.Info);
        if (!fitted.Ok) return fitted.Error!;
        var commit = Prepare(file, fitted.Value);
        if (!commit.Ok) return commit.Error!;
        var end = WriteBlocks(handle, fitted.Value, 0, file.Committed.End);
        RandomAccess.SetLength(handle, end);
        RandomAccess.FlushToDisk(handle);
        var next = commit.Value with { End = end };
        RandomAccess.Write(handle, next.Write(), Commit.OffsetOf(next.Sequence));
        RandomAccess.FlushToDisk(handle);
        return file.Info with
        {
            Rows = (int)next.Rows,
            FirstTime = next.FirstTime,
            LastTime = next.LastTime,
            Hash = Convert.ToHexStringLower(next.HashDigest),
            Quality = next.Quality,
            TornBytes = 0,
        };
    }

    static Error? Misfit(BarFileInfo info, ScaledBars bars)
    {
        if (bars.Timeframe != info.Timeframe) return Error.BadInput($"{bars.Timeframe} bars cannot be appended to {info.Timeframe} bars");
        if (bars.VolumeInQuote != info.VolumeInQuote || bars.Synthetic != info.Synthetic) return Error.BadInput("the bars to append have volumes in another asset, or only one side is synthetic");
        return info.Rows > 0 && bars.OpenTimes[0] < info.Timeframe.End(info.LastTime)
            ? Error.BadInput($"the bars to append begin before the last bar of the file ends ({DateTimeOffset.FromUnixTimeMilliseconds(info.LastTime):yyyy-MM-dd HH:mm:ss})")
            : null;
    }

    static Result<ScaledBars> Fit(ScaledBars bars, BarFileInfo info)
    {
        if (bars.PriceScale == info.PriceScale && bars.VolumeScale == info.VolumeScale) return bars;
        var columns = new long[Block.Columns][];
        columns[0] = bars.OpenTimes;
        for (var c = 1; c < columns.Length; c++)
        {
            var (from, to) = c == Block.Columns - 1 ? (bars.VolumeScale, info.VolumeScale) : (bars.PriceScale, info.PriceScale);
            var limit = c == Block.Columns - 1 ? (Int128)long.MaxValue : 1_000_000_000_000_000;
            columns[c] = new long[bars.Count];
            for (var i = 0; i < bars.Count; i++)
            {
                var units = (Int128)bars.Column(c)[i];
                var scaled = to >= from ? units * Numbers.DecimalText.Powers[to - from] : units / Numbers.DecimalText.Powers[from - to];
                if (scaled > limit || (to < from && scaled * Numbers.DecimalText.Powers[from - to] != units))
                    return Error.BadInput($"the bars to append do not fit into the file's scale of {to} decimal places; import all of them into a new file");
                columns[c][i] = (long)scaled;
            }
        }
        return new ScaledBars
        {
            Timeframe = bars.Timeframe,
            PriceScale = info.PriceScale,
            VolumeScale = info.VolumeScale,
            OpenTimes = columns[0],
            Open = columns[1],
            High = columns[2],
            Low = columns[3],
            Close = columns[4],
            Volume = columns[5],
            VolumeInQuote = bars.VolumeInQuote,
            Synthetic = bars.Synthetic,
            Quality = bars.Quality,
        };
    }

    // The hash chain goes on from its last full part: at most 65,535 old bars are read.
    static Result<Commit> Prepare(BarFile file, ScaledBars bars)
    {
        var old = file.Committed;
        var rows = (int)old.Rows;
        var partial = rows % SeriesHash.Part;
        var tail = file.ReadBars(rows - partial, rows);
        if (!tail.Ok) return tail.Error!;
        var joined = Join(tail.Value, bars);
        var chain = new SeriesHash(old.ChainDigest);
        var full = chain.AddFullParts(joined);
        var digest = chain.Digest.ToArray();
        if (full < joined.Count)
        {
            ReadOnlySpan<long> Rest(int column) => joined.Column(column).AsSpan(full);
            chain.Add(Rest(0), Rest(1), Rest(2), Rest(3), Rest(4), Rest(5));
        }
        var quality = SeriesCheck.AddGaps(Sum(old.Quality, bars.Quality), bars.Timeframe, rows > 0 ? old.LastTime : null, bars.OpenTimes);
        quality = SeriesCheck.AddShapes<long>(quality, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume);
        return new Commit(old.Sequence + 1, (long)rows + bars.Count, 0, rows > 0 ? old.FirstTime : First(bars), Last(bars), quality, digest, chain.Digest.ToArray());
    }

    static DataQuality Sum(DataQuality old, DataQuality added) => old with
    {
        Duplicates = old.Duplicates + added.Duplicates,
        Rounded = old.Rounded + added.Rounded,
        OutOfOrder = old.OutOfOrder + added.OutOfOrder,
    };

    static ScaledBars Join(ScaledBars one, ScaledBars other)
    {
        long[] Both(int column) => [.. one.Column(column), .. other.Column(column)];
        return new ScaledBars
        {
            Timeframe = one.Timeframe,
            PriceScale = one.PriceScale,
            VolumeScale = one.VolumeScale,
            OpenTimes = Both(0),
            Open = Both(1),
            High = Both(2),
            Low = Both(3),
            Close = Both(4),
            Volume = Both(5),
        };
    }

    static long WriteBlocks(SafeFileHandle handle, ScaledBars bars, int fromRow, long offset)
    {
        for (var row = fromRow; row < bars.Count; row += Block.MaxRows)
        {
            var count = Math.Min(Block.MaxRows, bars.Count - row);
            RandomAccess.Write(handle, Block.Header(bars, row, count), offset);
            offset += Block.HeaderLength;
            for (var c = 0; c < Block.Columns; c++)
            {
                var bytes = MemoryMarshal.AsBytes(bars.Column(c).AsSpan(row, count));
                RandomAccess.Write(handle, bytes, offset);
                offset += bytes.Length;
            }
        }
        return offset;
    }

    static long First(ScaledBars bars) => bars.Count > 0 ? bars.OpenTimes[0] : 0;

    static long Last(ScaledBars bars) => bars.Count > 0 ? bars.OpenTimes[^1] : 0;
}
