namespace Argosy.Hosting.Ports;

/// <summary>Answers to requests by the keys their senders gave them: sent again, a request is answered and not done again.</summary>
public interface IIdempotencyStore
{
    /// <summary>Claims a key for a request; null where it is claimed now, else what is stored under it.</summary>
    Task<StoredAnswer?> Begin(string user, string key, string requestHash, long time, CancellationToken cancel = default);

    /// <summary>Stores the answer.</summary>
    Task Finish(string user, string key, int status, string media, byte[] body, CancellationToken cancel = default);

    /// <summary>Gives a key back: nothing was done.</summary>
    Task Forget(string user, string key, CancellationToken cancel = default);

    /// <summary>Removes keys older than an instant.</summary>
    Task RemoveBefore(long time, CancellationToken cancel = default);
}

/// <summary>A stored answer.</summary>
/// <param name="RequestHash">Hash of the request it answers.</param>
/// <param name="Status">Its HTTP status; 0 while the request is being done.</param>
/// <param name="Media">Its content type.</param>
/// <param name="Body">Its body.</param>
public sealed record StoredAnswer(string RequestHash, int Status, string Media, byte[] Body);
