using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>A density over a space: an even one and one bump around each point it has seen, all of equal weight.</summary>
/// <remarks>
/// Bumps are products over the ranges: logistic curves cut at the ends of ordered ranges (their integral needs no more than an
/// exponential), a share for the same word of unordered ones. Widths follow Scott's rule.
/// Source: Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011; Falkner et al., "BOHB", 2018, for the product form.
/// </remarks>
sealed class ParzenEstimator
{
    const double WidthShare = 0.12;
    const double LeastWidth = 0.35;
    const double OtherWord = 0.2;

    readonly ParameterSpace _space;
    readonly List<double[]> _points;
    readonly double[] _widths;

    public ParzenEstimator(ParameterSpace space, IEnumerable<double[]> points)
    {
        _space = space;
        _points = [.. points];
        var d = space.Ranges.Count;
        var shrink = Math.Pow(Math.Max(1, _points.Count), -1.0 / (d + 4));
        _widths = new double[d];
        for (var i = 0; i < d; i++)
        {
            var range = space.Ranges[i];
            _widths[i] = range.IsContinuous ? Math.Max(WidthShare * shrink, 1e-3) : Math.Max(WidthShare * shrink * range.Count, LeastWidth);
        }
    }

    /// <summary>Adds a point; widths stay as they are.</summary>
    public void Add(double[] point) => _points.Add(point);

    /// <summary>Draws a point from the density.</summary>
    public double[] Draw(SeededGenerator random)
    {
        var bump = random.NextIndex(_points.Count + 1);
        if (bump == _points.Count) return _space.Draw(random);
        var point = new double[_widths.Length];
        for (var i = 0; i < point.Length; i++) point[i] = Near(_points[bump][i], i, random);
        return point;
    }

    /// <summary>The density at a point, relative to the even one.</summary>
    public double Density(double[] point)
    {
        var sum = 1.0;
        foreach (var bump in _points)
        {
            var product = 1.0;
            for (var i = 0; i < point.Length && product > 0; i++) product *= Bump(bump[i], point[i], i);
            sum += product;
        }
        return sum / (_points.Count + 1);
    }

    double Near(double centre, int index, SeededGenerator random)
    {
        var range = _space.Ranges[index];
        if (!range.IsOrdered)
        {
            if (random.NextUnit() >= OtherWord || range.Count == 1) return centre;
            var other = random.NextIndex(range.Count - 1);
            return other < centre ? other : other + 1;
        }
        // The curve's inverse between its values at the two ends.
        var (low, high) = Ends(range);
        double from = Curve(low, centre, index), to = Curve(high, centre, index);
        var share = from + (random.NextUnit() * (to - from));
        var at = centre + (_widths[index] * Math.Log(share / (1 - share)));
        return range.Nearest(double.IsFinite(at) ? Math.Clamp(at, low, high) : centre);
    }

    double Bump(double centre, double at, int index)
    {
        var range = _space.Ranges[index];
        if (!range.IsOrdered) return range.Count == 1 ? 1 : range.Count * (at == centre ? 1 - OtherWord : OtherWord / (range.Count - 1));
        var (low, high) = Ends(range);
        var half = range.IsContinuous ? 1e-4 : 0.5;
        var mass = Curve(Math.Min(at + half, high), centre, index) - Curve(Math.Max(at - half, low), centre, index);
        var whole = Curve(high, centre, index) - Curve(low, centre, index);
        var even = (Math.Min(at + half, high) - Math.Max(at - half, low)) / (high - low);
        return mass / whole / even;
    }

    static (double Low, double High) Ends(ParameterRange range) => range.IsContinuous ? (0, 1) : (-0.5, range.Count - 0.5);

    double Curve(double at, double centre, int index) => 1 / (1 + Math.Exp((centre - at) / _widths[index]));
}
