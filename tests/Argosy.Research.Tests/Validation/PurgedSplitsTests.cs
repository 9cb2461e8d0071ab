using Argosy.Research.Validation;

namespace Argosy.Research.Tests.Validation;

public sealed class PurgedSplitsTests
{
    [Fact]
    public void Folds_TestEveryDayOnce()
    {
        var splits = PurgedSplits.Of(103, 3).Folds(5).ToArray();
        Assert.Equal(Enumerable.Range(0, 103), splits.SelectMany(s => s.Test).Order());
    }

    [Fact]
    public void Combinatorial_TestsEachGroupEquallyOften()
    {
        var splits = PurgedSplits.Of(100, 0).Combinatorial(10, 2).ToArray();
        Assert.Equal(45, splits.Length);
        foreach (var day in Enumerable.Range(0, 100)) Assert.Equal(9, splits.Count(s => s.Test.Contains(day)));
    }

    [Fact]
    public void Purge_KeepsDaysAwayFromTheTest()
    {
        var divided = new PurgedSplits(100, 4, 2);
        foreach (var split in divided.Combinatorial(10, 2))
        {
            Assert.Empty(split.Train.Intersect(split.Test));
            foreach (var train in split.Train)
            {
                foreach (var test in split.Test)
                {
                    var apart = train - test;
                    Assert.True(apart < 0 ? -apart > 4 : apart > 6, $"day {train} is chosen on, day {test} tested");
                }
            }
        }
    }

    [Fact]
    public void MiddleFold_LeavesOutWhatItMust()
    {
        var middle = new PurgedSplits(20, 2, 1).Folds(4).ElementAt(1);
        Assert.Equal([5, 6, 7, 8, 9], middle.Test);
        Assert.Equal([0, 1, 2, 13, 14, 15, 16, 17, 18, 19], middle.Train);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(730, 8)]
    public void Embargo_IsOnePerCent(int days, int expected) => Assert.Equal(expected, PurgedSplits.Of(days, 0).Embargo);
}
