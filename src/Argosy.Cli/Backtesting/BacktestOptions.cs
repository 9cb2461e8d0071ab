using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Engine.Accounting;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;

namespace Argosy.Cli.Backtesting;

/// <summary>The options of a backtest, in the groups of its help.</summary>
sealed class BacktestOptions : ICommandOptions
{
    const string NotNegative = "a number, 0 or more";

    // What runs.
    public Option<string?> Config { get; } = OptionKinds.Text("--config", "file", "A YAML file that says all this; what the command line says itself wins");

    public Option<string[]> Data { get; } = OptionKinds.Texts("--data", "file|name", "Candles to test on: a file, or the name of an imported series ('argosy data list'); several with commas or by repeating it");

    public Option<string[]> Strategy { get; } = OptionKinds.Texts("--strategy", "[id:]name|file", "A built-in strategy ('argosy strategies'), or a file with a bot in C# (.cs) or TypeScript (.ts), whose code runs in a sandbox. Repeat it for several on one account, each with a book of its own");

    public Option<string[]> Parameters { get; } = OptionKinds.Texts("--param", "name=value", "A parameter of the strategy, of several strategies id.name=value; repeat it for each");

    public Option<long?> From { get; } = OptionKinds.Instant("--from", "First day or instant of the test; the bars before it warm the strategy up");

    public Option<long?> To { get; } = OptionKinds.Instant("--to", "Where the test ends, exclusive");

    public Option<long?> Seed { get; } = OptionKinds.Whole("--seed", "Seed of the run's own generator (default 1)", 0, long.MaxValue);

    // Account.
    public Option<decimal?> Cash { get; } = OptionKinds.Money("--cash", "amount", "Starting cash in the quote asset (default 10000)", "an amount above 0, e.g. 10000", value => value > 0);

    public Option<string?> Size { get; } = OptionKinds.Text("--size", "rule", "Size of entries: all, quote:100, qty:1, equity:10%, risk:1%, volatility:20% or kelly(cap=25%) (default all: the free cash)");

    public Option<bool> Short { get; } = OptionKinds.Flag("--short", "Allow short sales");

    public Option<decimal?> Leverage { get; } = OptionKinds.Money("--leverage", "n", "With --margin: notional per initial margin, 1 to 125; on spot with --short: largest exposure after an opening fill, in multiples of equity (default 1)", "a number, 1 or more", value => value >= 1);

    public Option<decimal?> BorrowApr { get; } = OptionKinds.Ratio("--borrow-apr", "With --short: yearly interest on borrowed assets (default 0)", "a ratio, 0 or more, e.g. 0.05 or 5%", value => value >= 0);

    // Risk.
    public Option<string[]> Exit { get; } = OptionKinds.Texts("--exit", "rule", "A protective exit of every entry, e.g. stop:2%, trailing:5% or roi:0:4%/60:2% ('argosy rules'); repeat it for each");

    public Option<string[]> Guard { get; } = OptionKinds.Texts("--guard", "rule", "What blocks entries, exits pass: e.g. cooldown:1h or max-drawdown(limit=10%, period=30d); repeat it for each");

    public Option<string[]> Limit { get; } = OptionKinds.Texts("--limit", "rule", "What shrinks or refuses entries: e.g. max-order-size:1000 or max-leverage:0.5; repeat it for each");

    // Perpetual futures.
    public Option<MarginMode?> Margin { get; } = OptionKinds.Choice("--margin", "Trade perpetual contracts instead of spot, each position on its own margin or all on the account's", ("isolated", MarginMode.Isolated), ("cross", MarginMode.Cross));

    public Option<string[]> Mark { get; } = OptionKinds.Texts("--mark", "file|name", "Mark-price candles, for liquidation and funding; one for each of --data (default: the last price)");

    public Option<string[]> Funding { get; } = OptionKinds.Texts("--funding", "file", "Recorded funding rates (time,rate); one for each of --data");

    public Option<string[]> Brackets { get; } = OptionKinds.Texts("--brackets", "file", "Maintenance brackets (floor,cap,max_leverage,rate, or Binance's leverageBracket JSON); one for all or one for each of --data");

    public Option<decimal?> LiquidationFee { get; } = OptionKinds.Ratio("--liquidation-fee", "Fee of a liquidation (default 0.0125, that is 1.25%)", "a ratio from 0 to below 1, e.g. 0.0125 or 1.25%", value => value is >= 0 and < 1);

    // Costs.
    public Option<decimal?> Fee { get; } = OptionKinds.Ratio("--fee", "Fee of every fill (default 0.001, that is 0.1%)", "a ratio from 0 to below 1, e.g. 0.001 or 0.1%", value => value is >= 0 and < 1);

