using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>Tree-structured Parzen estimator: draws where good trials lie and keeps what bad ones are far from.</summary>
/// <remarks>
/// The first points are drawn evenly. Then the best tenth (at most 25; front after front where there are several objectives) and the rest
/// each make a density; of the points drawn from the first, that with the greatest quotient of the two is tried. A point of the same
/// batch counts as bad until its outcome is known, which keeps a batch apart.
/// Source: Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011; Ozaki et al., "Multiobjective TPE", 2020.
/// </remarks>
sealed class TpeSampler(ulong seed, IReadOnlyList<Objective> objectives) : ISampler
{
    const int DrawnEvenly = 20;
    const int MostGood = 25, LeastGood = 3, MostBad = 200;
    const int Candidates = 48;
    const double GoodShare = 0.1;

    readonly SeededGenerator _random = new(seed);

    /// <inheritdoc/>
    public int BatchSize => 10;

    /// <inheritdoc/>
    public void Fill(TrialPool pool, IReadOnlyList<SearchTrial> history)
    {
        if (history.Count < DrawnEvenly)
        {
            while (!pool.IsFull && pool.TakeRandom(_random))
            {
            }
            return;
        }
        var (good, bad) = Densities(pool.Space, history);
        while (!pool.IsFull)
        {
            if (TakeBest(pool, good, bad) is { } taken) bad.Add(taken);
            else if (pool.TakeRandom(_random)) bad.Add(pool.Batch[^1].Point);
            else return;
        }
    }

    double[]? TakeBest(TrialPool pool, ParzenEstimator good, ParzenEstimator bad)
    {
        var drawn = new (double[] Point, double Score)[Candidates];
        for (var i = 0; i < Candidates; i++)
        {
            var point = good.Draw(_random);
            // Rounded: the last bit of an exponential must not decide.
            drawn[i] = (point, Math.Round(Math.Log(good.Density(point) / bad.Density(point)), 9));
        }
        foreach (var (point, _) in drawn.OrderByDescending(d => d.Score))
        {
            if (pool.Take(point)) return point;
        }
        return null;
    }

    (ParzenEstimator Good, ParzenEstimator Bad) Densities(ParameterSpace space, IReadOnlyList<SearchTrial> history)
    {
        var count = Math.Clamp((int)Math.Ceiling(GoodShare * history.Count), LeastGood, MostGood);
        var best = TrialOrder.Best(history, objectives, count);
        var good = best.Select(trial => trial.Id).ToHashSet();
        SearchTrial[] rest = [.. history.Where(trial => !good.Contains(trial.Id))];
        // Of many bad ones an even selection: a density wants no more.
        var step = Math.Max(1.0, (double)rest.Length / MostBad);
        var bad = Enumerable.Range(0, Math.Min(rest.Length, MostBad)).Select(i => rest[(int)(i * step)].Point);
        return (new ParzenEstimator(space, best.Select(trial => trial.Point)), new ParzenEstimator(space, bad));
    }
}
