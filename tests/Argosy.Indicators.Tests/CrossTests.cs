using static Argosy.Indicators.Crossing;

namespace Argosy.Indicators.Tests;

public class CrossTests
{
    [Fact]
    public void Push_FromBelowOrEqual_ToAbove_IsUp()
    {
        Assert.Equal([None, Up, None], Crossings((1, 2), (3, 2), (4, 2)));
        Assert.Equal([None, Up], Crossings((2, 2), (3, 2)));
        Assert.Equal([None, None, Up], Crossings((1, 2), (2, 2), (3, 2)));
    }

    [Fact]
    public void Push_FromAboveOrEqual_ToBelow_IsDown()
    {
        Assert.Equal([None, Down, None], Crossings((3, 2), (1, 2), (0, 2)));
        Assert.Equal([None, None, Down], Crossings((3, 2), (2, 2), (1, 2)));
    }

    [Fact]
    public void Push_LastBitsApart_IsNoCrossing()
    {
        var same = 0.1 + 0.2;
        Assert.Equal([None, None, None], Crossings((0.3, 0.3), (same, 0.3), (0.3, same)));
        Assert.Equal([None, None, None, Up], Crossings((-1, -1), (-1 + 1e-13, -1), (-1 - 1e-13, -1), (-1 + 1e-11, -1)));
    }

    [Fact]
    public void Push_WithNaN_BeginsAnew() =>
        Assert.Equal([None, None, None, None, Up], Crossings((double.NaN, 2), (3, 2), (1, double.NaN), (1, 2), (3, 2)));

    static Crossing[] Crossings(params (double First, double Second)[] pairs)
    {
        var cross = new Cross();
        return [.. pairs.Select(pair => cross.Push(pair.First, pair.Second))];
    }
}
