using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Argosy.Core.MarketData;

namespace Argosy.Data.Series;

/// <summary>The name of a series: a chain of SHA-256 over its bars, equal whether they came from a text, a bar file or several appends.</summary>
/// <remarks>
/// Start: SHA-256 of "argosy-bars/1|timeframe|price scale|volume scale|base or quote". Then for every 65,536 bars (the last part may be
/// shorter): SHA-256 of the digest so far and of these bars' six columns one after another, little-endian Int64. The chain lets an append
/// continue from the last full part instead of reading the whole file again.
/// </remarks>
public sealed class SeriesHash
{
    /// <summary>Bars between two links of the chain.</summary>
    public const int Part = 65536;

    byte[] _digest;

    /// <summary>Starts the chain of a series without bars.</summary>
    public SeriesHash(Timeframe timeframe, int priceScale, int volumeScale, bool volumeInQuote) =>
        _digest = SHA256.HashData(Encoding.UTF8.GetBytes($"argosy-bars/1|{timeframe}|{priceScale}|{volumeScale}|{(volumeInQuote ? "quote" : "base")}"));

    /// <summary>Continues a chain from the digest after its last full part.</summary>
    public SeriesHash(ReadOnlySpan<byte> digest) => _digest = digest.ToArray();

    /// <summary>The chain's digest after the parts added so far, 32 bytes.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The digest as lower-case hex.</summary>
    public string Text => Convert.ToHexStringLower(_digest);

    /// <summary>Adds one part: six columns of equal length, at most <see cref="Part"/> bars; only the last part may be shorter.</summary>
    public void Add(ReadOnlySpan<long> times, ReadOnlySpan<long> open, ReadOnlySpan<long> high, ReadOnlySpan<long> low, ReadOnlySpan<long> close, ReadOnlySpan<long> volume)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_digest);
        hash.AppendData(MemoryMarshal.AsBytes(times));
        hash.AppendData(MemoryMarshal.AsBytes(open));
        hash.AppendData(MemoryMarshal.AsBytes(high));
        hash.AppendData(MemoryMarshal.AsBytes(low));
        hash.AppendData(MemoryMarshal.AsBytes(close));
        hash.AppendData(MemoryMarshal.AsBytes(volume));
        _digest = hash.GetHashAndReset();
    }

    /// <summary>Adds all bars that fill whole parts and returns how many that were.</summary>
    public int AddFullParts(ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var row = 0;
        for (; row + Part <= bars.Count; row += Part) Add(bars, row, Part);
        return row;
    }

    /// <summary>The hash of a whole series, lower-case hex.</summary>
    public static string Of(ScaledBars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var hash = new SeriesHash(bars.Timeframe, bars.PriceScale, bars.VolumeScale, bars.VolumeInQuote);
        var row = hash.AddFullParts(bars);
        if (row < bars.Count) hash.Add(bars, row, bars.Count - row);
        return hash.Text;
    }

    void Add(ScaledBars bars, int row, int count) => Add(
        bars.OpenTimes.AsSpan(row, count), bars.Open.AsSpan(row, count), bars.High.AsSpan(row, count),
        bars.Low.AsSpan(row, count), bars.Close.AsSpan(row, count), bars.Volume.AsSpan(row, count));
}
