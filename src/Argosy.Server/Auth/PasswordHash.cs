using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Server.Auth;

/// <summary>Passwords as they are stored: PBKDF2 with SHA-512, a salt of each one's own, its rounds beside it.</summary>
internal static class PasswordHash
{
    /// <summary>Rounds of new hashes (OWASP, Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512).</summary>
    public const int Rounds = 210_000;

    const string Name = "pbkdf2-sha512";
    const int SaltBytes = 16, HashBytes = 64, MostRounds = 10_000_000;

    /// <summary>Hashes a password.</summary>
    public static string Of(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Name}${rounds}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(Derive(password, salt, rounds))}");
    }

    /// <summary>Whether a password is the one a hash was made of; takes as long whatever it is.</summary>
    public static bool IsOf(string password, string stored) => Parts(stored) is var (rounds, salt, hash) && CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), hash);

    /// <summary>Whether a stored hash was made with other parameters than new ones are.</summary>
    public static bool IsOld(string stored, int rounds) => Parts(stored) is not var (used, _, _) || used < rounds;

    static (int Rounds, byte[] Salt, byte[] Hash)? Parts(string stored)
    {
        if (stored.Split('$') is not [Name, var count, var salt, var hash]) return null;
        return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is > 0 and <= MostRounds ? (rounds, Base64Url.DecodeFromChars(salt), Base64Url.DecodeFromChars(hash)) : null;
    }

    static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)), salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
