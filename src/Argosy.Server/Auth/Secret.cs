using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Server.Auth;

/// <summary>Secrets that are handed out once and stored as their hash: 256 random bits need no slow hash.</summary>
internal static class Secret
{
    const int Bytes = 32, IdBytes = 9;

    /// <summary>A new secret, url-safe.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A new public id, url-safe.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>What is stored of a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What a page of this login sends with writes; it follows from the cookie, which scripts cannot read, and tells nothing of it.</summary>
    public static string CsrfOf(string secret) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "argosy csrf"u8));

    /// <summary>Whether two secrets are the same, in a time that does not tell how much of them is.</summary>
    public static bool IsSame(string given, string expected) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
