using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Running;

/// <summary>The options of a paper or live run: what trades as in a backtest, and where.</summary>
sealed class RunOptions
{
    public BacktestOptions Run { get; } = new();

    // Where it trades.
    public Option<bool> Paper { get; } = OptionKinds.Flag("--paper", "Simulate the orders: no key, no private request (the usual)");

    public Option<bool> Live { get; } = OptionKinds.Flag("--live", "Trade with real money on the account");

    public Option<VenueKind?> Venue { get; } = OptionKinds.Choice(
        "--venue", "Where the market is; virtual plays the candles of --data, plug-in is the venue among --plugin", ("binance", VenueKind.Binance), ("binance-usdm", VenueKind.BinanceUsdm), ("virtual", VenueKind.Virtual), ("plug-in", VenueKind.PlugIn));

    public Option<string[]> Instruments { get; } = OptionKinds.Texts("--instruments", "BTC/USDT", "What is traded, as the venue lists it; several with commas");

    public Option<string?> Candles { get; } = OptionKinds.Text("--candles", "1m", "Length of the candles the strategy decides on, one the venue has");

    public Option<long?> WarmUp { get; } = OptionKinds.Whole("--warm-up", "Candles before the start that strategies warm up on (default 500; on a virtual venue all before --from)", 0, 100_000);

    public Option<FillSource?> Fills { get; } = OptionKinds.Choice(
        "--fills", "What fills the orders of a paper run: the market's candles (the usual), or each of its trades (one instrument, no --margin)", ("candles", FillSource.Candles), ("trades", FillSource.Trades));

    public Option<decimal?> Speed { get; } = OptionKinds.Money("--speed", "ratio", "On a virtual venue: market seconds a second (default 0: as fast as they are taken)", "a number, 0 or more", value => value >= 0);

    // The bot and its account.
    public Option<string?> Bot { get; } = OptionKinds.Text("--bot", "name", "What the bot is called (default: the strategy's name); a bot of this name goes on where it was");

    public Option<bool> Anew { get; } = OptionKinds.Flag("--anew", "Begin a new deployment, where the bot of this name was deployed with other settings");

    public Option<string?> Account { get; } = OptionKinds.Text("--account", "name", "The account to trade on (default main; paper runs: paper)");

    public Option<string?> Key { get; } = OptionKinds.Text("--key", "vault|env:NAME", "Where the account's key is: in the vault (the usual), or in NAME_KEY and NAME_SECRET of the environment, from where it is sealed into the vault once the venue took it");

    public Option<string?> MasterKey { get; } = OptionKinds.Text("--master-key", "file", "File with the master key that opens the vault (default: ARGOSY_MASTER_KEY of the environment); live runs need one");

    public Option<decimal?> MaxOrder { get; } = OptionKinds.Money("--max-order", "amount", "Largest notional of one entry on the account, quote asset; the host refuses more whatever the bot wants", "an amount above 0", value => value > 0);

    public Option<decimal?> MaxPosition { get; } = OptionKinds.Money("--max-position", "amount", "Largest notional of the account's position in one instrument, quote asset", "an amount above 0", value => value > 0);

    public Option<bool> Shared { get; } = OptionKinds.Flag("--shared", "Other bots of the account may trade the same perpetual contracts: their positions are one at the exchange, exits are watched by the host");

    // The host.
    public Option<string?> Folder { get; } = OptionKinds.Folder("--folder", "Folder of journals, run logs and the database (default argosy-data)");

    public Option<string?> Database { get; } = OptionKinds.Text("--database", "file|connection", "A SQLite file, or a PostgreSQL connection such as Host=127.0.0.1;Username=argosy;Database=argosy (default: argosy.db in the folder)");

    public Option<WorkerKind?> Worker { get; } = OptionKinds.Choice(
        "--worker", "Where the strategy runs (default: built-in ones in this process, files in one of their own)", ("in-process", WorkerKind.InProcess), ("process", WorkerKind.Process));

    public Option<bool> Rehearse { get; } = OptionKinds.Flag("--rehearse", "Walk the way of an order without effect from 20 ms before each close until its candle has come, so that the real one finds its code in the processor's caches; a core is at work for so long (live runs of built-in strategies in this process)");

    public Option<string?> Rest { get; } = OptionKinds.Text("--rest", "url", "Another address for the venue's requests, e.g. http://127.0.0.1:9100 of a testnet");

    public Option<string?> Streams { get; } = OptionKinds.Text("--streams", "url", "Another address for its streams (default with --rest: the same host)");

    public Option<string?> SocketApi { get; } = OptionKinds.Text("--socket-api", "url", "Another address for its socket API (default with --rest: the same host)");

    public Option<bool> Console { get; } = OptionKinds.Flag("--console", "Take commands from the standard input, a line each; 'help' lists them, 'quit' ends the run");

    public Option<long?> Commands { get; } = OptionKinds.Whole("--commands", "Take commands over HTTP on this port of this machine (0 for any): POST /command with ARGOSY_TOKEN of the environment, POST /webhook with ARGOSY_WEBHOOK_SECRET", 0, 65_535);

