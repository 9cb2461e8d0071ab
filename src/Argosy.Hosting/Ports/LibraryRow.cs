namespace Argosy.Hosting.Ports;

/// <summary>A bot somebody writes; its texts are drafts and versions.</summary>
public sealed record LibraryRow
{
    /// <summary>Its number, from 1; grows.</summary>
    public long Id { get; init; }

    /// <summary>Its name, each once among its owner's.</summary>
    public required string Name { get; init; }

    /// <summary>The user it belongs to.</summary>
    public required string Owner { get; init; }

    /// <summary>csharp, typescript, yaml or consensus.</summary>
    public required string Language { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Tags with a comma before and after each; a single comma for none.</summary>
    public string Tags { get; init; } = ",";

    /// <summary>What it usually trades, spelled as tags are.</summary>
    public string Instruments { get; init; } = ",";

    /// <summary>Its usual bar length; empty for none.</summary>
    public string Timeframe { get; init; } = "";

    /// <summary>Whether every user sees it.</summary>
    public bool Shared { get; init; }

    /// <summary>Whether it is put away.</summary>
    public bool Archived { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>When its text or what is said of it changed last, Unix ms.</summary>
    public required long Edited { get; init; }
}

/// <summary>A user's unfinished text of a bot.</summary>
public sealed record DraftRow
{
    /// <summary>The bot.</summary>
    public required long Bot { get; init; }

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary>Grows with every save, over all drafts: one that was thrown away and begun anew has another.</summary>
    public long Revision { get; init; }

    /// <summary>The text.</summary>
    public required string Source { get; init; }

    /// <summary>The version it was begun from; empty for none.</summary>
    public string Base { get; init; } = "";

    /// <summary>Unix ms.</summary>
    public required long Edited { get; init; }
}

/// <summary>A version of a bot somebody writes, without its text.</summary>
public sealed record VersionRow
{
    /// <summary>The bot.</summary>
    public required long Bot { get; init; }

    /// <summary>Before the dot, from 1.</summary>
    public long Major { get; init; }

    /// <summary>Behind the dot, from 0.</summary>
    public long Minor { get; init; }

    /// <summary>What its author said of it.</summary>
    public string Note { get; init; } = "";

    /// <summary>A short name of its own; empty for none.</summary>
    public string Label { get; init; } = "";

    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Its parameters, JSON array; empty where nobody looked.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Whether it was looked at and found without errors.</summary>
    public bool Checked { get; init; }

    /// <summary>Whether a run or a deployment used it: it never changes from then on.</summary>
    public bool Locked { get; init; }

    /// <summary>Who made it.</summary>
    public required string Author { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>major.minor.</summary>
    public string Version => $"{Major}.{Minor}";
}

/// <summary>The best stored run of a bot.</summary>
public sealed record BestRunRow
{
    /// <summary>The bot as runs name it.</summary>
    public required string Bot { get; init; }

    /// <summary>The run.</summary>
    public required long Run { get; init; }

    /// <summary>The bot's version.</summary>
    public required string Version { get; init; }

    /// <summary>Its Sharpe ratio.</summary>
    public required double Sharpe { get; init; }

    /// <summary>Its maximum drawdown, ratio; null where it has none.</summary>
    public double? MaxDrawdown { get; init; }
}

/// <summary>What uses a bot.</summary>
/// <param name="Deployments">Deployments that are not deleted.</param>
/// <param name="Jobs">Jobs that wait, rest or run.</param>
/// <param name="Runs">Stored runs.</param>
public sealed record LibraryUses(long Deployments, long Jobs, long Runs);

/// <summary>What became of a change to the library.</summary>
public enum LibraryChange
{
    /// <summary>It was made.</summary>
    Done,
    /// <summary>There is no such thing.</summary>
    NotFound,
    /// <summary>The owner has another bot of the name.</summary>
    NameTaken,
    /// <summary>The version was used: it does not change any more.</summary>
    Locked,
    /// <summary>Something uses the bot.</summary>
    InUse,
}
