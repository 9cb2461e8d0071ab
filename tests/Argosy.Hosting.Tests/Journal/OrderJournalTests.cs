using Argosy.Core.Values;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Tests.Journal;

public sealed class OrderJournalTests
{
    [Fact]
    public void Records_OfEveryKind_ComeBackEqual()
    {
        for (var i = 1L; i <= 200; i++) Assert.Equal(SampleRecords.Any(i), RecordCodec.Decode(RecordCodec.Encode(SampleRecords.Any(i))));
    }

    [Fact]
    public void Decode_CutOffBytes_IsRefused()
    {
        var bytes = RecordCodec.Encode(SampleRecords.Intent(1));
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<InvalidDataException>(() => RecordCodec.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Reopened_OverManySegments_HoldsEverythingInOrder()
    {
        using var folder = new TemporaryFolder();
        var last = Fill(folder, 3_000);
        using var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value;
        Assert.True(journal.Segment > 3, $"only {journal.Segment} segments");
        Assert.Equal(last, journal.Sequence);
        Assert.Equal(Enumerable.Range(1, (int)last).Select(i => SampleRecords.Any(i)), journal.Recovered);
    }

    [Fact]
    public void Open_WhileHeld_SaysSo()
    {
        using var folder = new TemporaryFolder();
        using var journal = OrderJournal.Open(folder.Path).Value;
        Assert.Equal(ErrorKind.Unavailable, OrderJournal.Open(folder.Path).Error!.Kind);
    }

    // A power failure leaves any mixture of old and new bytes in what was not acknowledged, and nothing else is touched.
    [Fact]
    public void TornTail_AnyMixtureOfBytes_ServesTheAcknowledgedAndNothingElse()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var random = new SeededGenerator(seed);
            using var folder = new TemporaryFolder();
            var acknowledged = Fill(folder, 5 + random.NextIndex(60));
            var (path, before) = (SegmentFile.PathOf(folder.Path, 1), File.ReadAllBytes(SegmentFile.PathOf(folder.Path, 1)));
            using (var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value) journal.Append(SampleRecords.Batch(random, acknowledged + 1));
            var after = File.ReadAllBytes(path);
            var begin = before.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            var torn = Tear(random, before, after, begin);
            if (torn.AsSpan().SequenceEqual(after)) continue;
            File.WriteAllBytes(path, torn);
            Check(folder, acknowledged, seed);
            Check(folder, acknowledged + 1, seed);
        }
    }

    [Fact]
    public void Damage_InWhatWasAcknowledged_IsNeverServedSilently()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, 40);
        var path = SegmentFile.PathOf(folder.Path, 1);
        var whole = File.ReadAllBytes(path);
        var lastBatch = BeginOfLastBatch(whole);
        for (var at = SegmentFile.HeaderLength; at < lastBatch; at += 37)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            var opened = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments);
            var padding = opened.Ok;
            if (padding) opened.Value.Dispose();
            // Padding between frames says nothing; every other byte is under a checksum.
            Assert.True(!padding || IsPadding(whole, at), $"byte {at} changed and nothing was said");
            if (!padding) Assert.Equal(ErrorKind.Corrupt, opened.Error!.Kind);
        }
    }

    [Fact]
    public void Open_ASegmentMissing_SaysWhich()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, 2_000);
        File.Delete(SegmentFile.PathOf(folder.Path, 2));
        Assert.Contains("segment 2 is missing", OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rotate_CarriedRecords_OutliveTheSegmentsBefore()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, 500);
        using (var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value)
        {
            journal.PrepareNext();
            journal.DeleteBefore(journal.Rotate(SampleRecords.Any(1), SampleRecords.Any(3)));
            journal.Append(SampleRecords.Any(4));
        }
        using var again = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value;
        Assert.Equal([SampleRecords.Any(1), SampleRecords.Any(3), SampleRecords.Any(4)], again.Recovered);
    }

    static long Fill(TemporaryFolder folder, int records)
    {
        using var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value;
        while (journal.Sequence < records) journal.Append(SampleRecords.Batch(journal.Sequence + 1));
        return journal.Sequence;
    }

    static void Check(TemporaryFolder folder, long expected, ulong seed)
    {
        using var journal = OrderJournal.Open(folder.Path, SampleRecords.SmallSegments).Value;
        Assert.True(journal.Sequence == expected, $"seed {seed}: {journal.Sequence} records instead of {expected}");
        Assert.Equal(Enumerable.Range(1, (int)expected).Select(i => SampleRecords.Any(i)), journal.Recovered);
        journal.Append(SampleRecords.Any(expected + 1));
    }

    static byte[] Tear(SeededGenerator random, byte[] before, byte[] after, int begin)
    {
        var torn = (byte[])before.Clone();
        var length = after.AsSpan().LastIndexOfAnyExcept((byte)0) + 1 - begin;
        var block = 1 + random.NextIndex(length);
        for (var at = 0; at < length; at += block)
        {
            if (random.NextIndex(2) == 0) after.AsSpan(begin + at, Math.Min(block, length - at)).CopyTo(torn.AsSpan(begin + at));
        }
        return torn;
    }

    static int BeginOfLastBatch(byte[] bytes)
    {
        var (begin, at, fresh) = (SegmentFile.HeaderLength, SegmentFile.HeaderLength, true);
        while (Frame.Read(bytes.AsSpan(at), 1) is { } frame)
        {
            if (fresh) begin = at;
            fresh = frame.EndsBatch;
            at += frame.Stride;
        }
        return begin;
    }

    static bool IsPadding(byte[] bytes, int wanted)
    {
        for (var at = SegmentFile.HeaderLength; Frame.Read(bytes.AsSpan(at), 1) is { } frame; at += frame.Stride)
        {
            if (wanted >= at + Frame.HeaderLength + frame.Length && wanted < at + frame.Stride) return true;
        }
        return false;
    }
}
