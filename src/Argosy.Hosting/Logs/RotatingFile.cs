using System.Globalization;
using System.Text;

namespace Argosy.Hosting.Logs;

/// <summary>A log in files of a bounded size, new ones each month: <c>name-2026-11-001.csv</c>. Every file begins with the header. Not thread-safe.</summary>
/// <param name="folder">Where the files are.</param>
/// <param name="name">What they begin with.</param>
/// <param name="extension">What they end with, without the dot.</param>
/// <param name="header">First line of each; empty for none.</param>
/// <param name="time">Says which month it is.</param>
/// <param name="mostBytes">Size after which the next file begins.</param>
public sealed class RotatingFile(string folder, string name, string extension, string header, TimeProvider time, long mostBytes = 64 << 20) : IDisposable
{
    FileStream? _file;
    string _month = "";
    int _number;

    /// <summary>All files of a log in the order in which they were written.</summary>
    public static IReadOnlyList<string> Files(string folder, string name, string extension) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, $"{name}-*.{extension}").Where(file => Split(file, name) is not null).OrderBy(file => file, StringComparer.Ordinal)] : [];

    /// <summary>Adds a line.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void Add(string line)
    {
        var month = time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (_file is null || month != _month) Open(month);
        else if (_file.Length >= mostBytes) Begin(month, _number + 1);
        _file!.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>Hands what was written to the system.</summary>
    public void Flush() => _file?.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    void Open(string month)
    {
        var last = Files(folder, name, extension) is [.., var newest] ? newest : null;
        var (known, number) = last is null ? ("", 1) : Split(last, name)!.Value;
        if (known != month) Begin(month, 1);
        else if (new FileInfo(last!).Length >= mostBytes) Begin(month, number + 1);
        else Begin(month, number);
    }

    void Begin(string month, int number)
    {
        _file?.Dispose();
        Directory.CreateDirectory(folder);
        (_month, _number) = (month, number);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{month}-{number:000}.{extension}"));
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 14);
        CutTorn(_file);
        if (_file.Length == 0 && header.Length > 0) _file.Write(Encoding.UTF8.GetBytes(header + "\n"));
    }

    // A crash may have left half a line.
    static void CutTorn(FileStream file)
    {
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }
        file.SetLength(end);
        file.Position = end;
    }

    static (string Month, int Number)? Split(string path, string name)
    {
        var parts = Path.GetFileNameWithoutExtension(path)[(name.Length + 1)..].Split('-');
        return parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? ($"{parts[0]}-{parts[1]}", number) : null;
    }
}
