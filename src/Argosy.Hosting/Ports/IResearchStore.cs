namespace Argosy.Hosting.Ports;

/// <summary>Stored backtests and studies: rows for lists; whole results are files.</summary>
public interface IResearchStore
{
    /// <summary>Adds a run under a number that none had before; the one there is where its job has one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="figures">Its figures as numbers to sort by; undefined ones are left out.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<RunRow> AddRun(RunRow run, IReadOnlyDictionary<string, double> figures, CancellationToken cancel = default);

    /// <summary>A run; null where there is none.</summary>
    Task<RunRow?> FindRun(long id, CancellationToken cancel = default);

    /// <summary>Runs in an order; those without the figure come last.</summary>
    Task<IReadOnlyList<RunRow>> Runs(RunFilter filter, CancellationToken cancel = default);

    /// <summary>How many runs pass a filter.</summary>
    Task<long> CountRuns(RunFilter filter, CancellationToken cancel = default);

    /// <summary>Changes what a user may change; the run as it is then, null where there is none.</summary>
    Task<RunRow?> ChangeRun(long id, RunChange change, CancellationToken cancel = default);

    /// <summary>Deletes a run; false where there is none.</summary>
    Task<bool> DeleteRun(long id, CancellationToken cancel = default);

    /// <summary>Adds a study under a number that none had before.</summary>
    Task<StudyRow> AddStudy(StudyRow study, CancellationToken cancel = default);

    /// <summary>A study; null where there is none.</summary>
    Task<StudyRow?> FindStudy(long id, CancellationToken cancel = default);

    /// <summary>Studies, newest first.</summary>
    /// <param name="owner">Only this user's; null for everybody's.</param>
    /// <param name="kind">Only of this kind; null for all.</param>
    /// <param name="before">Only those with a smaller number.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<IReadOnlyList<StudyRow>> Studies(string? owner, string? kind, long before, int limit, CancellationToken cancel = default);

    /// <summary>Says to which job a study belongs.</summary>
    Task BindStudy(long id, long job, CancellationToken cancel = default);

    /// <summary>Notes what came of a study.</summary>
    Task SummariseStudy(long id, string summary, CancellationToken cancel = default);

    /// <summary>Deletes a study; false where there is none.</summary>
    Task<bool> DeleteStudy(long id, CancellationToken cancel = default);
}
