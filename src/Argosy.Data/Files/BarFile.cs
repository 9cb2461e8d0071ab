using System.Runtime.InteropServices;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Series;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Data.Files;

/// <summary>A bar file opened for reading. Opening reads four kilobytes; a column's checksums are verified whenever it is read.</summary>
/// <remarks>
/// Layout: header (2 KiB), two commit records (1 KiB each), blocks. Columns are read in pieces of at most 512 KiB through one buffer rather than
/// mapped: no page of the file stays resident, and a file cut off meanwhile is an error instead of a fault.
/// What lies behind the committed end belongs to an append that was cut off; it is reported and never served.
/// </remarks>
public sealed class BarFile : IDisposable
{
    internal const int DataOffset = 4096;

    readonly SafeFileHandle _handle;
    readonly Commit _commit;
    readonly string _name;
    Block[]? _blocks;

    BarFile(SafeFileHandle handle, string path, BarFileInfo info, Commit commit)
    {
        (_handle, _commit, Path, Info) = (handle, commit, path, info);
        _name = System.IO.Path.GetFileName(path);
    }

    /// <summary>Path on disk.</summary>
    public string Path { get; }

    /// <summary>What the file says about itself.</summary>
    public BarFileInfo Info { get; }

    /// <summary>The first bytes of every bar file.</summary>
    public static ReadOnlySpan<byte> Magic => "ARGOSYB1"u8;

    internal Commit Committed => _commit;

    /// <summary>Opens a file: NotFound, or Corrupt where header or commit records are damaged or committed bars are missing.</summary>
    public static Result<BarFile> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = System.IO.Path.GetFileName(path);
        if (!File.Exists(path)) return Error.NotFound($"{path}: no such file");
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var opened = Open(handle, path, name);
            if (opened.Ok) handle = null;
            return opened;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.Corrupt($"{name} cannot be read: {broken.Message}");
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>All bars in doubles.</summary>
    public Result<BarColumns> ToColumns() => ToColumns(0, Info.Rows);

    /// <summary>Bars <paramref name="fromRow"/> (inclusive) to <paramref name="toRow"/> (exclusive) in doubles, column by column.</summary>
    public Result<BarColumns> ToColumns(int fromRow, int toRow)
    {
        CheckRange(fromRow, toRow);
        var blocks = Blocks();
        if (!blocks.Ok) return blocks.Error!;
        var whole = fromRow == 0 && toRow == Info.Rows;
        var hash = whole ? Info.Hash : "";
        if (!whole)
        {
            var part = ReadBars(fromRow, toRow);
            if (!part.Ok) return part.Error!;
            return part.Value.ToColumns();
        }
        var times = new long[toRow];
        if (ReadColumn(blocks.Value, 0, 0, times) is { } damaged) return damaged;
        var columns = new double[Block.Columns - 1][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = GC.AllocateUninitializedArray<double>(toRow);
            if (ReadDoubles(blocks.Value, c + 1, columns[c]) is { } error) return error;
        }
        return new BarColumns
        {
            Timeframe = Info.Timeframe,
            OpenTimes = times,
            Open = columns[0],
            High = columns[1],
            Low = columns[2],
            Close = columns[3],
            Volume = columns[4],
            PriceScale = Info.PriceScale,
            VolumeInQuote = Info.VolumeInQuote,
            Synthetic = Info.Synthetic,
            Hash = hash,
            Quality = Info.Quality,
        };
    }

    /// <summary>All bars in whole units.</summary>
    public Result<ScaledBars> ReadBars() => ReadBars(0, Info.Rows);

    /// <summary>Bars <paramref name="fromRow"/> (inclusive) to <paramref name="toRow"/> (exclusive) in whole units; a part is checked anew.</summary>
    public Result<ScaledBars> ReadBars(int fromRow, int toRow)
    {
        CheckRange(fromRow, toRow);
        var blocks = Blocks();
        if (!blocks.Ok) return blocks.Error!;
        var columns = new long[Block.Columns][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = GC.AllocateUninitializedArray<long>(toRow - fromRow);
            if (ReadColumn(blocks.Value, c, fromRow, columns[c]) is { } error) return error;
        }
        ScaledBars Made(DataQuality quality) => new()
        {
            Timeframe = Info.Timeframe,
            PriceScale = Info.PriceScale,
            VolumeScale = Info.VolumeScale,
            OpenTimes = columns[0],
            Open = columns[1],
            High = columns[2],
            Low = columns[3],
            Close = columns[4],
            Volume = columns[5],
            VolumeInQuote = Info.VolumeInQuote,
            Synthetic = Info.Synthetic,
            Quality = quality,
        };
        return toRow - fromRow == Info.Rows ? Made(Info.Quality) : Made(Checks.SeriesCheck.Of(Made(DataQuality.Clean)));
    }