    public Option<decimal?> MakerFee { get; } = OptionKinds.Ratio("--maker-fee", "Fee of fills that add liquidity; negative is a rebate", "a ratio between -1 and 1, e.g. 0.0002 or 0.02%", value => value is > -1 and < 1);

    public Option<decimal?> TakerFee { get; } = OptionKinds.Ratio("--taker-fee", "Fee of fills that take liquidity", "a ratio from 0 to below 1, e.g. 0.0005 or 0.05%", value => value is >= 0 and < 1);

    public Option<FeeAsset?> FeeAsset { get; } = OptionKinds.Choice("--fee-asset", "Asset the fee is charged in (default quote)", ("quote", Backtesting.FeeAsset.Quote), ("received", Backtesting.FeeAsset.Received));

    public Option<decimal?> Slippage { get; } = OptionKinds.Money("--slippage-bps", "bps", "Slippage of taker fills, basis points (default 0)", NotNegative, value => value is >= 0 and < 10_000);

    public Option<decimal?> Spread { get; } = OptionKinds.Money("--spread-bps", "bps", "Whole bid-ask spread, basis points; taker fills pay half (default 0)", NotNegative, value => value is >= 0 and < 10_000);

    // Fills.
    public Option<FillAt?> FillAt { get; } = OptionKinds.Choice("--fill-at", "Where an order decided at a close fills (default next-open)", ("next-open", Simulation.Fills.FillAt.NextOpen), ("close", Simulation.Fills.FillAt.Close));

    public Option<PathMode?> Path { get; } = OptionKinds.Choice(
        "--path", "How the price moves inside a bar (default near-first)", ("near-first", PathMode.NearFirst), ("adverse-first", PathMode.AdverseFirst),
        ("favourable-first", PathMode.FavourableFirst), ("ohlc", PathMode.Ohlc), ("olhc", PathMode.Olhc));

    public Option<Switch?> Band { get; } = OptionKinds.Choice("--band", "Repeat runs that depend on the path, adverse and favourable first (default on)", ("on", Switch.On), ("off", Switch.Off));

    public Option<string[]> Detail { get; } = OptionKinds.Texts("--detail", "file|name", "Finer bars to walk inside those of --data; one for each when there are several");

    public Option<decimal?> Participation { get; } = OptionKinds.Ratio("--participation", "Largest share of a bar's volume our orders take; 0 is no limit (default 0.1)", "a ratio from 0 to 1, e.g. 0.1 or 10%", value => value is >= 0 and <= 1);

    public Option<long?> LatencyBars { get; } = OptionKinds.Whole("--latency-bars", "Whole bars between decision and arrival (default 0)", 0, 100_000);

    // Ticks.
    public Option<string[]> Ticks { get; } = OptionKinds.Texts("--ticks", "file", "Instead of --data: public trades of one instrument; bars of --timeframe are built from them and orders fill on them");

    public Option<string[]> Quotes { get; } = OptionKinds.Texts("--quotes", "file", "With --ticks: best bids and asks with their sizes; takers fill at them");

    public Option<string[]> Book { get; } = OptionKinds.Texts("--book", "file", "With --ticks: order-book snapshots and changes; takers walk the book");

    public Option<long?> LatencyMs { get; } = OptionKinds.Whole("--latency-ms", "On ticks: milliseconds from decision to arrival (default 0)", 0, 600_000);

    public Option<long?> LatencyJitterMs { get; } = OptionKinds.Whole("--latency-jitter-ms", "On ticks: most that is added to a delay at random, seeded (default 0)", 0, 600_000);

    public Option<long?> CancelLatencyMs { get; } = OptionKinds.Whole("--cancel-latency-ms", "On ticks: milliseconds until a cancellation arrives (default: as an order)", 0, 600_000);

    public Option<QueueKind?> Queue { get; } = OptionKinds.Choice(
        "--queue", "On ticks: where resting limits stand in the queue at their price (default pessimistic)", ("pessimistic", QueueKind.Pessimistic), ("proportional", QueueKind.Proportional), ("optimistic", QueueKind.Optimistic));

    // Instruments and files.
    public Option<string[]> Instrument { get; } = OptionKinds.Texts("--instrument", "BTC/USD", "What is traded, where the file does not tell");

    public Option<string[]> Tick { get; } = OptionKinds.Texts("--tick", "price", "Smallest price step (default: the finest in the data)");

    public Option<string[]> Lot { get; } = OptionKinds.Texts("--lot", "quantity", "Smallest quantity step (default 0.00000001)");

    public Option<string[]> MinNotional { get; } = OptionKinds.Texts("--min-notional", "amount", "Smallest price x quantity of an order (default 0.00000001)");

