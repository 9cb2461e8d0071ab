using Argosy.Core.Values;

namespace Argosy.Research.Trials;

/// <summary>Remembers every distinct trial of a strategy on the same data: the catalogue's record, or a way to it.</summary>
public interface ITrialRecord
{
    /// <summary>Adds the trials that are not there yet and returns what has been tried, these included.</summary>
    /// <param name="dataHash">Name of the data, see <see cref="Results.DataHash"/>.</param>
    /// <param name="strategy">Name of the strategy.</param>
    /// <param name="trials">What was tried.</param>
    Result<TrialCount> Add(string dataHash, string strategy, IReadOnlyList<Trial> trials);
}
