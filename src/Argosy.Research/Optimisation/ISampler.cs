namespace Argosy.Research.Optimisation;

/// <summary>Picks the points of a search, batch after batch.</summary>
/// <remarks>What it picks follows from its seed and the trials of earlier batches alone; how many run at a time it never learns.</remarks>
interface ISampler
{
    /// <summary>Points in a batch. It may depend on the method only: a search that is gone on with must meet the same batches.</summary>
    int BatchSize { get; }

    /// <summary>Puts points into the pool until its batch is full or nothing is left to try.</summary>
    /// <param name="pool">Takes points it has not seen and that the strategy accepts.</param>
    /// <param name="history">All trials of earlier batches, by number.</param>
    void Fill(TrialPool pool, IReadOnlyList<SearchTrial> history);
}
