using System.Text.Json;
using Argosy.Core.MarketData;

namespace Argosy.Hosting.Auditing;

/// <summary>Something that happened, on its way into the audit log and the log files. Its texts are made where it is written, not where it happened.</summary>
public sealed record AuditDraft
{
    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>Who: a user, a bot, an account, the host.</summary>
    public required string Actor { get; init; }

    /// <summary>What kind of event, in kebab-case.</summary>
    public required string Kind { get; init; }

    /// <summary>What was done, one word such as buy, filled, blocked; empty where the kind says it all.</summary>
    public string Action { get; init; } = "";

    /// <summary>Base and quote asset; empty where it is about none.</summary>
    public string Asset { get; init; } = "";

    /// <summary>The last candle of the asset when it happened; null where none was known.</summary>
    public Bar? Bar { get; init; }

    /// <summary>The deployment; 0 where it is none's.</summary>
    public int Deployment { get; init; }

    /// <summary>Place among the messages of its run, from 1: what is remade from a run log is written once. 0 for what is no message of a run.</summary>
    public long Number { get; init; }

    /// <summary>Names what is remade from a journal, so that it is written once; empty for what is written whenever it comes.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the hash-chained log takes it; otherwise only the files do.</summary>
    public bool IsAudited { get; init; } = true;

    /// <summary>Whether it belongs into the trading log: orders, executions, refusals.</summary>
    public bool IsTrading { get; init; }

    /// <summary>Writes its fields into an open JSON object.</summary>
    public Action<Utf8JsonWriter>? Fields { get; init; }
}

/// <summary>A line for the audit log before it has its place.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="Actor">Who.</param>
/// <param name="Kind">What kind of event.</param>
/// <param name="Data">The event, JSON.</param>
public sealed record AuditLine(long Time, string Actor, string Kind, string Data);
