using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Argosy.Data.Series;

namespace Argosy.Data.Files;

/// <summary>Up to 65,536 bars: a header of 64 bytes with a checksum for each column, then six columns of Int64 one after another.</summary>
/// <param name="Index">Its number in the file, from 0.</param>
/// <param name="Offset">Offset of its header.</param>
/// <param name="FirstRow">Its first bar's row.</param>
/// <param name="Rows">Its bars.</param>
/// <param name="FirstTime">Open time of its first bar, Unix ms.</param>
/// <param name="Checksums">CRC-32C of each column.</param>
internal sealed record Block(int Index, long Offset, int FirstRow, int Rows, long FirstTime, uint[] Checksums)
{
    public const int HeaderLength = 64, MaxRows = 65536, Columns = 6;
    const int ChecksumAt = HeaderLength - 4;
    const uint Magic = 0x4B4C4241; // "ABLK"

    public static readonly string[] ColumnNames = ["time", "open", "high", "low", "close", "volume"];

    /// <summary>Offset of the first byte after it.</summary>
    public long End => ColumnOffset(Columns);

    /// <summary>Offset of a column's first byte.</summary>
    public long ColumnOffset(int column) => Offset + HeaderLength + ((long)column * Rows * sizeof(long));

    /// <summary>Header bytes of some rows of a series.</summary>
    public static byte[] Header(ScaledBars bars, int row, int count)
    {
        var bytes = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), bars.OpenTimes[row]);
        for (var c = 0; c < Columns; c++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16 + (c * 4)), Checksum.Of(MemoryMarshal.AsBytes(bars.Column(c).AsSpan(row, count))));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Checksum.Of(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    /// <summary>Null where the header is damaged.</summary>
    public static Block? Read(ReadOnlySpan<byte> bytes, int index, long offset, int firstRow)
    {
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic) return null;
        if (Checksum.Of(bytes[..ChecksumAt]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..])) return null;
        var rows = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (rows is <= 0 or > MaxRows) return null;
        var checksums = new uint[Columns];
        for (var c = 0; c < Columns; c++) checksums[c] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(16 + (c * 4))..]);
        return new Block(index, offset, firstRow, rows, BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), checksums);
    }
}
