using System.Buffers.Binary;
using System.Globalization;
using Argosy.Core.Values;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Hosting.Journal;

/// <summary>The files of a journal: a header block (magic, version, number), then frames, then zeros.</summary>
internal static class SegmentFile
{
    public const int HeaderLength = 4096;
    const int Version = 1;
    const string Prefix = "orders-", Suffix = ".journal", Unfinished = ".new";

    static ReadOnlySpan<byte> Magic => "ARGOSYOJ"u8;

    public static string PathOf(string folder, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D8}{Suffix}"));

    /// <summary>Numbers of the segments in a folder, rising; leftovers of an interrupted creation are removed.</summary>
    public static int[] Numbers(string folder)
    {
        foreach (var leftover in Directory.GetFiles(folder, $"{Prefix}*{Suffix}{Unfinished}")) File.Delete(leftover);
        return [.. Directory.GetFiles(folder, $"{Prefix}*{Suffix}")
            .Select(path => Path.GetFileName(path)[Prefix.Length..^Suffix.Length])
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Order()];
    }

    /// <summary>Makes a segment, all of it written and durable before it has its name: later writes change no length and need no metadata.</summary>
    public static void Create(string folder, int number, int bytes, bool isDurable = true)
    {
        var path = PathOf(folder, number);
        var temporary = path + Unfinished;
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            var block = new byte[1 << 16];
            for (long at = 0; at < bytes; at += block.Length) RandomAccess.Write(file, block.AsSpan(0, (int)Math.Min(block.Length, bytes - at)), at);
            RandomAccess.Write(file, Header(number), 0);
            if (isDurable) RandomAccess.FlushToDisk(file);
        }
        File.Move(temporary, path);
        if (isDurable) Durable.FlushFolder(folder);
    }

    /// <summary>A segment's bytes, its header checked.</summary>
    public static Result<byte[]> Read(string folder, int number)
    {
        var path = PathOf(folder, number);
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderLength || !bytes.AsSpan().StartsWith(Magic)) return Error.Corrupt($"{path} is no order journal: its first bytes are not those of one");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)) != Version) return Error.NotSupported($"{path}: order journal version {BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8))}; this Argosy reads version {Version}");
        return BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) == number ? bytes : Error.Corrupt($"{path} holds another segment's header");
    }

    public static SafeFileHandle Open(string folder, int number) => File.OpenHandle(PathOf(folder, number), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);

    static byte[] Header(int number)
    {
        var bytes = new byte[HeaderLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), number);
        return bytes;
    }
}
