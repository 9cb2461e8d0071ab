using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Venues.Tests.Binance;

/// <summary>What the exchanges really sent: recordings and fixtures beside the repository.</summary>
internal static class Recording
{
    /// <summary>The JSON behind each line's time; lines of other shape are left out.</summary>
    public static IEnumerable<(string Line, byte[] Json)> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path("data", "recordings", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var start = line.IndexOf(": {", StringComparison.Ordinal);
            if (start > 0 && char.IsAsciiDigit(line[start - 1])) yield return (line[..start], Encoding.UTF8.GetBytes(line[(start + 2)..]));
        }
    }

    /// <summary>The frames a fixture's server pushes.</summary>
    public static IReadOnlyList<byte[]> Pushes(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path(["fixtures", .. path])));
        if (document.RootElement.ValueKind != JsonValueKind.Array) return [Encoding.UTF8.GetBytes(document.RootElement.GetRawText())];
        return [.. document.RootElement.EnumerateArray().Where(row => row.GetProperty("dir").GetString() == "server-push").Select(row => Encoding.UTF8.GetBytes(row.GetProperty("frame").GetRawText()))];
    }
}
