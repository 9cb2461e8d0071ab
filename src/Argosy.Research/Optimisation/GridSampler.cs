namespace Argosy.Research.Optimisation;

/// <summary>Every point of a space that can be counted, in order.</summary>
sealed class GridSampler(ParameterSpace space, int batchSize) : ISampler
{
    readonly long _size = space.Size ?? throw new ArgumentException("a grid needs steps");
    long _next;

    /// <inheritdoc/>
    public int BatchSize => batchSize;

    /// <inheritdoc/>
    public void Fill(TrialPool pool, IReadOnlyList<SearchTrial> history)
    {
        while (_next < _size && !pool.IsFull) pool.TakeAny(space.PointAt(_next++));
    }
}
