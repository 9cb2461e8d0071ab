using System.Buffers.Binary;
using System.Text;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Series;

namespace Argosy.Data.Files;

/// <summary>The first two kilobytes of a bar file: what never changes after the file was made.</summary>
/// <remarks>
/// Little-endian: magic (8), version (4), timeframe in ms (8), in months (4), price scale (4), volume scale (4), flags (4: 1 volume in quote,
/// 2 synthetic), then UTF-8 texts of base asset, quote asset, venue and sources, each after its length (2), and at the end a CRC-32C (4).
/// </remarks>
internal static class FileHeader
{
    public const int Length = 2048;
    const int Version = 1, ChecksumAt = Length - 4;
    const int VolumeInQuote = 1, Synthetic = 2;

    public static byte[] Write(ScaledBars bars, SeriesOrigin origin)
    {
        var bytes = new byte[Length];
        BarFile.Magic.CopyTo(bytes);
        var at = 8;
        Put(bytes, ref at, Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), bars.Timeframe.Milliseconds);
        at += 8;
        Put(bytes, ref at, bars.Timeframe.Months);
        Put(bytes, ref at, bars.PriceScale);
        Put(bytes, ref at, bars.VolumeScale);
        Put(bytes, ref at, (bars.VolumeInQuote ? VolumeInQuote : 0) | (bars.Synthetic ? Synthetic : 0));
        foreach (var text in (string[])[origin.BaseAsset, origin.QuoteAsset, origin.Venue ?? "", .. origin.Sources])
        {
            var encoded = Encoding.UTF8.GetBytes(text);
            // A file made of hundreds of sources names as many as fit; two zero bytes always end the list.
            if (at + 2 + encoded.Length + 2 > ChecksumAt) break;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)(encoded.Length + 1));
            encoded.CopyTo(bytes.AsSpan(at + 2));
            at += 2 + encoded.Length;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Checksum.Of(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    public static Result<BarFileInfo> Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < Length || !bytes.StartsWith(BarFile.Magic)) return Error.Corrupt($"{name} is no bar file: its first bytes are not those of one");
        if (Checksum.Of(bytes[..ChecksumAt]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..])) return Error.Corrupt($"{name}: the header fails its checksum");
        var at = 8;
        var version = Take(bytes, ref at);
        if (version != Version) return Error.NotSupported($"{name}: bar file version {version}; this Argosy reads version {Version}");
        var milliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        at += 8;
        var months = Take(bytes, ref at);
        var priceScale = Take(bytes, ref at);
        var volumeScale = Take(bytes, ref at);
        var flags = Take(bytes, ref at);
        var texts = new List<string>();
        for (int length; (length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..])) > 0; at += 1 + length) texts.Add(Encoding.UTF8.GetString(bytes.Slice(at + 2, length - 1)));
        return new BarFileInfo
        {
            BaseAsset = texts[0],
            QuoteAsset = texts[1],
            Venue = texts[2].Length > 0 ? texts[2] : null,
            Sources = [.. texts.Skip(3)],
            Timeframe = months > 0 ? Timeframe.FromMonths(months) : Timeframe.FromMilliseconds(milliseconds),
            PriceScale = priceScale,
            VolumeScale = volumeScale,
            VolumeInQuote = (flags & VolumeInQuote) != 0,
            Synthetic = (flags & Synthetic) != 0,
        };
    }

    static void Put(byte[] bytes, ref int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        at += 4;
    }

    static int Take(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        at += 4;
        return value;
    }
}
