using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Values;

namespace Argosy.Hosting.Accounts;

/// <summary>A key of an account at a venue, as the vault holds it.</summary>
/// <param name="Key">The public part.</param>
/// <param name="Secret">The secret part.</param>
/// <param name="Passphrase">The third part of venues that have one; empty elsewhere.</param>
public sealed record AccountSecret(string Key, string Secret, string Passphrase)
{
    /// <summary>Seals it for an account.</summary>
    public byte[] Seal(KeyVault vault, string account)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return vault.Seal(account, JsonSerializer.SerializeToUtf8Bytes(this, AccountSecretJson.Default.AccountSecret));
    }

    /// <summary>Opens what was sealed for an account.</summary>
    public static Result<AccountSecret> Open(KeyVault vault, string account, ReadOnlySpan<byte> sealedKey)
    {
        ArgumentNullException.ThrowIfNull(vault);
        var opened = vault.Unseal(account, sealedKey);
        if (!opened.Ok) return opened.Error!;
        return JsonSerializer.Deserialize(opened.Value, AccountSecretJson.Default.AccountSecret) is { } secret ? secret : Error.Corrupt($"the key of {account} in the vault is none");
    }

    /// <summary>Nothing of it: a record would print its parts.</summary>
    public override string ToString() => "a key";
}

/// <summary>Its JSON.</summary>
[JsonSerializable(typeof(AccountSecret))]
internal sealed partial class AccountSecretJson : JsonSerializerContext;
