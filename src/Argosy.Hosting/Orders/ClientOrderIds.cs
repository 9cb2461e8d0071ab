namespace Argosy.Hosting.Orders;

/// <summary>Gives one deployment's client order ids in one epoch, each once.</summary>
/// <param name="installation">This Argosy.</param>
/// <param name="deployment">The deployment.</param>
/// <param name="epoch">From <see cref="EpochRule.Next"/>, durably recorded before the first id is used.</param>
/// <remarks>One thread owns it.</remarks>
public sealed class ClientOrderIds(int installation, int deployment, int epoch)
{
    int _next;

    /// <summary>This Argosy.</summary>
    public int Installation => installation;

    /// <summary>The deployment.</summary>
    public int Deployment => deployment;

    /// <summary>The epoch all ids carry.</summary>
    public int Epoch => epoch;

    /// <summary>Whether a new epoch should begin before long: nine tenths of the counters are used.</summary>
    public bool IsNearlyUsedUp => _next > ClientOrderId.MaxCounter / 10 * 9;

    /// <summary>A new intent's first id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is used up: a new one must begin.</exception>
    public ClientOrderId Next() => new(installation, deployment, epoch, _next++, 0);

    /// <summary>The id under which an attempt that never reached the venue is sent again.</summary>
    /// <remarks>In its own epoch the next attempt; in a later one a new counter: a restored backup cannot know which attempts were used.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">No attempt is left.</exception>
    public ClientOrderId NextAttempt(ClientOrderId failed) =>
        failed.Epoch == epoch && failed.Installation == installation ? failed.NextAttempt() : new(installation, deployment, epoch, _next++, failed.Attempt + 1);
}
