namespace Argosy.Hosting.Ports;

/// <summary>A piece of research that runs in a process of its own: a backtest, a search, a fetch.</summary>
public sealed record JobRow
{
    /// <summary>Its number, from 1; grows.</summary>
    public long Id { get; init; }

    /// <summary>backtest, optimise, walkforward, validate, train, fetch or synth.</summary>
    public required string Kind { get; init; }

    /// <summary>queued, running, paused, done, failed or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>What is asked of a running job: cancel, pause, or nothing (empty).</summary>
    public string Wish { get; init; } = "";

    /// <summary>The user who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What was asked for, JSON.</summary>
    public required string Request { get; init; }

    /// <summary>Share that is done, 0..1; null where nobody knows.</summary>
    public double? Progress { get; init; }

    /// <summary>How fast it goes, in words, e.g. 42 trials/s; empty where nobody knows.</summary>
    public string Rate { get; init; } = "";

    /// <summary>Milliseconds until it ends at this rate; null where nobody knows.</summary>
    public long? EtaMs { get; init; }

    /// <summary>Where it stands or what came of it, one sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary>Why it failed: JSON with code, message and field; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>When it first ran, Unix ms; null before.</summary>
    public long? Started { get; init; }

    /// <summary>When it ended, Unix ms; null before.</summary>
    public long? Ended { get; init; }

    /// <summary>The run it made or the study it belongs to; null for none.</summary>
    public long? Run { get; init; }

    /// <summary>The study it fills; null for none.</summary>
    public long? Study { get; init; }

    /// <summary>The server that runs it; empty where none does.</summary>
    public string Node { get; init; } = "";

    /// <summary>Until when that server holds it, Unix ms: a server that was killed loses it then.</summary>
    public long Lease { get; init; }

    /// <summary>How often it was begun since it last rested: a job that takes its server down each time is given up.</summary>
    public int Attempts { get; init; }
}

/// <summary>Which jobs are wanted, newest first.</summary>
public sealed record JobFilter
{
    /// <summary>Only this user's; null for everybody's.</summary>
    public string? Owner { get; init; }

    /// <summary>Only of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Only in this state.</summary>
    public string? State { get; init; }

    /// <summary>Only those with a smaller number.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>Where a running job stands.</summary>
/// <param name="Progress">Share that is done, 0..1.</param>
/// <param name="Rate">How fast, in words.</param>
/// <param name="EtaMs">Milliseconds left.</param>
/// <param name="Message">One sentence.</param>
public sealed record JobProgress(double? Progress, string Rate, long? EtaMs, string Message);

/// <summary>How a job ended, or that it rests.</summary>
/// <param name="State">done, failed, cancelled, paused or queued.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Error">JSON with code, message and field; null where it did not fail.</param>
/// <param name="Run">The run it made.</param>
public sealed record JobEnd(string State, string Message, string? Error, long? Run);
