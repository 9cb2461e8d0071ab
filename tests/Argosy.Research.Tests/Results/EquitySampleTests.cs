using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Results;

public sealed class EquitySampleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_999)]
    [InlineData(4_000)]
    public void Indexes_OfAShortCurve_AreAll(int count) => Assert.Equal(Enumerable.Range(0, count), EquitySample.Indexes(Walk(1, count)));

    [Fact]
    public void Indexes_OfALongCurve_KeepEndsExtremesAndOrder()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var chance = new SeededGenerator(seed);
            var limit = 4 + chance.NextIndex(400);
            var curve = Walk(seed, limit + 1 + chance.NextIndex(5_000));
            var kept = EquitySample.Indexes(curve, limit);

            Assert.True(kept.Count <= limit, $"seed {seed}: {kept.Count} of {limit}");
            Assert.Equal(0, kept[0]);
            Assert.Equal(curve.Count - 1, kept[^1]);
            for (var i = 1; i < kept.Count; i++) Assert.True(kept[i] > kept[i - 1], $"seed {seed}: order");
            Assert.Equal(curve.Values.Max(), kept.Max(i => curve.Values[i]));
            Assert.Equal(curve.Values.Min(), kept.Min(i => curve.Values[i]));
        }
    }

    [Fact]
    public void Indexes_OfAFlatStretch_KeepOnePointABucket()
    {
        var curve = new EquitySeries([.. Enumerable.Range(0, 40_000).Select(i => (long)i)], [.. Enumerable.Repeat(5.0, 40_000)]);

        Assert.Equal(1 + ((EquitySample.MaxPoints - 1) / 3), EquitySample.Indexes(curve).Count);
    }

    // A walk over few values, so that buckets have ties.
    static EquitySeries Walk(ulong seed, int count)
    {
        var chance = new SeededGenerator(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = 100 + chance.NextIndex(50);
        return new EquitySeries([.. Enumerable.Range(0, count).Select(i => i * 60_000L)], values);
    }
}
