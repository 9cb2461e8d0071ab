using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Jobs;

namespace Argosy.Server.Research;

/// <summary>A stored run as lists tell it.</summary>
internal sealed record RunAnswer
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The job that made it.</summary>
    public required long Job { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What traded.</summary>
    public required string Strategy { get; init; }

    /// <summary>Its parameters, texts by name.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>Bot and version; null for a strategy that is none's.</summary>
    public required BotName? Bot { get; init; }

    /// <summary>Instruments.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Bar length.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Start of the test, Unix ms.</summary>
    public required long From { get; init; }

    /// <summary>Its end, Unix ms.</summary>
    public required long To { get; init; }

    /// <summary>Every figure of the result by name, and netProfit: money as text, others as numbers or null.</summary>
    public required JsonElement Metrics { get; init; }

    /// <summary>Share of trades that hang on the path inside their bars; null where no band was made.</summary>
    public required double? PathDependent { get; init; }

    /// <summary>How fast it ran, bars/s.</summary>
    public required double? BarsPerSecond { get; init; }

    /// <summary>done: failed jobs leave no run.</summary>
    public required string State { get; init; }

    /// <summary>The note.</summary>
    public required string Note { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Star.</summary>
    public required bool Star { get; init; }

    /// <summary>Baseline.</summary>
    public required bool Pinned { get; init; }

    /// <summary>Whether every user sees it.</summary>
    public required bool Shared { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>Name of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Hash over the trades.</summary>
    public required string TradeHash { get; init; }

    /// <summary>Hash over the engine's state.</summary>
    public required string StateHash { get; init; }

    /// <summary>The run it repeats; null for none.</summary>
    public required long? RerunOf { get; init; }

    /// <summary>What a sceptic would point out.</summary>
    public required JsonElement Warnings { get; init; }

    /// <summary>From a stored row.</summary>
    public static RunAnswer Of(RunRow run)
    {
        var metrics = JobAnswer.Parse(run.Metrics);
        double? Number(string name) => metrics.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        return new RunAnswer
        {
            Id = run.Id, Job = run.Job, Owner = run.Owner, Strategy = run.Strategy, Parameters = JobAnswer.Parse(run.Parameters), Bot = BotName.Of(run), Instruments = Split(run.Instruments),
            Timeframe = run.Timeframe, From = run.FromTime, To = run.ToTime, Metrics = metrics, PathDependent = Number("pathDependent"), BarsPerSecond = Number("barsPerSecond"), State = "done", Note = run.Note, Tags = Split(run.Tags), Star = run.Star,
            Pinned = run.Pinned, Shared = run.Shared, Created = run.Created, DataHash = run.DataHash, TradeHash = run.TradeHash, StateHash = run.StateHash, RerunOf = run.RerunOf, Warnings = JobAnswer.Parse(run.Warnings),
        };
    }

    static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A bot's version.</summary>
/// <param name="Name">The bot.</param>
/// <param name="Version">Its version.</param>
/// <param name="Id">Its number in the library; null for one that only deployments know.</param>
internal sealed record BotName(string Name, string Version, long? Id)
{
    /// <summary>The bot of a run as it was called then; null for a strategy that is none's.</summary>
    public static BotName? Of(RunRow run)
    {
        if (run.Bot.Length == 0) return null;
        if (ILibraryStore.BotOf(run.Bot) is not { } id) return new BotName(run.Bot, run.Version, null);
        return new BotName(RequestWords.Pairs(JobAnswer.Parse(run.Request), "bot").GetValueOrDefault("name", run.Bot), run.Version, id);
    }
}

/// <summary>A stored run with what was asked for and what it repeats.</summary>
/// <param name="Run">The row.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Rerun">How it compares to the run it repeats; null where it repeats none that is still there.</param>
internal sealed record RunDetail(RunAnswer Run, JsonElement Request, RerunVerdict? Rerun);

/// <summary>How a run compares to the one it repeats.</summary>
/// <param name="Of">That run.</param>
/// <param name="Equal">Whether trades and states are the same.</param>
/// <param name="SameData">Whether the data are.</param>
/// <param name="SameTrades">Whether the trades are.</param>
/// <param name="SameState">Whether the states are.</param>
internal sealed record RerunVerdict(long Of, bool Equal, bool SameData, bool SameTrades, bool SameState);

/// <summary>What a user changes of a run; what is left out stays.</summary>
/// <param name="Note">The note.</param>
/// <param name="Tags">All tags.</param>
/// <param name="Star">Star.</param>
/// <param name="Pinned">Baseline.</param>
/// <param name="Shared">Whether every user sees it.</param>
internal sealed record RunPatch(string? Note = null, IReadOnlyList<string>? Tags = null, bool? Star = null, bool? Pinned = null, bool? Shared = null);

/// <summary>A what-if of a consensus run.</summary>
/// <param name="Quorum">In mode bft: so many equal votes decide.</param>
/// <param name="Mute">Voters taken for silent.</param>
/// <param name="Mode">Another way to count.</param>
/// <param name="Threshold">In mode weighted: share of all weights.</param>
/// <param name="Weights">In mode weighted: other weights by voter.</param>
internal sealed record RecountWish(int? Quorum = null, IReadOnlyList<string>? Mute = null, string? Mode = null, double? Threshold = null, IReadOnlyDictionary<string, double>? Weights = null);
