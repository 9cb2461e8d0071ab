using System.Security.Cryptography;
using System.Text;

namespace Argosy.Venues.Wire;

/// <summary>A key of an account at a venue. Its text never shows the secret.</summary>
#pragma warning disable CA1001 // It lives as long as its adapter, to the end of the process.
public sealed class VenueKey(string key, string secret, string passphrase = "")
#pragma warning restore CA1001
{
    readonly Lock _gate = new();
    IncrementalHash? _keyed;

    /// <summary>The public part, sent with each request.</summary>
    public string Key { get; } = key;

    /// <summary>What the third part is at venues that have one; empty elsewhere.</summary>
    internal string Passphrase { get; } = passphrase;

    /// <summary>The secret's own bytes.</summary>
    internal byte[] SecretBytes { get; } = Encoding.UTF8.GetBytes(secret);

    /// <summary>HMAC-SHA256 under the secret's own bytes; the hash is keyed once, not with every order.</summary>
    internal void Sign(ReadOnlySpan<byte> text, Span<byte> signature)
    {
        lock (_gate)
        {
            _keyed ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, SecretBytes);
            _keyed.AppendData(text);
            _keyed.GetHashAndReset(signature);
        }
    }

    /// <summary>The bytes a base64 secret stands for (Kraken).</summary>
    /// <exception cref="FormatException">The secret is no base64.</exception>
    internal byte[] DecodedSecret() => Convert.FromBase64String(Encoding.UTF8.GetString(SecretBytes));

    /// <summary>The first letters of the key, nothing of the secret.</summary>
    public override string ToString() => $"key {(Key.Length > 4 ? Key[..4] : "")}…";
}
