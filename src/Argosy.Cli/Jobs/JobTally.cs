using Argosy.Core.Values;
using Argosy.Research.Trials;

namespace Argosy.Cli.Jobs;

/// <summary>Counts the trials of a job: only those of its own bots, and not without end, for the record belongs to all.</summary>
sealed class JobTally(ITrialRecord? record, IReadOnlyList<JobBot> bots, int most)
{
    int _count;

    /// <summary>Hears a frame of trials.</summary>
    public Result<TrialCount> Count(JobFrame frame)
    {
        var asked = frame.Read(PipedTrials.ReadQuestion);
        if (!asked.Ok) return asked.Error!;
        var (dataHash, strategy, trials) = asked.Value;
        if (record is null) return TrialCount.None;
        if (!IsOfJob(strategy)) return Error.BadInput($"'{strategy}' is no strategy of this job");
        _count += trials.Count;
        return _count > most ? Error.BadInput($"more than {most} trials in one job") : record.Add(dataHash, strategy, trials);
    }

    bool IsOfJob(string strategy) => strategy == "consensus" || bots.Any(bot => strategy.Contains(Path.GetFileName(bot.File), StringComparison.Ordinal) || strategy.Contains(Path.GetFileNameWithoutExtension(bot.File), StringComparison.Ordinal));
}
