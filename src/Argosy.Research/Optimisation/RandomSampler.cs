using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>Points drawn evenly, none twice.</summary>
sealed class RandomSampler(ulong seed, int batchSize) : ISampler
{
    readonly SeededGenerator _random = new(seed);

    /// <inheritdoc/>
    public int BatchSize => batchSize;

    /// <inheritdoc/>
    public void Fill(TrialPool pool, IReadOnlyList<SearchTrial> history)
    {
        while (!pool.IsFull && pool.TakeRandom(_random))
        {
        }
    }
}
