using System.IO.Compression;

namespace Argosy.Server.Jobs;

/// <summary>Files kept compressed; a browser takes them as they are.</summary>
internal static class GzipFile
{
    /// <summary>Packs a file, whole or not at all; does nothing where there is none.</summary>
    public static void Pack(string from, string to)
    {
        if (!File.Exists(from)) return;
        var making = to + ".tmp";
        using (var source = File.OpenRead(from))
        using (var target = new GZipStream(File.Create(making), CompressionLevel.Fastest)) source.CopyTo(target);
        File.Move(making, to, overwrite: true);
    }

    /// <summary>Opens a packed file's content.</summary>
    public static Stream Open(string path) => new GZipStream(File.OpenRead(path), CompressionMode.Decompress);

    /// <summary>Unpacks a file.</summary>
    public static void Unpack(string from, string to)
    {
        using var source = Open(from);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
