using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Hosting.MarketData;

namespace Argosy.Hosting.Tests.MarketData;

public sealed class InstantAssemblerTests
{
    const int Grace = 2_000;

    static readonly Timeframe Minute = Timeframe.OneMinute;

    readonly List<MarketMoved> _told = [];

    [Fact]
    public void Closed_OneInstrument_IsToldAtOnceAfterItsOpening()
    {
        var assembler = new InstantAssembler(1, Minute, Grace);
        assembler.Opened(0, 0, 10, now: 100, _told);
        assembler.Closed(0, BarAt(0), now: 60_050, _told);
        assembler.Opened(0, 60_000, 11, now: 60_900, _told);
        Assert.Equal(["0: open 0=10", "60000: close 0@0", "60000: open 0=11"], Texts());
    }

    [Fact]
    public void Closed_OfTwoInstruments_IsOneInstant()
    {
        var assembler = new InstantAssembler(2, Minute, Grace);
        Begin(assembler);
        assembler.Closed(1, BarAt(0), 60_050, _told);
        assembler.Opened(1, 60_000, 21, 60_060, _told);
        Assert.Empty(_told);
        assembler.Closed(0, BarAt(0), 60_500, _told);
        Assert.Equal(["60000: close 0@0 close 1@0 open 1=21"], Texts());
    }

    [Fact]
    public void Closed_OneOfTwoMissing_GoesWithoutItWhenTheGraceIsOver()
    {
        var assembler = new InstantAssembler(2, Minute, Grace);
        Begin(assembler);
        assembler.Closed(0, BarAt(0), 60_050, _told);
        assembler.Tick(60_050 + Grace - 1, _told);
        Assert.Empty(_told);
        assembler.Tick(60_050 + Grace, _told);
        Assert.Equal(["60000: close 0@0"], Texts());
        assembler.Closed(1, BarAt(0), 70_000, _told);
        Assert.Equal(["60000: close 0@0", "60000: close 1@0"], Texts());
    }

    [Fact]
    public void Closed_TwiceOrOlder_IsToldOnce()
    {
        var assembler = new InstantAssembler(1, Minute, Grace);
        assembler.Closed(0, BarAt(60_000), 120_000, _told);
        assembler.Closed(0, BarAt(60_000), 120_100, _told);
        assembler.Closed(0, BarAt(0), 120_200, _told);
        Assert.Equal(["60000: open 0=60000", "120000: close 0@60000"], Texts());
    }

    [Fact]
    public void Opened_BeforeTheCloseOfItsInstrument_Waits()
    {
        var assembler = new InstantAssembler(1, Minute, Grace);
        assembler.Opened(0, 0, 10, 100, _told);
        _told.Clear();
        assembler.Opened(0, 60_000, 11, 60_010, _told);
        Assert.Empty(_told);
        assembler.Closed(0, BarAt(0), 60_020, _told);
        Assert.Equal(["60000: close 0@0 open 0=11"], Texts());
    }

    [Fact]
    public void Closed_NeverHeardBefore_OpensFirst()
    {
        var assembler = new InstantAssembler(1, Minute, Grace);
        assembler.Closed(0, BarAt(0), 60_000, _told);
        assembler.Opened(0, 120_000, 3, 120_001, _told);
        assembler.Closed(0, BarAt(60_000), 120_002, _told);
        Assert.Equal(["0: open 0=0", "60000: close 0@0", "60000: open 0=60000", "120000: close 0@60000 open 0=3"], Texts());
    }

    [Fact]
    public void Backfill_MergesByTimeAndOpensWithTheClose()
    {
        var assembler = new InstantAssembler(2, Minute, Grace);
        assembler.Backfill([[BarAt(0), BarAt(60_000)], [BarAt(60_000)]], isHistory: true, _told);
        Assert.Equal(["0: open 0=0", "60000: close 0@0 open 0=60000 open 1=60000", "120000: close 0@60000 close 1@60000"], Texts());
        Assert.All(_told, moved => Assert.True(moved.IsHistory));
        Assert.Equal(120_000, assembler.Next(0));
    }

    [Fact]
    public void Resume_LeavesOutWhatTheLogHas()
    {
        var assembler = new InstantAssembler(1, Minute, Grace);
        assembler.Resume(0, lastOpen: 0, lastOpening: 60_000);
        assembler.Backfill([[BarAt(0), BarAt(60_000), BarAt(120_000)]], isHistory: false, _told);
        Assert.Equal(["120000: close 0@60000 open 0=120000", "180000: close 0@120000"], Texts());
    }

    [Fact]
    public void Times_NeverGoBack()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var (assembler, told) = (new InstantAssembler(3, Minute, Grace), new List<MarketMoved>());
            var next = new long[3];
            for (var step = 0; step < 200; step++)
            {
                var (i, now) = (random.Next(3), (long)step * 700);
                if (random.Next(2) == 0) assembler.Opened(i, next[i], 1, now, told);
                else if (random.Next(3) > 0) assembler.Closed(i, BarAt(next[i]), now, told);
                if (random.Next(2) == 0) next[i] += 60_000;
            }
            assembler.Tick(long.MaxValue, told);
            for (var i = 1; i < told.Count; i++) Assert.True(told[i].Time >= told[i - 1].Time);
            for (var i = 0; i < 3; i++)
            {
                var closes = told.SelectMany(moved => moved.Closed).Where(c => c.Instrument == i).Select(c => c.Bar.OpenTime).ToArray();
                Assert.Equal(closes.Distinct().Order(), closes);
                AssertOpensBeforeCloses(told, i);
            }
        }
    }

    // Every candle that closes has opened since the one before it closed.
    static void AssertOpensBeforeCloses(List<MarketMoved> told, int instrument)
    {
        var isOpen = false;
        foreach (var moved in told)
        {
            if (moved.Closed.Any(c => c.Instrument == instrument))
            {
                Assert.True(isOpen, $"a candle closes at {moved.Time} without having opened");
                isOpen = false;
            }
            isOpen |= moved.Opened.Any(o => o.Instrument == instrument);
        }
    }

    void Begin(InstantAssembler assembler)
    {
        assembler.Opened(0, 0, 10, 100, _told);
        assembler.Opened(1, 0, 20, 100, _told);
        _told.Clear();
    }

    IEnumerable<string> Texts() => _told.Select(moved => $"{moved.Time}: {string.Join(' ', [.. moved.Closed.Select(c => $"close {c.Instrument}@{c.Bar.OpenTime}"), .. moved.Opened.Select(o => $"open {o.Instrument}={o.Open}")])}");

    static Bar BarAt(long open) => new(open, open, open + 1, open, open + 1, 1);
}
