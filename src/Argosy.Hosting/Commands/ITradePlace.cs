using Argosy.Core.Commands;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Where managed trades can be opened: one account of a venue, or paper over its market.</summary>
public interface ITradePlace
{
    /// <summary>The venue's name, e.g. binance.</summary>
    string Exchange { get; }

    /// <summary>The account.</summary>
    string Account { get; }

    /// <summary>Whether orders reach the exchange.</summary>
    TradingMode Mode { get; }

    /// <summary>The market.</summary>
    IMarketVenue Market { get; }

    /// <summary>Whether a trade may sell what it does not hold.</summary>
    bool AllowsShort { get; }

    /// <summary>What the account holds.</summary>
    Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation);

    /// <summary>The last price known of an instrument, quote asset.</summary>
    Task<Result<decimal>> PriceAsync(string instrument, CancellationToken cancellation);

    /// <summary>The run of a trade, its venue made ready for it; or why there can be none.</summary>
    /// <param name="trade">The trade, its symbol resolved, its amount no share.</param>
    /// <param name="instrument">What it trades.</param>
    /// <param name="notional">What it is worth, quote asset.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Result<RunBegins>> BeginAsync(TradeCommand trade, Instrument instrument, decimal notional, CancellationToken cancellation);

    /// <summary>What a bot is run with here.</summary>
    BotServices Services(IBotWatcher watcher);

    /// <summary>What a bot of a deployment here is.</summary>
    BotTerms Terms(DeploymentRow deployment, RunBegins begins);

    /// <summary>Compares the account with its venue now; what came of it, one sentence.</summary>
    Task<string> ReconcileAsync(CancellationToken cancellation);
}
