namespace Argosy.Hosting.Ports;

/// <summary>Small JSON documents: settings of the server, preferences of users.</summary>
public interface IDocumentStore
{
    /// <summary>A document; null where there is none.</summary>
    /// <param name="scope">Whose, e.g. <c>server</c> or <c>user:anna</c>.</param>
    /// <param name="name">Which.</param>
    /// <param name="cancel">Ends the wait.</param>
    Task<string?> Get(string scope, string name, CancellationToken cancel = default);

    /// <summary>A document, which is stored now where there is none.</summary>
    Task<string> GetOrAdd(string scope, string name, string value, CancellationToken cancel = default);

    /// <summary>Stores a document in place of the one before.</summary>
    Task Put(string scope, string name, string value, CancellationToken cancel = default);

    /// <summary>Removes all documents of a scope.</summary>
    Task Remove(string scope, CancellationToken cancel = default);
}
