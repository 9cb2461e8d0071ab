using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>What a bot is, from its deployment on.</summary>
public sealed record BotTerms
{
    /// <summary>Its name, unique in the host.</summary>
    public required string Name { get; init; }

    /// <summary>Its deployment's number, from 1.</summary>
    public required int Deployment { get; init; }

    /// <summary>The account it trades on.</summary>
    public required string Account { get; init; }

    /// <summary>Instruments in the run's order.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The run's first message.</summary>
    public required RunBegins Begins { get; init; }

    /// <summary>File of its run log.</summary>
    public required string Log { get; init; }

    /// <summary>Most candles before the first instant that strategies warm up on; 0 for none.</summary>
    public int WarmUp { get; init; } = 500;

    /// <summary>Length of its candles.</summary>
    public Timeframe Timeframe => Begins.Timeframe;

    /// <summary>Whether its orders are filled on the market's trades, of which it is told each; else on its candles, or by an exchange.</summary>
    /// <remarks>Of all runs only those have a latency in milliseconds among their settings.</remarks>
    public bool IsFilledOnTrades => Begins.Settings.Contains("\"latencyMs\":", StringComparison.Ordinal);

    /// <summary>Which positions its run may open, as its settings say: without short sales long ones alone, without long positions short ones alone.</summary>
    public PositionLeg Opens => Begins.Settings.Contains("\"long\":false", StringComparison.Ordinal) ? PositionLeg.Short
        : Begins.Settings.Contains("\"short\":false", StringComparison.Ordinal) ? PositionLeg.Long
        : PositionLeg.Both;

    /// <summary>Whether its orders go to an exchange.</summary>
    public bool IsLive => Begins.Mode == RunMode.Live;
}
