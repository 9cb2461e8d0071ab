namespace Argosy.Hosting.Desks;

/// <content>What is done again and again, or later.</content>
public sealed partial class AccountDesk
{
    readonly SortedDictionary<string, (long Due, long Every, Action Work)> _jobs = new(StringComparer.Ordinal);

    long NextJob => _jobs.Count == 0 ? long.MaxValue : _jobs.Values.Min(job => job.Due);

    void Later(string name, long afterMs, Action work) => _jobs[name] = (Now + afterMs, 0, work);

    // What is due sooner stays.
    void Sooner(string name, long afterMs, Action work)
    {
        if (!_jobs.TryGetValue(name, out var job) || job.Due > Now + afterMs) _jobs[name] = (Now + afterMs, 0, work);
    }

    void Every(string name, long everyMs, Action work) => _jobs[name] = (Now + everyMs, everyMs, work);

    void RunJobs()
    {
        var now = Now;
        foreach (var (name, job) in _jobs.Where(pair => pair.Value.Due <= now).ToArray())
        {
            if (job.Every > 0) _jobs[name] = job with { Due = now + job.Every };
            else _jobs.Remove(name);
            job.Work();
        }
    }
}
