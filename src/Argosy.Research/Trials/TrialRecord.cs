using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Trials;

/// <summary>Remembers every distinct trial of a strategy on the same data, for as long as the catalogue lives: the count that the deflated Sharpe ratio needs and nobody keeps honestly by hand.</summary>
/// <remarks>
/// One file for each data hash and strategy in the folder <c>trials</c> of the catalogue. After a header of 64 bytes (magic, SHA-256 of data
/// hash and strategy, checksum) come records of 32 bytes: name of the trial (16), daily Sharpe ratio (8, NaN for none), zero (4), CRC-32C
/// (4), little-endian. Records are only ever appended. One that was cut off or damaged does not count; the next writer begins where the
/// last whole record ends. A writer holds the file alone, so several processes may add at once.
/// </remarks>
public sealed class TrialRecord : ITrialRecord
{
    /// <summary>Name of the folder below the catalogue's.</summary>
    public const string FolderName = "trials";

    const int HeaderSize = 64, RecordSize = 32;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    readonly string _folder;

    TrialRecord(string folder) => _folder = folder;

    /// <summary>The record of a catalogue, or null where there is no catalogue folder: then nothing is counted.</summary>
    /// <param name="catalogueFolder">The catalogue's folder.</param>
    public static TrialRecord? Open(string catalogueFolder)
    {
        ArgumentNullException.ThrowIfNull(catalogueFolder);
        return Directory.Exists(catalogueFolder) ? new TrialRecord(Path.Combine(catalogueFolder, FolderName)) : null;
    }

    /// <summary>What has been tried so far; nothing where the file is missing.</summary>
    /// <param name="dataHash">Name of the data, see <see cref="Results.DataHash"/>.</param>
    /// <param name="strategy">Name of the strategy.</param>
    public Result<TrialCount> Read(string dataHash, string strategy)
    {
        var path = PathOf(dataHash, strategy);
        if (!File.Exists(path)) return TrialCount.None;
        try
        {
            using var file = Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Check(path, Load(file, Header(dataHash, strategy)));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <inheritdoc/>
    public Result<TrialCount> Add(string dataHash, string strategy, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var path = PathOf(dataHash, strategy);
        try
        {
            Directory.CreateDirectory(_folder);
            using var file = Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var header = Header(dataHash, strategy);
            var known = Load(file, header);
            if (known is null) return Check(path, known);
            Append(file, header, known, trials);
            return known.Count();
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be written: {broken.Message}");
        }
    }

    /// <summary>The file of a data hash and a strategy.</summary>
    public string PathOf(string dataHash, string strategy) => Path.Combine(_folder, $"{Convert.ToHexStringLower(Key(dataHash, strategy).AsSpan(0, 16))}.trials");

    static Result<TrialCount> Check(string path, Known? known) => known is null
        ? Error.Corrupt($"{path} is no record of trials or belongs to other data; remove it to count anew")
        : known.Count();

    static void Append(FileStream file, byte[] header, Known known, IReadOnlyList<Trial> trials)
    {
        using var added = new MemoryStream();
        if (known.End == 0) added.Write(header);
        foreach (var trial in trials)
        {
            if (known.Add(trial)) added.Write(Record(trial));
        }
        if (added.Length == 0) return;
        file.SetLength(known.End);
        file.Position = known.End;
        // One write: a crash leaves a prefix of it, whose last record may be torn.
        file.Write(added.GetBuffer(), 0, (int)added.Length);
        file.Flush(flushToDisk: true);
    }

    // Null: it begins with something else.
    static Known? Load(FileStream file, byte[] header)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        // A header cut off is a file that was never begun.
        if (bytes.Length < HeaderSize) return header.AsSpan(0, bytes.Length).SequenceEqual(bytes) ? new Known(0) : null;
        if (!bytes.AsSpan(0, HeaderSize).SequenceEqual(header)) return null;
        var whole = HeaderSize + ((bytes.Length - HeaderSize) / RecordSize * RecordSize);
        // What was cut off inside a write may also be zeros at the end: the next writer takes their place.
        while (whole > HeaderSize && !IsWhole(bytes.AsSpan(whole - RecordSize, RecordSize))) whole -= RecordSize;
        var known = new Known(whole);
        for (var at = HeaderSize; at < whole; at += RecordSize)
        {
            var record = bytes.AsSpan(at, RecordSize);
            if (!IsWhole(record)) continue;
            var sharpe = BinaryPrimitives.ReadDoubleLittleEndian(record[Trial.HashSize..]);
            known.Add(new Trial(record[..Trial.HashSize].ToArray(), double.IsNaN(sharpe) ? null : sharpe));
        }
        return known;
    }

    static bool IsWhole(ReadOnlySpan<byte> record) => Checksum.Of(record[..(RecordSize - 4)]) == BinaryPrimitives.ReadUInt32LittleEndian(record[(RecordSize - 4)..]);

    static byte[] Record(Trial trial)
    {
        var record = new byte[RecordSize];
        trial.Hash.Span.CopyTo(record);
        BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(Trial.HashSize), trial.DailySharpe ?? double.NaN);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(RecordSize - 4), Checksum.Of(record.AsSpan(0, RecordSize - 4)));
        return record;
    }

    static byte[] Header(string dataHash, string strategy)
    {
        var header = new byte[HeaderSize];
        "ARGOTRI1"u8.CopyTo(header);
        Key(dataHash, strategy).CopyTo(header, 8);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(HeaderSize - 4), Checksum.Of(header.AsSpan(0, HeaderSize - 4)));
        return header;
    }

    static byte[] Key(string dataHash, string strategy) => SHA256.HashData(Encoding.UTF8.GetBytes($"{dataHash}\n{strategy}"));

    // Another process may be adding at this moment.
    static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(path, mode, access, share);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                Thread.Sleep(5);
            }
        }
    }

    sealed class Known(long end)
    {
        readonly HashSet<Int128> _names = [];
        readonly List<double?> _sharpes = [];

        /// <summary>Where the last whole record ends.</summary>
        public long End => end;

        public bool Add(Trial trial)
        {
            if (!_names.Add(BinaryPrimitives.ReadInt128LittleEndian(trial.Hash.Span))) return false;
            _sharpes.Add(trial.DailySharpe);
            return true;
        }

        public TrialCount Count() => TrialCount.Of(_sharpes);
    }
}
