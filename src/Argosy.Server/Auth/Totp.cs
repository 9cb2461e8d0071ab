using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Server.Auth;

/// <summary>Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator app has them.</summary>
internal static class Totp
{
    const int Digits = 6, StepSeconds = 30, SecretBytes = 20;
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The time step whose code this is, the present one or a neighbour; null where it is none's.</summary>
    public static long? StepOf(string code, byte[] secret, DateTimeOffset now)
    {
        if (code.Length != Digits) return null;
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        for (var step = present - 1; step <= present + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.UTF8.GetBytes(code))) found = step;
        }
        return found;
    }

    /// <summary>The code of a time.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset time) => CodeAt(secret, time.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>A secret as apps take it by hand (RFC 4648 base 32).</summary>
    public static string Text(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = (value << 1) | (i < secret.Length * 8 ? (secret[i / 8] >> (7 - (i % 8))) & 1 : 0);
            text.Append(Alphabet[value]);
        }
        return text.ToString();
    }

    /// <summary>A secret as apps take it from a picture.</summary>
    public static string Address(string user, byte[] secret) => $"otpauth://totp/Argosy:{Uri.EscapeDataString(user)}?secret={Text(secret)}&issuer=Argosy&algorithm=SHA1&digits=6&period=30";

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6238 as apps have it; HMAC-SHA-1 is not broken by collisions.")]
    static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
