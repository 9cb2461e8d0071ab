using System.Security.Cryptography;
using System.Text;

namespace Argosy.Venues.Wire;

/// <summary>Keyed hashes of a text, in the spelling venues want.</summary>
internal static class Mac
{
    public static string Sha256Hex(byte[] secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    public static string Sha256Base64(byte[] secret, string text) => Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)));

    public static string Sha384Hex(byte[] secret, string text) => Convert.ToHexStringLower(HMACSHA384.HashData(secret, Encoding.UTF8.GetBytes(text)));
}
