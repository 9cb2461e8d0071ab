using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Cli.Running;

/// <summary>What a run was asked to be, all of it readable and without contradiction.</summary>
sealed record RunPlan
{
    /// <summary>Whether orders go to an exchange.</summary>
    public required bool IsLive { get; init; }

    /// <summary>The venue.</summary>
    public required VenueKind Venue { get; init; }

    /// <summary>Names of instruments; those of the data on a virtual venue.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>Length of candles.</summary>
    public required Timeframe Candles { get; init; }

    /// <summary>Candles to warm up on.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Candles of a virtual venue.</summary>
    public required IReadOnlyList<Market> Markets { get; init; }

    /// <summary>What trades; null where code of files does, which is not read in this process.</summary>
    public required StrategyChoice? Strategy { get; init; }

    /// <summary>What it is called in the messages of a run.</summary>
    public required string StrategyName { get; init; }

    /// <summary>Its parameters as they were given.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The texts of its files by their names.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>Settings of its engine.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>Name of the bot; empty where nothing trades but commands.</summary>
    public required string Bot { get; init; }

    /// <summary>Whether a strategy trades; else commands alone do.</summary>
    public bool HasBot => Bot.Length > 0;

    /// <summary>Where the strategy runs.</summary>
    public required WorkerKind Worker { get; init; }

    /// <summary>Other addresses of the venue.</summary>
    public required VenueAddresses Addresses { get; init; }

    /// <summary>The words it was read from.</summary>
    public required ParseResult Words { get; init; }

    /// <summary>Where a configuration file says what it says.</summary>
    public required ConfigOrigins? Origins { get; init; }

    /// <summary>Name of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Folder of everything the host keeps.</summary>
    public required string Folder { get; init; }

    /// <summary>Reads the options, or says what is missing or contradicts itself.</summary>
    public static Result<RunPlan> Read(Session session, ParseResult parse, RunOptions options)
    {
        var isLive = parse.GetValue(options.Live);
        if (isLive && parse.GetValue(options.Paper)) return Error.BadInput("--paper and --live contradict; expected one of them");
        if (parse.GetValue(options.Venue) is not { } venue) return Error.BadInput("--venue is required: binance, binance-usdm, virtual or plug-in");
        if (Contradiction(parse, options, venue, isLive) is { } wrong) return wrong;
        var settings = SettingsOf(parse, options, venue);
        if (!settings.Ok) return settings.Error!;
        var addresses = AddressesOf(parse, options);
        if (!addresses.Ok) return addresses.Error!;
        var trades = TradesOf(parse, options);
        if (!trades.Ok) return trades.Error!;
        var markets = venue == VenueKind.Virtual ? MarketReader.Read(parse, options.Run, session) : new LoadedMarkets([], []);
        if (!markets.Ok) return markets.Error!;
        var candles = CandlesOf(parse, options, venue, markets.Value.Markets);
        if (!candles.Ok) return candles.Error!;
        var bot = parse.GetValue(options.Bot) ?? trades.Value.Name;
        if (bot.Length == 0 && trades.Value.Name.Length > 0) return Error.BadInput("--bot: the name is empty");
        var worker = parse.GetValue(options.Worker) ?? (trades.Value.Sources.Count > 0 ? WorkerKind.Process : WorkerKind.InProcess);
        if (worker == WorkerKind.InProcess && trades.Value.Sources.Count > 0) return Error.BadInput("--worker in-process: code of a file runs in a process of its own only");
        return new RunPlan
        {
            IsLive = isLive,
            Venue = venue,
            Instruments = venue == VenueKind.Virtual ? [.. markets.Value.Markets.Select(market => market.Instrument.Name)] : OptionKinds.List(parse, options.Instruments),
            Candles = candles.Value,
            WarmUp = (int)(parse.GetValue(options.WarmUp) ?? (venue != VenueKind.Virtual ? 500 : settings.Value.From is null ? 0 : int.MaxValue)),
            Markets = markets.Value.Markets,
            Strategy = trades.Value.Strategy,
            StrategyName = trades.Value.Name,
            Parameters = trades.Value.Parameters,
            Sources = trades.Value.Sources,
            Settings = settings.Value with { Band = false, From = null, To = null },
            Bot = bot,
            Worker = worker,
            Addresses = addresses.Value,
            Words = parse,
            Origins = session.Origins,
            Account = parse.GetValue(options.Account) ?? (isLive ? "main" : "paper"),
            Folder = Path.GetFullPath(parse.GetValue(options.Folder) ?? "argosy-data"),
        };
    }

