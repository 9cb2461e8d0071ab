using Argosy.Core.Commands;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
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

/// <summary>Where a host opens the trades of commands: an account, or paper over a market.</summary>
/// <param name="terms">Account, market, candles and costs.</param>
/// <param name="services">What a bot is run with.</param>
/// <param name="logOf">The file of a deployment's run log.</param>
/// <param name="now">The market's time as far as it is known, Unix ms.</param>
sealed class ManagedPlace(PlaceTerms terms, Func<IBotWatcher, BotServices> services, Func<int, string> logOf, Func<long> now) : ITradePlace
{
    const int PriceBars = 10;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public string Exchange => terms.Market.Name;

    /// <inheritdoc/>
    public string Account => terms.Account;

    /// <inheritdoc/>
    public TradingMode Mode => terms.Desk is null ? TradingMode.Paper : TradingMode.Live;

    /// <inheritdoc/>
    public IMarketVenue Market => terms.Market;

    /// <inheritdoc/>
    public bool AllowsShort => terms.Settings.AllowShort || terms.Settings.Margin is not null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation)
    {
        if (terms.Desk is not null) return await terms.Venue!.BalancesAsync(cancellation);
        // A paper run has a pot of its own, of this size.
        return new AssetBalance[] { new(terms.Quote, terms.Settings.Cash, 0) };
    }

    /// <inheritdoc/>
    public async Task<Result<decimal>> PriceAsync(string instrument, CancellationToken cancellation)
    {
        var bars = await terms.Market.BarsAsync(instrument, terms.Candles, terms.Candles.Floor(now()) - (PriceBars * terms.Candles.ApproximateMilliseconds), cancellation);
        if (!bars.Ok) return bars.Error!;
        return bars.Value.Count > 0 ? bars.Value[^1].Close : new Error(ErrorKind.Unavailable, $"{Exchange} has no price of {instrument} now");
    }

    /// <inheritdoc/>
    public async Task<Result<RunBegins>> BeginAsync(TradeCommand trade, Instrument instrument, decimal notional, CancellationToken cancellation)
    {
        var leverage = trade.Leverage ?? terms.Settings.Leverage;
        // The run reckons with them: the account has them, asked for here or not.
        if (terms.Desk is not null && terms.Settings.Margin is { } margin)
        {
            if (leverage != decimal.Floor(leverage)) return Error.BadInput($"-lev {Exact.Text(leverage)}: {Exchange} takes whole numbers");
            var set = await terms.Venue!.SetMarginAsync(instrument.Name, (int)leverage, margin.Mode == Engine.Accounting.MarginMode.Isolated, cancellation);
            if (!set.Ok) return set.Error!;
        }
        // Enough for the entry at a price that moved on and for its costs.
        var cash = Exact.Round((notional / leverage * 1.2m) + (notional * 0.01m), 8);
        var settings = terms.Settings with { Cash = cash, Size = "all", Exits = [], Guards = [], Limits = [], Leverage = leverage };
        // A trade on contracts has one direction: in hedge mode it stands beside one of the other.
        if (settings.Margin is not null) settings = settings with { AllowShort = trade.Side == Side.Sell, AllowLong = trade.Side == Side.Buy };
        var bound = StrategyCatalogue.Find("managed-trade").Value.Bind(new Dictionary<string, string> { ["trade"] = trade.ToString() });
        if (!bound.Ok) return bound.Error!;
        var choice = new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
        return new RunBegins(terms.Desk is null ? RunMode.Paper : RunMode.Live, [instrument], terms.Candles, StrategyText.Of(choice), StoredSettings.Text(settings));
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
        if (terms.Desk is null) return "a paper account has nothing to compare with";
        var desk = terms.Desk;
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
