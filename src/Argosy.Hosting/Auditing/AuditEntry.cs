using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Argosy.Hosting.Auditing;

/// <summary>One line of the audit log, chained to the one before by its hash.</summary>
public sealed record AuditEntry
{
    /// <summary>The hash before the first line: 64 zeros.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Its number, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>Who: a user, a bot, the host.</summary>
    public required string Actor { get; init; }

    /// <summary>What kind of event, in kebab-case.</summary>
    public required string Kind { get; init; }

    /// <summary>The event, JSON.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256, in hexadecimal digits, over the hash before and all other fields.</summary>
    public required string Hash { get; init; }

    /// <summary>The entry after <paramref name="before"/>.</summary>
    public static AuditEntry After(AuditEntry? before, long time, string actor, string kind, string data)
    {
        var entry = new AuditEntry { Sequence = (before?.Sequence ?? 0) + 1, Time = time, Actor = actor, Kind = kind, Data = data, Hash = "" };
        return entry with { Hash = entry.ComputedHash(before?.Hash ?? Genesis) };
    }

    /// <summary>The hash this entry must have after an entry with hash <paramref name="before"/>; each text is preceded by its length.</summary>
    public string ComputedHash(string before)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{before}|{Sequence}|{Time}|{Actor.Length}:{Actor}|{Kind.Length}:{Kind}|{Data.Length}:{Data}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