    public Option<string?> Every { get; } = OptionKinds.Text("--every", "1h", "Bars the strategy sees, built from those of --data, which are then walked inside them");

    public Option<string?> Timeframe { get; } = OptionKinds.Text("--timeframe", "1h", "Length of the file's bars, where it does not tell");

    public Option<string?> Columns { get; } = OptionKinds.Text("--columns", "t,o,h,l,c,v", "Meaning of the columns of a CSV without a header; _ skips one");

    public Option<bool> Force { get; } = OptionKinds.Flag("--force", "Take bars whose high or low does not enclose the other prices");

    // Output.
    public Option<string?> Json { get; } = new OutputOption("--json", "Write the result as JSON; - is the standard output");

    public Option<string?> Html { get; } = new OutputOption("--html", "Write a report with charts as one HTML file");

    public Option<string?> Trades { get; } = new OutputOption("--trades", "Write the trades as CSV");

    public Option<string?> EquityFile { get; } = new OutputOption("--equity-file", "Write the whole equity curve as CSV");

    public Option<string?> OrdersFile { get; } = new OutputOption("--orders-file", "Write all orders as CSV");

    public Option<string?> FillsFile { get; } = new OutputOption("--fills-file", "Write all fills as CSV");

    public Option<string?> VotesFile { get; } = new OutputOption("--votes-file", "Write every round of a consensus as CSV, or as JSON lines where the name ends in .jsonl");

    public Option<string?> Log { get; } = new OutputOption("--log", "Write the run's log: every order and everything the venue said, as JSON lines");

    public Option<string?> FromOptimization { get; } = OptionKinds.Text("--from-optimization", "file[#trial]", "The best trial of an 'argosy optimize --json' file, or the trial of that number, as it ran: strategy, parameters, account, costs, fills and period, as far as no other option says otherwise");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        command.Backtest = this;
        command.AddGroup("What runs", Config, Data, Strategy, Parameters, FromOptimization, From, To, Seed);
        AddCommon(command);
        command.AddGroup("Ticks", Ticks, Quotes, Book, LatencyMs, LatencyJitterMs, CancelLatencyMs, Queue);
        command.AddGroup("Output", Json, Html, Trades, EquityFile, OrdersFile, FillsFile, VotesFile, Log);
    }

    /// <summary>Adds what decides a run, without its output, to a command that makes many of them.</summary>
    public void AddRunTo(DescribedCommand command)
    {
        command.Backtest = this;
        Data.Required = true;
        Strategy.Required = true;
        command.AddGroup("What runs", Config, Data, Strategy, Parameters, From, To, Seed);
        AddCommon(command);
    }

    void AddCommon(DescribedCommand command)
    {
        command.AddGroup("Account", Cash, Size, Short, Leverage, BorrowApr);
        command.AddGroup("Risk", Exit, Guard, Limit);
        AddPerpetuals(command);
        command.AddGroup("Costs", Fee, MakerFee, TakerFee, FeeAsset, Slippage, Spread);
        command.AddGroup("Fills", FillAt, Path, Band, Detail, Participation, LatencyBars);
        command.AddGroup("Instruments and files (several values, in the order of --data, with commas)", Instrument, Tick, Lot, MinNotional, Every, Timeframe, Columns, Force);
    }

    /// <summary>Adds what a run of perpetual contracts is made of, for a command that chooses the leverage itself.</summary>
    public void AddRunTo(DescribedCommand command, Option threshold)
    {
        command.Backtest = this;
        Data.Required = true;
        Strategy.Required = true;
        command.AddGroup("What runs", Config, Data, Strategy, Parameters, From, To, Seed);
        command.AddGroup("Account", threshold, Cash, Size, Short);
        command.AddGroup("Risk", Exit, Guard, Limit);
        AddPerpetuals(command);
        command.AddGroup("Costs", Fee, MakerFee, TakerFee, Slippage, Spread);
        command.AddGroup("Fills", FillAt, Path, Detail, Participation, LatencyBars);
        command.AddGroup("Instruments and files (several values, in the order of --data, with commas)", Instrument, Tick, Lot, MinNotional, Every, Timeframe, Columns, Force);
        command.AddGroup("Output", Json);
    }

    void AddPerpetuals(DescribedCommand command) => command.AddGroup("Perpetual futures", Margin, Mark, Funding, Brackets, LiquidationFee);
}

/// <summary>On or off: the parser takes any word but true and false after a truth value for the next argument.</summary>
enum Switch
{
    /// <summary>Off.</summary>
    Off,
    /// <summary>On.</summary>
    On,
}

/// <summary>Asset a fee is charged in.</summary>
enum FeeAsset
{
    /// <summary>The quote asset.</summary>
    Quote,
    /// <summary>The asset received.</summary>
    Received,
}
