using Argosy.Core.Values;
using Argosy.Research.Optimisation;

namespace Argosy.Research.Tests.Optimisation;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Front_RandomPoints_EqualsBruteForce()
    {
        var random = new SeededGenerator(3);
        for (var round = 0; round < 200; round++)
        {
            var objectives = 1 + random.NextIndex(4);
            // Coarse values, so that ties and equal points are common.
            var points = Enumerable.Range(0, 1 + random.NextIndex(60)).Select(_ => Enumerable.Range(0, objectives).Select(_ => (double)random.NextIndex(6)).ToArray()).ToArray();
            var expected = Enumerable.Range(0, points.Length).Where(i => !points.Any(other => ParetoFront.Dominates(other, points[i])));
            Assert.Equal(expected, ParetoFront.Of(points));
        }
    }

    [Fact]
    public void Best_Points_ComeFrontAfterFrontTheEndsFirst()
    {
        double[][] points = [[0, 0], [1, 5], [5, 1], [3, 3], [2, 4], [1, 1], [2, 2]];
        Assert.Equal([1, 2], ParetoFront.Best(points, 2));
        Assert.Equal([1, 2, 3, 4], ParetoFront.Best(points, 4).Order());
        Assert.Equal([6, 5, 0], ParetoFront.Best(points, 7).Skip(4));
    }
}
