using System.IO.Compression;

namespace Argosy.Data.Import;

/// <summary>An entry of a zip that closes its archive with itself.</summary>
internal sealed class ZipEntryStream : ReadOnlyStream
{
    readonly ZipArchive _archive;
    readonly Stream _entry;

    public ZipEntryStream(string path, string entry)
    {
        _archive = ZipFile.OpenRead(path);
        _entry = _archive.GetEntry(entry)!.Open();
    }

    public override int Read(Span<byte> buffer) => _entry.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entry.Dispose();
            _archive.Dispose();
        }
        base.Dispose(disposing);
    }
}
