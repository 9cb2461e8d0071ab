using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Deploying;

/// <summary>Makes runs of what is asked, and starts their workers; what composes a host knows strategies and settings.</summary>
public interface IRunSource
{
    /// <summary>The run's first message, everything in it checked; or what is wrong with the strategy, its parameters or a setting.</summary>
    /// <param name="spec">What is asked.</param>
    /// <param name="instruments">As the venue lists them, in the run's order.</param>
    /// <param name="cancellation">Ends the wait for a compiler.</param>
    Task<Result<RunBegins>> MakeAsync(DeploymentSpec spec, IReadOnlyList<Instrument> instruments, CancellationToken cancellation);

    /// <summary>Whether a run's worker is a process of its own: then it need not be there between candles.</summary>
    bool IsApart(BotTerms terms);

    /// <summary>Starts a worker that answers a listener.</summary>
    IWorkerLink Start(BotTerms terms, IWorkerListener listener);
}
