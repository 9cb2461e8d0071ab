namespace Argosy.Hosting.Ports;

/// <summary>The queue of research jobs: several servers may take from it, none twice.</summary>
public interface IJobStore
{
    /// <summary>Puts a job into the queue, durable at return, under a number that none had before.</summary>
    Task<JobRow> Add(JobRow job, CancellationToken cancel = default);

    /// <summary>A job; null where there is none.</summary>
    Task<JobRow?> Find(long id, CancellationToken cancel = default);

    /// <summary>Jobs, newest first.</summary>
    Task<IReadOnlyList<JobRow>> List(JobFilter filter, CancellationToken cancel = default);

    /// <summary>How many jobs wait and run.</summary>
    Task<(int Queued, int Running)> Count(CancellationToken cancel = default);

    /// <summary>Takes the oldest job that waits, or one whose server no longer holds it; null where there is none.</summary>
    /// <param name="node">Who takes it.</param>
    /// <param name="now">Unix ms.</param>
    /// <param name="lease">Until when it is held, Unix ms.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<JobRow?> Claim(string node, long now, long lease, CancellationToken cancel = default);

    /// <summary>Holds a running job longer and notes where it stands; the job with what is wished of it, or null where it is this server's no more.</summary>
    Task<JobRow?> Renew(long id, string node, JobProgress progress, long lease, CancellationToken cancel = default);

    /// <summary>Ends or rests a job this server runs; false where it is this server's no more: then nothing it made may be kept.</summary>
    Task<bool> End(long id, string node, JobEnd end, long now, CancellationToken cancel = default);

    /// <summary>Asks for cancel or pause: a job that waits or rests obeys at once, a running one is asked, one that ended stays. The job as it is then; null where there is none.</summary>
    Task<JobRow?> Ask(long id, string wish, long now, CancellationToken cancel = default);

    /// <summary>Puts a resting job back into the queue; false where it does not rest.</summary>
    Task<bool> Resume(long id, CancellationToken cancel = default);

    /// <summary>Lets go of every running job: for a server that knows that it is the only one and has just started. How many there were.</summary>
    Task<int> ReleaseAll(CancellationToken cancel = default);
}