    public Option<string[]> PlugIns { get; } = OptionKinds.Texts("--plugin", "file", "A plug-in with its settings, e.g. echo.dll;port=9000;senders=ann|bob (a service obeys the senders named, nobody else); several with commas");

    public Option<string?> PlugInFolder { get; } = OptionKinds.Text("--plugins", "dir", "Folder of plug-ins (default: plugins here, then beside the program)");

    // How it is watched.
    public Option<long?> Http { get; } = OptionKinds.Whole("--http", "Port of /health and /metrics on this machine (0: any free one; default: none)", 0, 65_535);

    public Option<string?> Otlp { get; } = OptionKinds.Text("--otlp", "url", "Collector that metrics and traces are sent to by OTLP over HTTP (default: OTEL_EXPORTER_OTLP_ENDPOINT of the environment; without it none)");

    public Option<LogDepth?> LogLevel { get; } = OptionKinds.Choice(
        "--log-level", "What the application log holds (default info)", ("debug", LogDepth.Debug), ("info", LogDepth.Info), ("warning", LogDepth.Warning), ("error", LogDepth.Error));

    public Option<LogFiles?> LogFiles { get; } = OptionKinds.Choice(
        "--log-files", "Whether application, trading and audit logs are written as files (default on; off on a virtual venue)", ("on", Running.LogFiles.On), ("off", Running.LogFiles.Off));

    public Option<string?> AlertWebhook { get; } = OptionKinds.Text("--alert-webhook", "url", "Address that alerts are posted to as JSON");

    public Option<string?> AlertSecret { get; } = OptionKinds.Text("--alert-secret", "env:NAME", "Where the webhook's secret is, sent in the header X-Argosy-Secret: a name of the environment");

    public Option<AlertSeverity?> AlertLeast { get; } = OptionKinds.Choice(
        "--alert-least", "The least severity that the webhook is told (default warning)", ("info", AlertSeverity.Info), ("warning", AlertSeverity.Warning), ("critical", AlertSeverity.Critical));

    public Option<string?> Json { get; } = OptionKinds.Text("--json", "file", "Write what the bot did when it ends as JSON; - is the standard output");

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(DescribedCommand command)
    {
        command.Backtest = Run;
        command.OfTheProcess = [MasterKey, Folder, Database, Console, Commands, PlugIns, PlugInFolder, Rehearse, Json, Http, Otlp, LogLevel, LogFiles, AlertWebhook, AlertSecret, AlertLeast];
        command.AddGroup("Where it trades", Run.Config, Paper, Live, Venue, Instruments, Candles, WarmUp, Run.Data, Run.Ticks, Speed);
        command.AddGroup("What runs", Run.Strategy, Run.Parameters, Run.From, Run.Seed, Bot, Anew);
        command.AddGroup("Account", Account, Key, MasterKey, MaxOrder, MaxPosition, Shared, Run.Cash, Run.Size, Run.Short, Run.Leverage, Run.BorrowApr, Run.Margin, Run.LiquidationFee);
        command.AddGroup("Risk", Run.Exit, Run.Guard, Run.Limit);
        command.AddGroup("Costs of a paper run", Run.Fee, Run.MakerFee, Run.TakerFee, Run.FeeAsset, Run.Slippage, Run.Spread);
        command.AddGroup("Fills of a paper run", Fills, Run.FillAt, Run.Path, Run.Participation, Run.LatencyBars, Run.LatencyMs, Run.LatencyJitterMs, Run.CancelLatencyMs, Run.Queue);
        command.AddGroup("Instruments of a virtual venue", Run.Instrument, Run.Tick, Run.Lot, Run.MinNotional, Run.Timeframe, Run.Columns, Run.Force);
        command.AddGroup("Host", Folder, Database, Worker, Rehearse, Rest, Streams, SocketApi, Console, Commands, PlugIns, PlugInFolder, Json);
        command.AddGroup("Watching", Http, Otlp, LogLevel, LogFiles, AlertWebhook, AlertSecret, AlertLeast);
    }
}

/// <summary>A venue a run may be on.</summary>
enum VenueKind
{
    /// <summary>Binance spot.</summary>
    Binance,
    /// <summary>Binance USD-M futures.</summary>
    BinanceUsdm,
    /// <summary>Candles that are there already.</summary>
    Virtual,
    /// <summary>The one venue among the plug-ins.</summary>
    PlugIn,
}

/// <summary>What fills the orders of a paper run.</summary>
enum FillSource
{
    /// <summary>Candles.</summary>
    Candles,
    /// <summary>Trades.</summary>
    Trades,
}

/// <summary>What a log holds.</summary>
enum LogDepth
{
    /// <summary>Everything.</summary>
    Debug,
    /// <summary>What people read.</summary>
    Info,
    /// <summary>What may need somebody.</summary>
    Warning,
    /// <summary>What went wrong.</summary>
    Error,
}

/// <summary>Whether files of logs are written.</summary>
enum LogFiles
{
    /// <summary>They are.</summary>
    On,
    /// <summary>They are not.</summary>
    Off,
}

/// <summary>Where a strategy runs.</summary>
enum WorkerKind
{
    /// <summary>In this process.</summary>
    InProcess,
    /// <summary>In a process of its own.</summary>
    Process,
}
