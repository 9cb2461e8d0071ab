using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Values;

namespace Argosy.Hosting.Accounts;

/// <summary>Seals secrets (API keys) under a master key that lies outside the database: AES-256-GCM, a fresh nonce each time.</summary>
/// <remarks>The name a secret is sealed for is authenticated with it: a sealed key moved to another account does not open.</remarks>
public sealed class KeyVault : IDisposable
{
    /// <summary>Bytes of a master key.</summary>
    public const int KeyBytes = 32;

    const byte Version = 1;
    const int NonceBytes = 12, TagBytes = 16, Head = 1 + NonceBytes + TagBytes;

    readonly AesGcm _cipher;

    KeyVault(ReadOnlySpan<byte> key) => _cipher = new AesGcm(key, TagBytes);

    /// <summary>A new master key as text, for a file or an environment variable.</summary>
    public static string NewMasterKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Opens the vault with a master key as <see cref="NewMasterKey"/> writes it.</summary>
    public static Result<KeyVault> Open(string masterKey)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        var ok = Convert.TryFromBase64String(masterKey.Trim(), key, out var length) && length == KeyBytes;
        if (!ok) return Error.BadInput($"the master key must be {KeyBytes} bytes in base64");
        var vault = new KeyVault(key);
        CryptographicOperations.ZeroMemory(key);
        return vault;
    }

    /// <summary>Seals a secret for a name.</summary>
    public byte[] Seal(string name, ReadOnlySpan<byte> secret)
    {
        var bytes = new byte[Head + secret.Length];
        bytes[0] = Version;
        RandomNumberGenerator.Fill(bytes.AsSpan(1, NonceBytes));
        _cipher.Encrypt(bytes.AsSpan(1, NonceBytes), secret, bytes.AsSpan(Head), bytes.AsSpan(1 + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(name));
        return bytes;
    }

    /// <summary>Opens what was sealed for a name; an error where the master key is another one or a byte has changed.</summary>
    public Result<byte[]> Unseal(string name, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Head || sealedBytes[0] != Version) return Error.Corrupt($"the sealed key of {name} is not one this Argosy wrote");
        var secret = new byte[sealedBytes.Length - Head];
        try
        {
            _cipher.Decrypt(sealedBytes.Slice(1, NonceBytes), sealedBytes[Head..], sealedBytes.Slice(1 + NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(name));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return Error.Corrupt($"the key of {name} does not open: the master key is another one, or the stored key was changed");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();
}
