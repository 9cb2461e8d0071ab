namespace Argosy.Hosting.Deploying;

/// <summary>What a person wants deployed: which strategy trades what, where, with how much. It is stored as it was given.</summary>
public sealed record DeploymentSpec
{
    /// <summary>Its name, unique among deployments that are not deleted: 1 to 40 letters, digits, dots, hyphens or underscores.</summary>
    public required string Name { get; init; }

    /// <summary>A built-in strategy, or the name of one of <see cref="Sources"/>.</summary>
    public required string Strategy { get; init; }

    /// <summary>Parameters by name; what is not named has its default.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>C# texts by their file names, e.g. breakout.cs.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    /// <summary>The stored bot it is a version of; null: a bot of the deployment's own name.</summary>
    public string? Bot { get; init; }

    /// <summary>The version of a bot of the library (<see cref="Bot"/> #7); null: one that is made of what runs.</summary>
    public string? Version { get; init; }

    /// <summary>Where orders go.</summary>
    public DeploymentMode Mode { get; init; } = DeploymentMode.Paper;

    /// <summary>The account; null on paper: the account "paper", on which each deployment has a pot of its own.</summary>
    public string? Account { get; init; }

    /// <summary>The venue of its market: binance, binance-usdm, virtual or a plug-in's name.</summary>
    public required string Venue { get; init; }

    /// <summary>Names like BTC/USDT, in the run's order, each once.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Length of its candles, e.g. 1m.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Candles before the start that strategies warm up on, 0 to 100,000.</summary>
    public int WarmUp { get; init; } = 500;

    /// <summary>Its cash, quote asset, above 0.</summary>
    public decimal Cash { get; init; } = 10_000m;

    /// <summary>Order size in the command line's words, e.g. quote:100 or equity:10%.</summary>
    public string Size { get; init; } = "all";

    /// <summary>Protective exits of every entry, e.g. stop:2%.</summary>
    public IReadOnlyList<string> Exits { get; init; } = [];

    /// <summary>What blocks entries, e.g. cooldown:1h.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>What shrinks or refuses entries, e.g. max-order-size:1000.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Whether short sales are allowed.</summary>
    public bool Short { get; init; }

    /// <summary>long or short: which positions alone it opens on perpetual contracts, as each of two bots of an instrument must in hedge mode; null: long ones, and short ones where short sales are allowed.</summary>
    public string? Side { get; init; }

    /// <summary>Largest exposure over equity, 1 or more.</summary>
    public decimal Leverage { get; init; } = 1;

    /// <summary>isolated or cross on perpetual contracts; null on spot.</summary>
    public string? Margin { get; init; }

    /// <summary>Maker fee of a paper run, ratio; null: the usual.</summary>
    public decimal? MakerFee { get; init; }

    /// <summary>Taker fee of a paper run, ratio; null: the usual.</summary>
    public decimal? TakerFee { get; init; }

    /// <summary>Slippage of a paper run, basis points; null: the usual.</summary>
    public decimal? SlippageBps { get; init; }

    /// <summary>What fills a paper run: candles, or trades, each of its one instrument's market; null: candles.</summary>
    public string? Fills { get; init; }

    /// <summary>From decision to arrival at the simulated venue, ms, 0..600,000, of a paper run that is filled on trades; null: 0.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>Seed of the run's chance; null: the usual.</summary>
    public long? Seed { get; init; }

    /// <summary>When it is fired: five fields of cron in UTC, e.g. "0 8 * * 1-5"; empty: it is kept running.</summary>
    public string Schedule { get; init; } = "";
}

/// <summary>Where a deployment's orders go.</summary>
public enum DeploymentMode
{
    /// <summary>To a simulated venue over the live market.</summary>
    Paper,
    /// <summary>To an exchange.</summary>
    Live,
}

/// <summary>What a person wants of a deployment, over restarts of the host.</summary>
public enum WantedState
{
    /// <summary>It trades.</summary>
    Running,
    /// <summary>It goes on without entries.</summary>
    Paused,
    /// <summary>Its positions are being closed; then it stops.</summary>
    Closing,
    /// <summary>It does not run.</summary>
    Stopped,
}

/// <summary>What becomes of positions when a deployment stops.</summary>
public enum PositionsAtStop
{
    /// <summary>They stay, with their stops and targets at the venue.</summary>
    Leave,
    /// <summary>They are closed at the market first.</summary>
    Close,
}
