using Argosy.Core.Values;

namespace Argosy.Hosting.Journal;

/// <summary>Reads the segments of a journal in order and finds where its durable part ends.</summary>
/// <remarks>
/// Batch n + 1 is written only when batch n is durable. So a frame that cannot be read belongs to the last, never acknowledged batch
/// unless a frame of a later batch stands anywhere behind it; then something acknowledged is damaged, and the journal refuses to open.
/// A batch of which the end is missing is not served at all.
/// </remarks>
internal sealed class JournalScan
{
    readonly List<JournalRecord> _records = [], _batch = [];
    long _sequence;
    bool _open, _torn;

    /// <summary>Records of all whole batches.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Sequence of the last record served, 0 for none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Last whole batch, 0 for none.</summary>
    public long Batch { get; private set; }

    /// <summary>Segment in which the next batch is written.</summary>
    public int Segment { get; private set; }

    /// <summary>Offset at which the next batch is written.</summary>
    public int End { get; private set; } = SegmentFile.HeaderLength;

    /// <summary>Takes the next segment; an error where acknowledged records are damaged.</summary>
    public Error? Take(int segment, ReadOnlySpan<byte> bytes)
    {
        var at = SegmentFile.HeaderLength;
        if (!_torn && !_open) (Segment, End) = (segment, at);
        while (at < bytes.Length)
        {
            if (Frame.Read(bytes[at..], segment) is not { } frame)
            {
                // Zeros to the end are the unwritten rest; after anything else every later frame is suspicious.
                if (bytes[at..].IndexOfAnyExcept((byte)0) < 0) break;
                _torn = true;
                at += 8;
                continue;
            }
            if (Check(segment, at, frame) is { } error) return error;
            if (!_torn) Serve(segment, at, frame, bytes);
            at += frame.Stride;
        }
        return null;
    }

    // The batch a tear belongs to: the one begun, or else the one after the last whole.
    long TornBatch => Batch + 1;

    Error? Check(int segment, int at, in Frame frame)
    {
        if (_torn) return frame.Batch > TornBatch ? Damaged(segment, at, $"batch {frame.Batch} is whole, batch {TornBatch} before it is not") : null;
        var first = _records.Count == 0 && !_open;
        if (frame.Batch > Batch + 1 && !first) return Damaged(segment, at, $"batch {frame.Batch} follows batch {Batch}");
        if (frame.Sequence != _sequence + 1 && !first) return Damaged(segment, at, $"record {frame.Sequence} follows record {_sequence}");
        return null;
    }

    void Serve(int segment, int at, in Frame frame, ReadOnlySpan<byte> bytes)
    {
        // Segments before the first there is have been retired: it begins at a later batch.
        if (_records.Count == 0 && !_open) Batch = frame.Batch - 1;
        _open = true;
        _sequence = frame.Sequence;
        _batch.Add(RecordCodec.Decode(bytes.Slice(at + Frame.HeaderLength, frame.Length)));
        if (!frame.EndsBatch) return;
        _records.AddRange(_batch);
        _batch.Clear();
        _open = false;
        (Batch, Sequence, Segment, End) = (frame.Batch, frame.Sequence, segment, at + frame.Stride);
    }

    static Error Damaged(int segment, int at, string what) =>
        Error.Corrupt($"order journal segment {segment} is damaged before byte {at}: {what}. Orders that were acknowledged cannot be read; restore the file or reconcile by hand");
}
