using System.Diagnostics;
using Argosy.Core.Values;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Hosting.Journal;

/// <summary>The append-only file in which an order stands before it is sent. A batch is durable as a whole when <see cref="Append"/> returns.</summary>
/// <remarks>
/// Segments are filled with zeros when they are made, so that an append is one write and one fdatasync. One process and one thread at a time
/// own a journal. After a failed write nothing more is written: what the disk holds then is found by opening it anew.
/// </remarks>
public sealed class OrderJournal : IDisposable
{
    readonly string _folder;
    readonly OrderJournalOptions _options;
    readonly FileStream _lock;
    SafeFileHandle _file;
    byte[] _buffer = new byte[1 << 16];
    int _segment, _at, _capacity;
    long _sequence, _batch;
    bool _failed;

    OrderJournal(string folder, OrderJournalOptions options, FileStream held, JournalScan scan)
    {
        (_folder, _options, _lock) = (folder, options, held);
        (_segment, _at, _sequence, _batch) = (scan.Segment, scan.End, scan.Sequence, scan.Batch);
        Recovered = scan.Records;
        _file = SegmentFile.Open(folder, _segment);
        _capacity = (int)RandomAccess.GetLength(_file);
        ClearTail();
        foreach (var later in SegmentFile.Numbers(folder).Where(n => n > _segment)) File.Delete(SegmentFile.PathOf(folder, later));
    }

    /// <summary>Every record that was there when the journal was opened, in order.</summary>
    public IReadOnlyList<JournalRecord> Recovered { get; }

    /// <summary>Number of the last durable record, 0 for none.</summary>
    public long Sequence => _sequence;

    /// <summary>Number of the segment being written, from 1.</summary>
    public int Segment => _segment;

    /// <summary>Opens a folder's journal, or begins one.</summary>
    /// <returns>An error where acknowledged records are damaged or another process holds the journal.</returns>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static Result<OrderJournal> Open(string folder, OrderJournalOptions? options = null)
    {
        var chosen = (options ?? new OrderJournalOptions()).Checked();
        Directory.CreateDirectory(folder);
        var held = Hold(folder);
        try
        {
            if (held is null) return new Error(ErrorKind.Unavailable, $"the order journal in {folder} is in use by another process");
            var scan = Scan(folder, chosen);
            if (!scan.Ok) return scan.Error!;
            var journal = new OrderJournal(folder, chosen, held, scan.Value);
            held = null;
            return journal;
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Makes records durable, all or none.</summary>
    /// <exception cref="IOException">The disk did not take them; the journal takes nothing more.</exception>
    public void Append(params ReadOnlySpan<JournalRecord> records)
    {
        if (_failed) throw new IOException($"the order journal in {_folder} failed before; it must be opened anew");
        if (records.IsEmpty) return;
        var payloads = new byte[records.Length][];
        var length = 0;
        for (var i = 0; i < records.Length; i++) length += Frame.StrideOf((payloads[i] = RecordCodec.Encode(records[i])).Length);
        _failed = true;
        if (length > _capacity - _at) Advance(length);
        Write(payloads, length);
        _failed = false;
    }

    /// <summary>Begins a new segment with what is still of importance; the segments before it may then be deleted.</summary>
    /// <returns>The new segment's number.</returns>
    public int Rotate(params ReadOnlySpan<JournalRecord> carried)
    {
        if (_at > SegmentFile.HeaderLength) Advance(0);
        Append(carried);
        return _segment;
    }

    /// <summary>Deletes the segments before <paramref name="segment"/>: their orders are final and elsewhere, or carried.</summary>
    public void DeleteBefore(int segment)
    {
        foreach (var old in SegmentFile.Numbers(_folder).Where(n => n < Math.Min(segment, _segment))) File.Delete(SegmentFile.PathOf(_folder, old));
        Durable.FlushFolder(_folder);
    }

    /// <summary>Makes the next segment at leisure, so that no order waits for it.</summary>
    public void PrepareNext()
    {
        if (!File.Exists(SegmentFile.PathOf(_folder, _segment + 1))) SegmentFile.Create(_folder, _segment + 1, _options.SegmentBytes, _options.IsDurable);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    void Write(byte[][] payloads, int length)
    {
        if (_buffer.Length < length) _buffer = new byte[length];
        _buffer.AsSpan(0, length).Clear();
        var at = 0;
        for (var i = 0; i < payloads.Length; i++)
        {
            var frame = new Frame(payloads[i].Length, _sequence + 1 + i, _batch + 1, i == payloads.Length - 1);
            Frame.Write(_buffer.AsSpan(at), _segment, frame, payloads[i]);
            at += frame.Stride;
        }
        RandomAccess.Write(_file, _buffer.AsSpan(0, length), _at);
        Sync();
        _at += length;
        _sequence += payloads.Length;
        _batch++;
    }

    void Sync()
    {
        if (!_options.IsDurable) return;
        var begun = Stopwatch.GetTimestamp();
        Durable.FlushData(_file);
        _options.Syncs?.Add(Stopwatch.GetTimestamp() - begun);
    }

    void Advance(int needed)
    {
        var next = SegmentFile.PathOf(_folder, _segment + 1);
        var bytes = Math.Max(_options.SegmentBytes, SegmentFile.HeaderLength + needed);
        if (File.Exists(next) && new FileInfo(next).Length < bytes) File.Delete(next);
        if (!File.Exists(next)) SegmentFile.Create(_folder, _segment + 1, bytes, _options.IsDurable);
        _file.Dispose();
        _file = SegmentFile.Open(_folder, ++_segment);
        (_at, _capacity) = (SegmentFile.HeaderLength, (int)RandomAccess.GetLength(_file));
    }

    // What a torn batch left behind must never be read as the continuation of a new one.
    void ClearTail()
    {
        var rest = new byte[_capacity - _at];
        var read = RandomAccess.Read(_file, rest, _at);
        var last = rest.AsSpan(0, read).LastIndexOfAnyExcept((byte)0);
        if (last < 0) return;
        RandomAccess.Write(_file, new byte[last + 1], _at);
        Durable.FlushData(_file);
    }

    static Result<JournalScan> Scan(string folder, OrderJournalOptions options)
    {
        var numbers = SegmentFile.Numbers(folder);
        if (numbers.Length == 0)
        {
            SegmentFile.Create(folder, 1, options.SegmentBytes, options.IsDurable);
            numbers = [1];
        }
        var scan = new JournalScan();
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0 && numbers[i] != numbers[i - 1] + 1) return Error.Corrupt($"order journal segment {numbers[i - 1] + 1} is missing in {folder}");
            var bytes = SegmentFile.Read(folder, numbers[i]);
            if (!bytes.Ok) return bytes.Error!;
            if (Take(scan, numbers[i], bytes.Value) is { } error) return error;
        }
        return scan;
    }

    static Error? Take(JournalScan scan, int segment, byte[] bytes)
    {
        try
        {
            return scan.Take(segment, bytes);
        }
        catch (InvalidDataException unreadable)
        {
            return Error.NotSupported($"order journal segment {segment}: {unreadable.Message}; it was written by a newer Argosy");
        }
    }

    static FileStream? Hold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "orders.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
