using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>A population: the best of all trials so far beget the next generation by tournament, crossover and mutation.</summary>
/// <remarks>
/// Elitist: parents are chosen among the best of old and new alike; where there are several objectives, front after front and the
/// loneliest first. Source: Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002.
/// </remarks>
sealed class GeneticSampler(ulong seed, IReadOnlyList<Objective> objectives) : ISampler
{
    const int Population = 20;
    const int Entrants = 3;
    const int MostTries = 50;
    const double Crossover = 0.9, Blend = 0.3;
    const double StepShare = 0.1;

    readonly SeededGenerator _random = new(seed);

    /// <inheritdoc/>
    public int BatchSize => Population;

    /// <inheritdoc/>
    public void Fill(TrialPool pool, IReadOnlyList<SearchTrial> history)
    {
        var parents = TrialOrder.Best(history, objectives, Population);
        while (!pool.IsFull)
        {
            if (parents.Count >= Entrants && TakeChild(pool, parents)) continue;
            if (!pool.TakeRandom(_random)) return;
        }
    }

    bool TakeChild(TrialPool pool, IReadOnlyList<SearchTrial> parents)
    {
        for (var i = 0; i < MostTries; i++)
        {
            if (pool.Take(Child(pool.Space, Winner(parents), Winner(parents)))) return true;
        }
        return false;
    }

    // Parents stand best first.
    double[] Winner(IReadOnlyList<SearchTrial> parents)
    {
        var best = parents.Count;
        for (var i = 0; i < Entrants; i++) best = Math.Min(best, _random.NextIndex(parents.Count));
        return parents[best].Point;
    }

    double[] Child(ParameterSpace space, double[] mother, double[] father)
    {
        var child = new double[mother.Length];
        var crosses = _random.NextUnit() < Crossover;
        var mutation = Math.Max(0.2, 1.0 / child.Length);
        for (var i = 0; i < child.Length; i++)
        {
            var range = space.Ranges[i];
            child[i] = crosses && _random.NextUnit() < 0.5 ? father[i] : mother[i];
            if (crosses && range.IsOrdered && _random.NextUnit() < Blend) child[i] = range.Nearest(mother[i] + (_random.NextUnit() * (father[i] - mother[i])));
            if (_random.NextUnit() < mutation) child[i] = Mutate(range, child[i]);
        }
        return child;
    }

    double Mutate(ParameterRange range, double value)
    {
        if (!range.IsOrdered) return _random.NextIndex(range.Count);
        var step = _random.NextNormal() * StepShare;
        if (range.IsContinuous) return range.Nearest(value + step);
        step *= range.Count;
        return range.Nearest(value + (Math.Abs(step) < 1 ? Math.CopySign(1, step) : step));
    }
}
