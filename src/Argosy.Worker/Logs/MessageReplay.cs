using System.Text;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Worker.Running;

namespace Argosy.Worker.Logs;

/// <summary>Tells a fresh worker what the host of a run told, and holds its answers against those of the log.</summary>
public static class MessageReplay
{
    /// <summary>Replays a log from its first line; stops at the first line that is not the log's.</summary>
    /// <param name="log">The log as it was read.</param>
    /// <param name="progress">Hears the share done, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static MessageReplayOutcome Run(RunLogLines log, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var answers = new List<WorkerMessage>();
        var worker = new RunWorker(answers.Add);
        var (next, met, cut) = (0, 0, 0);
        while (next < log.Messages.Count)
        {
            if (log.Messages[next].Host is not { } host) return Different(worker, met, cut, next, Text(log.Messages[next].Worker!), "nothing: no message of the host asks for it");
            if (next % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((double)next / log.Messages.Count);
            }
            answers.Clear();
            worker.Hear(host);
            met++;
            next++;
            foreach (var answer in answers)
            {
                if (next < log.Messages.Count && log.Messages[next].Worker is { } logged)
                {
                    if (!LinkCodec.Encode(logged).AsSpan().SequenceEqual(LinkCodec.Encode(answer))) return Different(worker, met, cut, next, Text(logged), Text(answer));
                    met++;
                    next++;
                    continue;
                }
                // A host that was ended while it wrote the answers of a step has lost the rest of them; the step's end is the last of them.
                cut++;
                break;
            }
        }
        return new MessageReplayOutcome(worker.StateHash, met, cut, null);
    }

    static MessageReplayOutcome Different(RunWorker worker, int met, int cut, int index, string logged, string replayed) =>
        new(worker.StateHash, met, cut, new MessageDivergence(index + 1, logged, replayed));

    static string Text(WorkerMessage message) => Encoding.UTF8.GetString(LinkCodec.Encode(message));
}

/// <summary>How the replay of a run's messages ended.</summary>
/// <param name="StateHash">State hash where it ended, hex.</param>
/// <param name="Lines">Lines of the log that were met.</param>
/// <param name="CutSteps">Steps whose answers the log does not hold to their end: the host was ended there.</param>
/// <param name="Divergence">What differed first, or null.</param>
public sealed record MessageReplayOutcome(string StateHash, int Lines, int CutSteps, MessageDivergence? Divergence);

/// <summary>The first line that is not the log's.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Logged">What the log has.</param>
/// <param name="Replayed">What the worker answered.</param>
public sealed record MessageDivergence(int Line, string Logged, string Replayed);
