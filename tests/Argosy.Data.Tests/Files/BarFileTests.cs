using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Series;
using Argosy.Data.Synthesis;

namespace Argosy.Data.Tests.Files;

public sealed class BarFileTests : IDisposable
{
    static readonly SeriesOrigin Origin = new("BTC", "USD", "testing", ["one.csv", "two.csv"]);

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65536)]
    [InlineData(150_000)]
    public void Write_ThenRead_GivesTheSameBars(int count)
    {
        var bars = Bars(count);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, bars, Origin);
        using var file = BarFile.Open(path).Value;
        Assert.Equal((count, "BTC/USD", "testing", bars.Hash, true), (file.Info.Rows, file.Info.Instrument, file.Info.Venue, file.Info.Hash, file.Info.Synthetic));
        Assert.Equal(Origin.Sources, file.Info.Sources);
        Assert.Equal((bars.OpenTimes[0], bars.OpenTimes[^1], 0.01m), (file.Info.FirstTime, file.Info.LastTime, file.Info.TickSize));
        Equal(bars, file.ReadBars().Value);
        Equal(bars.ToColumns(), file.ToColumns().Value);
        Assert.Null(file.Verify());
        Assert.False(File.Exists(path + ".part"));
    }

    [Fact]
    public void Part_OfAFile_EqualsThatPartOfTheSeries()
    {
        var bars = Bars(140_000);
        using var file = Written(bars);
        foreach (var (from, to) in new[] { (0, 0), (0, 10), (65_530, 65_540), (100_000, 140_000) })
        {
            var part = file.ToColumns(from, to).Value;
            Assert.Equal(bars.OpenTimes[from..to], part.OpenTimes);
            Assert.Equal(bars.ToColumns().Close[from..to], part.Close);
        }
        Assert.Equal(70_000, file.RowAtOrAfter(bars.OpenTimes[70_000]).Value);
        Assert.Equal(70_001, file.RowAtOrAfter(bars.OpenTimes[70_000] + 1).Value);
        Assert.Equal(0, file.RowAtOrAfter(0).Value);
        Assert.Equal(140_000, file.RowAtOrAfter(long.MaxValue).Value);
    }

    [Fact]
    public void Append_InManyPieces_EqualsOneWrite()
    {
        var bars = Bars(140_000, gaps: 0.001);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Slice(bars, 0, 60_000), Origin);
        var before = File.ReadAllBytes(path);
        var at = 60_000;
        foreach (var piece in new[] { 1, 2, 5_000, 70_000, bars.Count - 135_003 })
        {
            var appended = BarFileWriter.Append(path, Slice(bars, at, at + piece));
            Assert.True(appended.Ok, appended.Error?.Message);
            at += piece;
        }
        var after = File.ReadAllBytes(path);
        Assert.Equal(before.AsSpan(4096), after.AsSpan(4096, before.Length - 4096));
        using var file = BarFile.Open(path).Value;
        Assert.Equal(bars.Hash, file.Info.Hash);
        Assert.Equal(bars.Quality, file.Info.Quality);
        Equal(bars, file.ReadBars().Value);
        Assert.Null(file.Verify());
    }

    [Fact]
    public void Append_WhileAnotherAppends_IsUnavailable_ReadersGoOn()
    {
        var bars = Bars(20);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Slice(bars, 0, 10), Origin);
        using (File.OpenHandle(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
        {
            Assert.Equal(ErrorKind.Unavailable, BarFileWriter.Append(path, Slice(bars, 10, 20)).Error!.Kind);
            using var reader = BarFile.Open(path).Value;
            Assert.Equal(10, reader.ReadBars().Value.Count);
        }
        using var before = BarFile.Open(path).Value;
        Assert.Equal(20, BarFileWriter.Append(path, Slice(bars, 10, 20)).Value.Rows);
        Assert.Equal(10, before.ReadBars().Value.Count);
        Assert.Equal(ErrorKind.NotFound, BarFileWriter.Append(_folder.File("none.bars"), bars).Error!.Kind);
    }

    [Fact]
    public void Append_OfOtherScale_IsBroughtToTheFiles_OrRefused()
    {
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Small(60_000, 2, 150, 1, 5), Origin);
        Assert.True(BarFileWriter.Append(path, Small(120_000, 0, 7, 0, 3)).Ok);
        using (var file = BarFile.Open(path).Value) Assert.Equal([1.5, 7], file.ToColumns().Value.Open);
        Assert.Contains("scale", BarFileWriter.Append(path, Small(180_000, 3, 1501, 1, 5)).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("before the last bar", BarFileWriter.Append(path, Small(120_000, 2, 150, 1, 5)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TornTail_IsReportedAndNeverServed()
    {
        var bars = Bars(3000);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Slice(bars, 0, 1000), Origin);
        var committed = File.ReadAllBytes(path);
        Assert.True(BarFileWriter.Append(path, Slice(bars, 1000, 3000)).Ok);
        var whole = File.ReadAllBytes(path);
        // An append that died before its commit: new blocks, old commit records.
        for (var length = committed.Length; length <= whole.Length; length += 977)
        {
            var torn = whole[..length];
            committed.AsSpan(0, 4096).CopyTo(torn);
            File.WriteAllBytes(path, torn);
            using var file = BarFile.Open(path).Value;
            Assert.Equal(length - committed.Length, file.Info.TornBytes);
            Equal(Slice(bars, 0, 1000), file.ReadBars().Value);
            Assert.Null(file.Verify());
        }
        // And the next append goes over it.
        Assert.True(BarFileWriter.Append(path, Slice(bars, 1000, 3000)).Ok);
        using var again = BarFile.Open(path).Value;
        Assert.Equal(0, again.Info.TornBytes);
        Equal(bars, again.ReadBars().Value);
    }

    [Fact]
    public void Truncated_AtAnyLength_IsAnError()
    {
        var bars = Bars(500);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, bars, Origin);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 173)
        {
            File.WriteAllBytes(path, whole[..length]);
            var opened = BarFile.Open(path);
            Assert.False(opened.Ok);
            Assert.Equal(ErrorKind.Corrupt, opened.Error!.Kind);
            Assert.Contains("x.bars", opened.Error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FlippedByte_AnywhereInTwoCommits_IsAnErrorOrACommittedPrefix()
    {
        var bars = Bars(600);
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Slice(bars, 0, 400), Origin);
        Assert.True(BarFileWriter.Append(path, Slice(bars, 400, 600)).Ok);
        var whole = File.ReadAllBytes(path);
        var (errors, prefixes, untouched) = (0, 0, 0);
        for (var at = 0; at < whole.Length; at += at < 4500 ? 3 : 97)
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 0x10;
            File.WriteAllBytes(path, flipped);
            var opened = BarFile.Open(path);
            if (!opened.Ok)
            {
                errors++;
                continue;
            }
            using var file = opened.Value;
            var read = file.ReadBars();
            if (!read.Ok)
            {
                Assert.Contains("fails its checksum", read.Error!.Message, StringComparison.Ordinal);
                Assert.NotNull(file.Verify());
                Assert.False(file.ToColumns().Ok);
                errors++;
                continue;
            }
            if (file.Info.Rows == 400) prefixes++;
            else untouched++;
            Equal(Slice(bars, 0, file.Info.Rows), read.Value);
        }
        Assert.True(errors > 500 && prefixes > 10 && untouched > 100, $"{errors} {prefixes} {untouched}");
    }

    [Fact]
    public void DamagedColumn_IsNamed()
    {
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Bars(70_000), Origin);
        using (var stream = File.OpenWrite(path))
        {
            stream.Position = 4096 + 64 + (65536 * 48) + 64 + (3 * 8 * (70_000 - 65_536)) + 5;
            stream.WriteByte(0xA5);
        }
        using var file = BarFile.Open(path).Value;
        Assert.Equal("x.bars: block 1 of column low fails its checksum", file.ToColumns().Error!.Message);
        Assert.Equal(ErrorKind.Corrupt, file.ToColumns().Error!.Kind);
    }

    [Fact]
    public void FileThatIsNone_IsSaid()
    {
        Assert.Contains("is no bar file", BarFile.Open(_folder.Write("a.bars", "hello")).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.NotFound, BarFile.Open(_folder.File("none.bars")).Error!.Kind);
    }

    [Fact]
    public void Write_OverAnOldFile_ReplacesIt()
    {
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Bars(10), Origin);
        BarFileWriter.Write(path, Bars(20), Origin with { Venue = null });
        using var file = BarFile.Open(path).Value;
        Assert.Equal((20, null), (file.Info.Rows, file.Info.Venue));
    }

    [Fact]
    public void ManySources_AreNamedAsFarAsTheHeaderGoes()
    {
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, Bars(10), Origin with { Sources = [.. Enumerable.Range(0, 500).Select(i => $"2016{i:0000}_trade.zip")] });
        using var file = BarFile.Open(path).Value;
        Assert.InRange(file.Info.Sources.Count, 50, 499);
    }

    BarFile Written(ScaledBars bars)
    {
        var path = _folder.File("x.bars");
        BarFileWriter.Write(path, bars, Origin);
        return BarFile.Open(path).Value;
    }

    static ScaledBars Bars(int count, double gaps = 0) => SeriesGenerator.Generate(new SynthesisOptions { Bars = count, Seed = 7, GapRatio = gaps });

    static ScaledBars Small(long time, int priceScale, long price, int volumeScale, long volume) => new()
    {
        Timeframe = Timeframe.OneMinute,
        PriceScale = priceScale,
        VolumeScale = volumeScale,
        OpenTimes = [time],
        Open = [price],
        High = [price],
        Low = [price],
        Close = [price],
        Volume = [volume],
    };

    static ScaledBars Slice(ScaledBars bars, int from, int to)
    {
        var slice = new ScaledBars
        {
            Timeframe = bars.Timeframe,
            PriceScale = bars.PriceScale,
            VolumeScale = bars.VolumeScale,
            OpenTimes = bars.OpenTimes[from..to],
            Open = bars.Open[from..to],
            High = bars.High[from..to],
            Low = bars.Low[from..to],
            Close = bars.Close[from..to],
            Volume = bars.Volume[from..to],
            Synthetic = bars.Synthetic,
        };
        return slice.With(Data.Checks.SeriesCheck.Of(slice));
    }

    static void Equal(ScaledBars expected, ScaledBars actual)
    {
        for (var c = 0; c < 6; c++) Assert.True(expected.Column(c).AsSpan().SequenceEqual(actual.Column(c)), $"column {c}");
        Assert.Equal(expected.Hash, actual.Hash);
    }

    static void Equal(BarColumns expected, BarColumns actual)
    {
        Assert.Equal(expected.Hash, actual.Hash);
        Assert.True(expected.OpenTimes.AsSpan().SequenceEqual(actual.OpenTimes));
        Assert.True(expected.Open.AsSpan().SequenceEqual(actual.Open));
        Assert.True(expected.High.AsSpan().SequenceEqual(actual.High));
        Assert.True(expected.Low.AsSpan().SequenceEqual(actual.Low));
        Assert.True(expected.Close.AsSpan().SequenceEqual(actual.Close));
        Assert.True(expected.Volume.AsSpan().SequenceEqual(actual.Volume));
    }
}
