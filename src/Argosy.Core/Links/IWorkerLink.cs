namespace Argosy.Core.Links;

/// <summary>A run's worker as its host sees it: in this process or in another.</summary>
public interface IWorkerLink : IAsyncDisposable
{
    /// <summary>Hands one message over. Its answers come to the listener in order; from a worker in this process before the call returns, on its thread.</summary>
    void Tell(HostMessage message);
}

/// <summary>Hears a worker.</summary>
public interface IWorkerListener
{
    /// <summary>One answer.</summary>
    void OnAnswer(WorkerMessage message);

    /// <summary>The worker ended or does not answer: what it was told last must be told to a new one, with all before it.</summary>
    /// <param name="reason">Why, as far as it is known.</param>
    void OnLost(string reason);
}
