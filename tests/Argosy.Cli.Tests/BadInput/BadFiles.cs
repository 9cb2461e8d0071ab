using System.IO.Compression;

namespace Argosy.Cli.Tests.BadInput;

/// <summary>A folder of files that are good and of files that are not.</summary>
sealed class BadFiles : IDisposable
{
    readonly TestFolder _folder = new();

    public BadFiles()
    {
        Empty = _folder.Write("empty.csv", "");
        JsonNull = _folder.Write("null.json", "null");
        JsonArray = _folder.Write("array.json", "[[1,2],[3]]");
        JsonObject = _folder.Write("object.json", "{\"format\":\"argosy-result/1\",\"trades\":{}}");
        Garbage = _folder.File("garbage.bin");
        System.IO.File.WriteAllBytes(Garbage, [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * i * 31 >> 3))]);
        CutGzip = _folder.File("cut.csv.gz");
        using (var whole = new MemoryStream())
        {
            using (var gzip = new GZipStream(whole, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write([.. Enumerable.Range(0, 9000).Select(i => (byte)(i * 7919 >> 4))]);
            System.IO.File.WriteAllBytes(CutGzip, whole.ToArray()[..(int)(whole.Length / 2)]);
        }
        Folder = _folder.File("folder");
        Directory.CreateDirectory(Folder);
        Work = _folder.File("work");
        Directory.CreateDirectory(Work);
        Candles = _folder.Write("candles.csv", "time,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 80).Select(Row)));
    }

    public string Candles { get; }

    public string Missing => _folder.File("missing.csv");

    public string Folder { get; }

    public string Work { get; }

    public string Empty { get; }

    public string Garbage { get; }

    public string JsonNull { get; }

    public string JsonArray { get; }

    public string JsonObject { get; }

    public string CutGzip { get; }

    /// <summary>A file that is there and cannot be read: reading it is an error whoever asks.</summary>
    public string Unreadable => "/proc/self/mem";

    public string File(string name) => _folder.File(name);

    public string Write(string name, string text) => _folder.Write(name, text);

    public void Dispose() => _folder.Dispose();

    static string Row(int day)
    {
        var price = 100 + ((day * 37) % 23) - ((day * 11) % 17);
        return FormattableString.Invariant($"{1_577_836_800_000 + (day * 86_400_000L)},{price},{price + 3},{price - 3},{price + (day % 3) - 1},{50 + day}\n");
    }
}
