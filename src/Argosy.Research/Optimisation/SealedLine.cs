using System.Globalization;
using System.Text;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>A JSON object in one line whose last member, <c>check</c>, is the CRC-32C of what stands before it, as eight hex digits.</summary>
/// <remarks>A digit that flips in a figure is still JSON; the checksum tells.</remarks>
static class SealedLine
{
    static ReadOnlySpan<byte> Member => ",\"check\":\""u8;

    static ReadOnlySpan<byte> End => "\"}"u8;

    const int Digits = 8;

    static int Length => Member.Length + Digits + End.Length;

    /// <summary>Seals the object that is all a stream holds, and ends the line.</summary>
    public static void Seal(MemoryStream json)
    {
        json.SetLength(json.Length - 1);
        var check = Checksum.Of(json.GetBuffer().AsSpan(0, (int)json.Length));
        json.Position = json.Length;
        json.Write(Member);
        json.Write(Encoding.ASCII.GetBytes(check.ToString("x8", CultureInfo.InvariantCulture)));
        json.Write(End);
        json.WriteByte((byte)'\n');
    }

    /// <summary>Whether a line, without its end, is as it was sealed.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        if (line.Length <= Length) return false;
        var json = line[..^Length];
        var seal = line[^Length..];
        // Digit by digit as it was written: a capital letter is a damaged one.
        Span<byte> written = stackalloc byte[Digits];
        return seal.StartsWith(Member) && seal.EndsWith(End)
            && Checksum.Of(json).TryFormat(written, out _, "x8", CultureInfo.InvariantCulture) && seal.Slice(Member.Length, Digits).SequenceEqual(written);
    }
}
