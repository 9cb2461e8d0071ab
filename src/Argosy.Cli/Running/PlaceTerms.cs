using Argosy.Core.MarketData;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Running;

/// <summary>Where managed trades are opened: an account, or paper over a market.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Market">The market.</param>
/// <param name="Candles">Length of the candles trades are marked and filled by.</param>
/// <param name="Settings">Costs, leverage and margin of its trades.</param>
/// <param name="Quote">What its cash is in.</param>
sealed record PlaceTerms(string Account, IMarketVenue Market, Timeframe Candles, BacktestSettings Settings, string Quote)
{
    /// <summary>The account at the venue; null on paper.</summary>
    public ITradingVenue? Venue { get; init; }

    /// <summary>Its desk; null on paper.</summary>
    public AccountDesk? Desk { get; init; }
}