    static Error? Contradiction(ParseResult parse, RunOptions options, VenueKind venue, bool isLive)
    {
        if (TradeFills.Contradiction(parse, options, venue, isLive) is { } apart) return apart;
        if (parse.GetValue(options.Side) is { } side)
        {
            if (parse.GetValue(options.Run.Margin) is null) return Error.BadInput($"--side {KebabCase.Of(side.ToString())} is for perpetual contracts: spot has long positions alone; expected --margin beside it, or no --side");
            if (parse.GetValue(options.Run.Short)) return Error.BadInput($"--side {KebabCase.Of(side.ToString())} and --short contradict: --short allows both; expected one of them");
        }
        var data = MarketReader.Files(parse, options.Run.Data).Count > 0;
        if (venue == VenueKind.Virtual)
        {
            if (isLive) return Error.BadInput("--live: a virtual venue takes no real orders; expected --paper");
            if (!data && !TickMarketReader.IsAsked(parse, options.Run)) return Error.BadInput("--data is required on a virtual venue: the candles it plays; or --ticks, the trades");
            if (OptionKinds.List(parse, options.Instruments).Count > 0) return Error.BadInput("--instruments: on a virtual venue --data says what is traded; --instrument names it where a file does not");
            return null;
        }
        if (data) return Error.BadInput($"--data is for --venue virtual; the candles of {KebabCase.Of(venue.ToString())} come from the venue");
        Option[] virtualOnly = [options.Speed, options.Run.From, options.Run.Instrument, options.Run.Tick, options.Run.Lot, options.Run.MinNotional, options.Run.Columns, options.Run.Timeframe];
        if (Array.Find(virtualOnly, option => parse.GetResult(option) is { Implicit: false }) is { } alien) return Error.BadInput($"{alien.Name} is for --venue virtual; the venue itself says this");
        if (OptionKinds.List(parse, options.Instruments).Count == 0 && IsStrategyGiven(parse, options)) return Error.BadInput("--instruments is required: what is traded, e.g. BTC/USDT");
        if (OptionKinds.List(parse, options.Instruments).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice) return Error.BadInput($"--instruments: {twice.Key} stands there twice");
        if (venue == VenueKind.Binance && (parse.GetValue(options.Run.Short) || parse.GetValue(options.Run.Margin) is not null)) return Error.BadInput("--venue binance: the spot market has neither short sales nor margin; expected binance-usdm");
        if (venue == VenueKind.BinanceUsdm && parse.GetValue(options.Run.Margin) is null) return Error.BadInput("--margin is required on binance-usdm: isolated or cross");
        return null;
    }

    // What belongs to another kind of venue has been refused; the reader of a backtest's settings wants data.
    static Result<BacktestSettings> SettingsOf(ParseResult parse, RunOptions options, VenueKind venue)
    {
        var read = SettingsReader.Read(parse, options.Run, needsData: venue == VenueKind.Virtual);
        if (!read.Ok) return read.Error!;
        var side = parse.GetValue(options.Side);
        return read.Value with { Ticks = TradeFills.Terms(parse, options), AllowShort = read.Value.AllowShort || side == RunSide.Short, AllowLong = side != RunSide.Short };
    }

    // Commands alone are marked and filled by the shortest candles their venue has.
    static Result<Timeframe> CandlesOf(ParseResult parse, RunOptions options, VenueKind venue, IReadOnlyList<Market> markets)
    {
        var text = parse.GetValue(options.Candles);
        if (markets.Count > 0)
        {
            if (text is not null) return Error.BadInput("--candles: on a virtual venue the data say how long they are");
            return markets.FirstOrDefault(market => market.Bars.Timeframe != markets[0].Bars.Timeframe) is { } other
                ? Error.BadInput($"--data: {markets[0].Source} has candles of {markets[0].Bars.Timeframe}, {other.Source} of {other.Bars.Timeframe}; one run has one clock")
                : markets[0].Bars.Timeframe;
        }
        if (text is null && !IsStrategyGiven(parse, options)) return venue == VenueKind.Binance ? Timeframe.FromMilliseconds(1_000) : Timeframe.OneMinute;
        if (text is null) return Error.BadInput("--candles is required: the length of the candles, e.g. 1m");
        var parsed = Timeframe.Parse(text);
        return parsed.Ok ? parsed.Value : Error.BadInput($"--candles: {parsed.Error!.Message}");
    }

