using System.Security.Cryptography;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Http;

/// <summary>A random secret of this database's servers, sealed under the master key. Where it does not open, the master key is another one, and the server says so at its start instead of at the first order.</summary>
internal sealed record ServerSecret(byte[] Key)
{
    const string Scope = "server", Name = "secret", SealedFor = "server";
    const int Bytes = 32;

    public static async Task<Result<ServerSecret>> OpenAsync(IDatabase database, KeyVault vault, CancellationToken cancel)
    {
        var made = Convert.ToBase64String(vault.Seal(SealedFor, RandomNumberGenerator.GetBytes(Bytes)));
        var stored = await database.Documents.GetOrAdd(Scope, Name, made, cancel);
        var opened = vault.Unseal(SealedFor, Convert.FromBase64String(stored));
        return opened.Ok ? new ServerSecret(opened.Value) : Error.BadInput("the database was set up under another master key: --master-key or ARGOSY_MASTER_KEY must be the one of then, otherwise no stored key of an account opens");
    }
}