    /// <summary>The first row that opens at or after <paramref name="time"/> (Unix ms); the number of rows where there is none.</summary>
    public Result<int> RowAtOrAfter(long time)
    {
        var blocks = Blocks();
        if (!blocks.Ok) return blocks.Error!;
        var at = Array.FindLastIndex(blocks.Value, block => block.FirstTime < time);
        if (at < 0) return 0;
        var block = blocks.Value[at];
        var times = new long[block.Rows];
        if (ReadColumn(blocks.Value, 0, block.FirstRow, times) is { } error) return error;
        var found = Array.BinarySearch(times, time);
        return block.FirstRow + (found >= 0 ? found : ~found);
    }

    /// <summary>Reads everything: all checksums, the order of times, and the hash; null when all is as committed.</summary>
    public Error? Verify()
    {
        var bars = ReadBars();
        if (!bars.Ok) return bars.Error;
        var times = bars.Value.OpenTimes;
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < Info.Timeframe.End(times[i - 1])) return Error.Corrupt($"{_name}: row {i} begins before row {i - 1} ends");
        }
        return bars.Value.Hash == Info.Hash ? null : Error.Corrupt($"{_name}: the bars are not those that were committed (hash {bars.Value.Hash}, {Info.Hash} expected)");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    static Result<BarFile> Open(SafeFileHandle handle, string path, string name)
    {
        Span<byte> bytes = stackalloc byte[DataOffset];
        var read = ReadFully(handle, bytes, 0);
        var info = FileHeader.Read(bytes[..read], name);
        if (!info.Ok) return info.Error!;
        if (read < DataOffset) return Error.Corrupt($"{name} ends after {read} bytes, within its header");
        var even = Commit.Read(bytes.Slice((int)Commit.OffsetOf(0), Commit.Length));
        var odd = Commit.Read(bytes.Slice((int)Commit.OffsetOf(1), Commit.Length));
        var commit = even is null || odd is null ? even ?? odd : even.Sequence > odd.Sequence ? even : odd;
        if (commit is null) return Error.Corrupt($"{name}: no commit record passes its checksum");
        var length = RandomAccess.GetLength(handle);
        if (length < commit.End) return Error.Corrupt($"{name} ends after {length} bytes; {commit.End} were committed");
        return new BarFile(handle, path, info.Value with
        {
            Rows = (int)commit.Rows,
            FirstTime = commit.FirstTime,
            LastTime = commit.LastTime,
            Hash = Convert.ToHexStringLower(commit.HashDigest),
            Quality = commit.Quality,
            TornBytes = length - commit.End,
        }, commit);
    }

    Result<Block[]> Blocks()
    {
        if (_blocks is not null) return _blocks;
        var blocks = new List<Block>();
        Span<byte> header = stackalloc byte[Block.HeaderLength];
        var (offset, row) = ((long)DataOffset, 0);
        while (offset < _commit.End)
        {
            var read = ReadFully(_handle, header, offset);
            if (Block.Read(header[..read], blocks.Count, offset, row) is not { } block || block.End > _commit.End) return Error.Corrupt($"{_name}: the header of block {blocks.Count} fails its checksum");
            blocks.Add(block);
            offset = block.End;
            row += block.Rows;
        }
        if (row != _commit.Rows) return Error.Corrupt($"{_name}: blocks hold {row} bars; {_commit.Rows} were committed");
        return _blocks = [.. blocks];
    }

    // Rows from fromRow on, as many as fit into column.
    Error? ReadColumn(Block[] blocks, int column, int fromRow, Span<long> rows)
    {
        var buffer = new long[Math.Min(Block.MaxRows, Info.Rows)];
        foreach (var block in blocks)
        {
            var from = Math.Max(block.FirstRow, fromRow);
            var to = Math.Min(block.FirstRow + block.Rows, fromRow + rows.Length);
            if (from >= to) continue;
            var units = buffer.AsSpan(0, block.Rows);
            if (ReadBlock(block, column, units) is { } error) return error;
            units[(from - block.FirstRow)..(to - block.FirstRow)].CopyTo(rows[(from - fromRow)..]);
        }
        return null;
    }

    Error? ReadDoubles(Block[] blocks, int column, Span<double> values)
    {
        var buffer = new long[Math.Min(Block.MaxRows, Info.Rows)];
        var scale = column == Block.Columns - 1 ? Info.VolumeScale : Info.PriceScale;
        foreach (var block in blocks)
        {
            var units = buffer.AsSpan(0, block.Rows);
            if (ReadBlock(block, column, units) is { } error) return error;
            ScaledBars.ToDoubles(units, scale, values[block.FirstRow..]);
        }
        return null;
    }

    Error? ReadBlock(Block block, int column, Span<long> units)
    {
        var bytes = MemoryMarshal.AsBytes(units);
        var read = ReadFully(_handle, bytes, block.ColumnOffset(column));
        return read == bytes.Length && Checksum.Of(bytes) == block.Checksums[column]
            ? null
            : Error.Corrupt($"{_name}: block {block.Index} of column {Block.ColumnNames[column]} fails its checksum");
    }

    void CheckRange(int fromRow, int toRow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toRow, Info.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromRow, toRow);
    }

    static int ReadFully(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            var read = RandomAccess.Read(handle, bytes[total..], offset + total);
            if (read == 0) break;
            total += read;
        }
        return total;
    }
}
