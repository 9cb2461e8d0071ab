namespace Argosy.Hosting.Ports;

/// <summary>A stored backtest, as lists show it; the whole result lies in the data folder.</summary>
public sealed record RunRow
{
    /// <summary>Its number, from 1; grows.</summary>
    public long Id { get; init; }

    /// <summary>The job that made it.</summary>
    public required long Job { get; init; }

    /// <summary>The user who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What traded.</summary>
    public required string Strategy { get; init; }

    /// <summary>Its parameters, JSON object of texts.</summary>
    public required string Parameters { get; init; }

    /// <summary>The bot; empty for a strategy that is none's.</summary>
    public string Bot { get; init; } = "";

    /// <summary>The bot's version.</summary>
    public string Version { get; init; } = "";

    /// <summary>Instruments with a comma before and after each, e.g. ,BTC/USD,ETH/USD,.</summary>
    public required string Instruments { get; init; }

    /// <summary>Bar length.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Start of the test, Unix ms.</summary>
    public required long FromTime { get; init; }

    /// <summary>Its end, Unix ms.</summary>
    public required long ToTime { get; init; }

    /// <summary>The figures as the result spells them, JSON object.</summary>
    public required string Metrics { get; init; }

    /// <summary>What was asked for, JSON: enough to run it again.</summary>
    public required string Request { get; init; }

    /// <summary>What a sceptic would point out, JSON array.</summary>
    public required string Warnings { get; init; }

    /// <summary>Name of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Hash over the trades.</summary>
    public required string TradeHash { get; init; }

    /// <summary>Hash over the engine's state.</summary>
    public required string StateHash { get; init; }

    /// <summary>The run this repeats; null for none.</summary>
    public long? RerunOf { get; init; }

    /// <summary>The user's note.</summary>
    public string Note { get; init; } = "";

    /// <summary>Tags with a comma before and after each; a single comma for none.</summary>
    public string Tags { get; init; } = ",";

    /// <summary>Whether it bears a star.</summary>
    public bool Star { get; init; }

    /// <summary>Whether others are held against it.</summary>
    public bool Pinned { get; init; }

    /// <summary>Whether every user sees it.</summary>
    public bool Shared { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }
}

/// <summary>Which runs are wanted and in what order.</summary>
public sealed record RunFilter
{
    /// <summary>Only what this user may see: own and shared runs; null for everybody's.</summary>
    public string? Viewer { get; init; }

    /// <summary>Only of this strategy.</summary>
    public string? Strategy { get; init; }

    /// <summary>Only of this bot.</summary>
    public string? Bot { get; init; }

    /// <summary>Only with this instrument.</summary>
    public string? Instrument { get; init; }

    /// <summary>Only of this bar length.</summary>
    public string? Timeframe { get; init; }

    /// <summary>Only with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only with, or without, a star.</summary>
    public bool? Star { get; init; }

    /// <summary>Only made from then on, Unix ms.</summary>
    public long? From { get; init; }

    /// <summary>Only made before, Unix ms.</summary>
    public long? To { get; init; }

    /// <summary>A figure's name, or id, created, strategy, bot, timeframe, from, to, note, star; id without one.</summary>
    public string Sort { get; init; } = "id";

    /// <summary>Greatest first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>The run after which to go on: its place in this very order; null from the start.</summary>
    public long? After { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 200;
}

/// <summary>What a user changes of a run; null leaves it.</summary>
/// <param name="Note">The note.</param>
/// <param name="Tags">Tags, without commas.</param>
/// <param name="Star">Star.</param>
/// <param name="Pinned">Baseline.</param>
/// <param name="Shared">Whether every user sees it.</param>
public sealed record RunChange(string? Note, IReadOnlyList<string>? Tags, bool? Star, bool? Pinned, bool? Shared);
