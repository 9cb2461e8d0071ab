using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using Argosy.Core.Values;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Desks;

/// <summary>The file of an account's books: a heading, then a line for each time they were kept. The first says everything, each later one what it replaces and what came since.</summary>
/// <remarks>
/// <para>A line is its number, its checksum (CRC-32C of number and text, eight hex digits) and its text. Line n + 1 is written only when line n is durable. So a
/// line that cannot be read is the last one, never acknowledged, unless one that can be read stands behind it: then the file is damaged.</para>
/// <para>When the later lines outgrow the first, everything is written anew: to a file beside it, durable before it takes the name. After a start, and
/// after a write that failed, too: what the disk holds behind the last whole line is not built upon.</para>
/// <para>Until 2026-11 the books stood in <c>books.json</c>, written anew each time; it is read where there is no other file, and goes when there is.</para>
/// </remarks>
internal sealed class BookFile(string folder)
{
    /// <summary>Its name.</summary>
    public const string Name = "books.log";

    const string NameBefore = "books.json", Unfinished = ".next";
    const long LeastLater = 1 << 20;

    long _first, _end;
    int _line;
    bool _isWhole;

    static ReadOnlySpan<byte> Heading => "argosy books 1\n"u8;

    /// <summary>Whether the books must be written anew before anything is added.</summary>
    public bool IsDue => !_isWhole || _end - _first > Math.Max(LeastLater, _first);

    /// <summary>Where the books stand that <see cref="Read"/> reads.</summary>
    public string Path => !File.Exists(Newer) && File.Exists(Older) ? Older : Newer;

    string Newer => System.IO.Path.Combine(folder, Name);

    string Older => System.IO.Path.Combine(folder, NameBefore);

    /// <summary>Writes everything anew.</summary>
    /// <param name="text">One line of text.</param>
    /// <exception cref="IOException">The disk did not take it; what was there stays.</exception>
    public void Begin(ReadOnlySpan<byte> text)
    {
        _isWhole = false;
        var (next, line) = (Newer + Unfinished, Line(1, text));
        using (var file = File.OpenHandle(next, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, Heading, 0);
            RandomAccess.Write(file, line, Heading.Length);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(next, Newer, overwrite: true);
        Durable.FlushFolder(folder);
        File.Delete(Older);
        (_line, _first, _end, _isWhole) = (1, Heading.Length + line.Length, Heading.Length + line.Length, true);
    }

    /// <summary>Adds a line behind the last.</summary>
    /// <param name="text">One line of text.</param>
    /// <exception cref="IOException">The disk did not take it, or the file is not as it was left; what was durable stays.</exception>
    public void Add(ReadOnlySpan<byte> text)
    {
        Invariant.Check(_isWhole, "books are written anew before anything is added to them");
        _isWhole = false;
        var line = Line(_line + 1, text);
        using (var file = File.OpenHandle(Newer, FileMode.Open, FileAccess.Write))
        {
            if (RandomAccess.GetLength(file) != _end) throw new IOException($"{Newer} was changed by somebody else");
            RandomAccess.Write(file, line, _end);
            Durable.FlushData(file);
        }
        (_line, _end, _isWhole) = (_line + 1, _end + line.Length, true);
    }

    /// <summary>The texts of all whole lines, in order; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">What was acknowledged is damaged.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Read()
    {
        if (!File.Exists(Newer)) return File.Exists(Older) ? [File.ReadAllBytes(Older)] : [];
        var texts = Texts(File.ReadAllBytes(Newer));
        File.Delete(Older);
        return texts;
    }

    static List<ReadOnlyMemory<byte>> Texts(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith(Heading)) throw new InvalidDataException($"it does not begin with \"{Encoding.UTF8.GetString(Heading).TrimEnd()}\"; it was damaged, or written by a newer Argosy.");
        var (texts, isTorn) = (new List<ReadOnlyMemory<byte>>(), false);
        for (var at = Heading.Length; at < bytes.Length;)
        {
            var length = bytes.Span[at..].IndexOf((byte)'\n');
            if (length < 0) break;
            var line = bytes.Slice(at, length);
            var (number, text) = TextOf(line);
            if (number == texts.Count + 1 && !isTorn) texts.Add(text);
            else if (number > 0 || (number = LaterIn(line)) > 0) throw new InvalidDataException($"line {number} can be read, line {texts.Count + 1} before it cannot.");
            else isTorn = true;
            at += length + 1;
        }
        return texts.Count > 0 ? texts : throw new InvalidDataException("its first line cannot be read.");
    }

    // A line's end may be what is damaged: the next line then stands in it.
    static int LaterIn(ReadOnlyMemory<byte> line)
    {
        for (var at = 1; at < line.Length; at++)
        {
            if (TextOf(line[at..]).Number is > 0 and var number) return number;
        }
        return 0;
    }

    static byte[] Line(int number, ReadOnlySpan<byte> text)
    {
        Span<byte> start = stackalloc byte[24];
        Invariant.Check(Utf8.TryWrite(start, CultureInfo.InvariantCulture, $"{number} {Sum(number, text):x8} ", out var length), "a number and a checksum have room");
        return [.. start[..length], .. text, (byte)'\n'];
    }

    // Number 0 where the line is not whole.
    static (int Number, ReadOnlyMemory<byte> Text) TextOf(ReadOnlyMemory<byte> line)
    {
        var span = line.Span;
        if (!Utf8Parser.TryParse(span, out int number, out var digits) || number <= 0) return default;
        if (span.Length < digits + 10 || span[digits] != ' ' || span[digits + 9] != ' ') return default;
        if (!Utf8Parser.TryParse(span[(digits + 1)..(digits + 9)], out uint sum, out var hex, 'x') || hex != 8) return default;
        var text = line[(digits + 10)..];
        return Sum(number, text.Span) == sum ? (number, text) : default;
    }

    static uint Sum(int number, ReadOnlySpan<byte> text) => ~Checksum.Add(BitOperations.Crc32C(Checksum.Begin, (uint)number), text);
}
