using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Values;

namespace Argosy.Research.Perpetuals;

/// <summary>A small text file, gzipped or not, whole in memory, with its hash.</summary>
/// <param name="Name">The file's name without its folders.</param>
/// <param name="Text">What it says.</param>
/// <param name="Hash">SHA-256 of the text, lower-case hex.</param>
sealed record TableText(string Name, string Text, string Hash)
{
    const int MostBytes = 64 << 20;

    /// <summary>Whether it is a JSON document.</summary>
    public bool IsJson => Text.AsSpan().TrimStart() is ['[' or '{', ..];

    /// <summary>Reads a file, or says why it cannot be read.</summary>
    public static Result<TableText> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var file = File.OpenRead(path);
            using var buffer = new MemoryStream();
            var isZipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using var content = isZipped ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            var chunk = new byte[1 << 16];
            for (var read = content.Read(chunk); read > 0; read = content.Read(chunk))
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > MostBytes) return Error.BadInput($"{name} is larger than {MostBytes >> 20} MB; a table of that size is not read");
            }
            var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            return new TableText(name, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{path}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Error.Corrupt($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Its lines that say something, split at commas, with their numbers from 1.</summary>
    public IEnumerable<(int Number, string[] Cells)> Rows()
    {
        var number = 0;
        foreach (var line in Text.Split('\n'))
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.Length > 0) yield return (number, trimmed.Split(',', StringSplitOptions.TrimEntries));
        }
    }

    /// <summary>A number in plain or scientific notation.</summary>
    public static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    /// <summary>A time as Unix seconds or ms, or as a date; UTC where it names no zone.</summary>
    public static bool TryTime(string text, out long time)
    {
        const long LastSecond = 100_000_000_000, LastMillisecond = 100_000_000_000_000;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out time))
        {
            if (time < LastSecond) time *= 1000;
            return time < LastMillisecond;
        }
        var isDate = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date);
        time = isDate ? date.ToUnixTimeMilliseconds() : 0;
        return isDate && time > 0;
    }
}
