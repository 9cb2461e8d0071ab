using Argosy.Core.Commands;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Strategies;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>Where a run's host opens the trades of commands: its own account, or paper over the same market.</summary>
/// <param name="plan">What is run: candles and costs are those of its bot.</param>
/// <param name="adapters">The venue.</param>
/// <param name="desk">The account's desk; null on paper.</param>
/// <param name="services">What a bot is run with.</param>
/// <param name="logOf">The file of a deployment's run log.</param>
/// <param name="now">The market's time as far as it is known, Unix ms.</param>
sealed class ManagedPlace(RunPlan plan, VenueAdapters adapters, AccountDesk? desk, Func<IBotWatcher, BotServices> services, Func<int, string> logOf, Func<long> now) : ITradePlace
{
    const int PriceBars = 10;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public string Exchange => adapters.Market.Name;

    /// <inheritdoc/>
    public string Account => plan.IsLive && desk is null ? "paper" : plan.Account;

    /// <inheritdoc/>
    public TradingMode Mode => desk is null ? TradingMode.Paper : TradingMode.Live;

    /// <inheritdoc/>
    public IMarketVenue Market => adapters.Market;

    /// <inheritdoc/>
    public bool AllowsShort => plan.Settings.AllowShort || plan.Settings.Margin is not null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation)
    {
        if (desk is not null) return await adapters.Account!.BalancesAsync(cancellation);
        // A paper run has a pot of its own, of this size.
        var quote = adapters.Market.Listings[plan.Instruments[0]].Instrument.QuoteAsset;
        return new AssetBalance[] { new(quote, plan.Settings.Cash, 0) };
    }

    /// <inheritdoc/>
    public async Task<Result<decimal>> PriceAsync(string instrument, CancellationToken cancellation)
    {
        var bars = await adapters.Market.BarsAsync(instrument, plan.Candles, plan.Candles.Floor(now()) - (PriceBars * plan.Candles.ApproximateMilliseconds), cancellation);
        if (!bars.Ok) return bars.Error!;
        return bars.Value.Count > 0 ? bars.Value[^1].Close : new Error(ErrorKind.Unavailable, $"{Exchange} has no price of {instrument} now");
    }

    /// <inheritdoc/>
    public async Task<Result<RunBegins>> BeginAsync(TradeCommand trade, Instrument instrument, decimal notional, CancellationToken cancellation)
    {
        var leverage = trade.Leverage ?? plan.Settings.Leverage;
        if (desk is not null && trade.Leverage is { } asked && plan.Settings.Margin is { } margin)
        {
            if (asked != decimal.Floor(asked)) return Error.BadInput($"-lev {Exact.Text(asked)}: {Exchange} takes whole numbers");
            var set = await adapters.Account!.SetMarginAsync(instrument.Name, (int)asked, margin.Mode == Engine.Accounting.MarginMode.Isolated, cancellation);
            if (!set.Ok) return set.Error!;
        }
        // Enough for the entry at a price that moved on and for its costs.
        var cash = Exact.Round((notional / leverage * 1.2m) + (notional * 0.01m), 8);
        var settings = plan.Settings with { Cash = cash, Size = "all", Exits = [], Guards = [], Limits = [], Leverage = leverage };
        var bound = StrategyCatalogue.Find("managed-trade").Value.Bind(new Dictionary<string, string> { ["trade"] = trade.ToString() });
        if (!bound.Ok) return bound.Error!;
        var choice = new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
        return new RunBegins(desk is null ? RunMode.Paper : RunMode.Live, [instrument], plan.Candles, StrategyText.Of(choice), StoredSettings.Text(settings));
    }

    /// <inheritdoc/>
    public BotServices Services(IBotWatcher watcher) => services(watcher);

    /// <inheritdoc/>
    public BotTerms Terms(DeploymentRow deployment, RunBegins begins) => new()
    {
        Name = deployment.Bot, Deployment = deployment.Id, Account = Account, Instruments = begins.Instruments, Begins = begins, Log = logOf(deployment.Id), WarmUp = PriceBars,
    };

    /// <inheritdoc/>
    public async Task<string> ReconcileAsync(CancellationToken cancellation)
    {
        if (desk is null) return "a paper account has nothing to compare with";
        var before = await desk.Lane.Ask(() =>
        {
            desk.Reconcile();
            return desk.Balances;
        });
        var end = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(end) < Patience)
        {
            var (check, blocked) = await desk.Lane.Ask(() => (desk.Balances, desk.Blocked));
            if (!ReferenceEquals(check, before) && check is not null) return check.Message.Length > 0 ? check.Message : blocked.Length > 0 ? $"books and venue agree; entries are blocked: {blocked}" : "books and venue agree";
            await Task.Delay(50, cancellation);
        }
        return "the venue has not answered yet; it goes on, and an alert tells of a difference";
    }
}