    static bool IsStrategyGiven(ParseResult parse, RunOptions options) => parse.GetValue(options.Run.Strategy) is { Length: > 0 };

    static bool AreCommandsHeard(ParseResult parse, RunOptions options) => parse.GetValue(options.Console) || parse.GetValue(options.Commands) is not null || OptionKinds.List(parse, options.PlugIns).Count > 0;

    static Result<Trades> TradesOf(ParseResult parse, RunOptions options)
    {
        if (!IsStrategyGiven(parse, options))
        {
            if (!AreCommandsHeard(parse, options)) return Error.BadInput("--strategy is required, or commands that trade without one: --console, --commands or a service of --plugin ('argosy run --help' shows what there is)");
            Option[] ofBots = [options.Run.Parameters, options.Bot, options.Anew, options.Run.Exit, options.Run.Guard, options.Run.Limit, options.Run.Size];
            return Array.Find(ofBots, option => parse.GetResult(option) is { Implicit: false }) is { } alien ? Error.BadInput($"{alien.Name} is for a strategy, and there is no --strategy: commands say themselves what they want") : new Trades("", null, new Dictionary<string, string>(), new Dictionary<string, string>());
        }
        var held = new HeldBots();
        var chosen = ChosenStrategy.Read(parse, options.Run, held);
        if (!chosen.Ok) return chosen.Error!;
        var (source, parameters) = (chosen.Value.Source, chosen.Value.Parameters);
        var sources = SourcesOf(source.Texts, held.Files);
        if (!sources.Ok) return sources.Error!;
        if (sources.Value.Count > 0) return new Trades(source.Name, null, parameters, sources.Value);
        var bound = source.Bind(parameters);
        return bound.Ok ? new Trades(source.Name, bound.Value, parameters, sources.Value) : bound.Error!;
    }

    static Result<VenueAddresses> AddressesOf(ParseResult parse, RunOptions options)
    {
        var rest = Address(parse, options.Rest, "http");
        if (!rest.Ok) return rest.Error!;
        var own = rest.Value is { } at ? VenueAddresses.At(at) : new VenueAddresses();
        var streams = Address(parse, options.Streams, "ws", own.Streams);
        if (!streams.Ok) return streams.Error!;
        var api = Address(parse, options.SocketApi, "ws", own.SocketApi);
        return api.Ok ? own with { Streams = streams.Value, SocketApi = api.Value } : api.Error!;
    }

    static Result<Uri?> Address(ParseResult parse, Option<string?> option, string scheme, Uri? otherwise = null)
    {
        if (parse.GetValue(option) is not { } text) return Result<Uri?>.Of(otherwise);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != scheme && address.Scheme != scheme + "s")) return Error.BadInput($"{option.Name}: '{text}' is no address; expected {scheme}s://HOST or {scheme}://127.0.0.1:PORT");
        // A key and its signatures never cross a network in the clear.
        if (address.Scheme == scheme && !address.IsLoopback) return Error.BadInput($"{option.Name}: {text} is not encrypted; {scheme}:// is for this machine alone, elsewhere expected {scheme}s://");
        return Result<Uri?>.Of(address);
    }

    sealed record Trades(string Name, StrategyChoice? Strategy, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, string> Sources);

    // A worker of its own process is given the text: what runs is what was read when the bot was deployed.
    static Result<IReadOnlyDictionary<string, string>> SourcesOf(IReadOnlyList<string> texts, IReadOnlyCollection<string> files)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in files)
        {
            try
            {
                // A strategy is called by its file's name; what votes in one, as its parameters say.
                if (!sources.TryAdd(texts.Contains(path, StringComparer.Ordinal) ? Path.GetFileName(path) : path, File.ReadAllText(path))) return Error.BadInput($"--strategy: two files are called {Path.GetFileName(path)}; expected names of their own");
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return Error.BadInput($"--strategy: {path} cannot be read: {unreadable.Message}");
            }
        }
        return sources;
    }
}
