using System.Collections.Concurrent;
using Argosy.Core.Values;
using Argosy.Research.Trials;

namespace Argosy.Cli.Jobs;

/// <summary>Counts trials by asking the host, which holds the record.</summary>
sealed class PipedTrials(JobPipe pipe) : ITrialRecord, IDisposable
{
    readonly BlockingCollection<Result<TrialCount>> _answers = [];
    readonly Lock _asking = new();

    /// <inheritdoc/>
    public Result<TrialCount> Add(string dataHash, string strategy, IReadOnlyList<Trial> trials)
    {
        lock (_asking)
        {
            pipe.Write(JobWord.Trials, to => Write(to, dataHash, strategy, trials));
            return _answers.TryTake(out var answer, TimeSpan.FromSeconds(30)) ? answer : Error.BadInput("the host does not answer");
        }
    }

    /// <summary>Hears the host's answer.</summary>
    public void Hear(JobFrame answer)
    {
        var read = answer.Read(ReadAnswer);
        _answers.Add(read.Ok ? read.Value : read.Error!);
    }

    /// <inheritdoc/>
    public void Dispose() => _answers.Dispose();

    /// <summary>The host's side: what is asked for.</summary>
    public static (string DataHash, string Strategy, IReadOnlyList<Trial> Trials) ReadQuestion(BinaryReader from)
    {
        var (dataHash, strategy, count) = (from.ReadString(), from.ReadString(), from.ReadInt32());
        if (count is < 0 or > 1 << 20) throw new FormatException($"{count} trials");
        var trials = new Trial[count];
        for (var i = 0; i < count; i++)
        {
            var hash = from.ReadBytes(Trial.HashSize);
            if (hash.Length < Trial.HashSize) throw new EndOfStreamException();
            var sharpe = from.ReadDouble();
            trials[i] = new Trial(hash, double.IsNaN(sharpe) ? null : sharpe);
        }
        return (dataHash, strategy, trials);
    }

    /// <summary>The host's side: what comes of it.</summary>
    public static void WriteAnswer(BinaryWriter to, Result<TrialCount> counted)
    {
        to.Write(counted.Ok);
        if (!counted.Ok)
        {
            to.Write(counted.Error!.Message);
            return;
        }
        to.Write(counted.Value.Distinct);
        to.Write(counted.Value.Defined);
        to.Write(counted.Value.Mean);
        to.Write(counted.Value.Variance);
    }

    static Result<TrialCount> ReadAnswer(BinaryReader from) =>
        from.ReadBoolean() ? new TrialCount(from.ReadInt32(), from.ReadInt32(), from.ReadDouble(), from.ReadDouble()) : Error.BadInput(from.ReadString());

    static void Write(BinaryWriter to, string dataHash, string strategy, IReadOnlyList<Trial> trials)
    {
        to.Write(dataHash);
        to.Write(strategy);
        to.Write(trials.Count);
        foreach (var trial in trials)
        {
            to.Write(trial.Hash.Span);
            to.Write(trial.DailySharpe ?? double.NaN);
        }
    }
}
