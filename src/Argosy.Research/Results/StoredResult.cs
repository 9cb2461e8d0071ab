using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>A result as a file tells it: what reports and comparisons read. Times are Unix ms, money is exact.</summary>
public sealed record StoredResult
{
    /// <summary>Name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>What traded.</summary>
    public required StoredStrategy Strategy { get; init; }

    /// <summary>What each of several strategies did in its own book; empty for a single one.</summary>
    public IReadOnlyList<StoredBook> Strategies { get; init => field = value ?? []; } = [];

    /// <summary>Instruments with their data, in the run's order.</summary>
    public required IReadOnlyList<StoredInstrument> Instruments { get; init; }

    /// <summary>Bar length of the first instrument, e.g. 1h.</summary>
    public required string Timeframe { get; init; }

    /// <summary>Start of the test.</summary>
    public required long From { get; init; }

    /// <summary>The last close.</summary>
    public required long To { get; init; }

    /// <summary>Every setting as an object of text, numbers, truth values and nulls.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>Name of the fill contract.</summary>
    public required string FillContract { get; init; }

    /// <summary>The figures.</summary>
    public required PerformanceMetrics Metrics { get; init; }

    /// <summary>Sensitivity to the path inside bars; null when it was switched off.</summary>
    public StoredBand? Band { get; init; }

    /// <summary>Every trade.</summary>
    public required IReadOnlyList<StoredTrade> Trades { get; init; }

    /// <summary>The first orders.</summary>
    public required IReadOnlyList<StoredOrder> Orders { get; init; }

    /// <summary>The first fills.</summary>
    public required IReadOnlyList<StoredFill> Fills { get; init; }

    /// <summary>Kept points of the equity curve, starting cash first.</summary>
    [JsonConverter(typeof(EquityConverter))]
    public required EquitySeries Equity { get; init; }

    /// <summary>Starting cash and the last point of each day; empty in results written before there was such a list.</summary>
    [JsonConverter(typeof(EquityConverter))]
    public EquitySeries Daily { get; init => field = value ?? EquitySeries.None; } = EquitySeries.None;

    /// <summary>Points the curve had.</summary>
    public required int EquityPoints { get; init; }

    /// <summary>Orders in all.</summary>
    public required int OrderCount { get; init; }

    /// <summary>Fills in all.</summary>
    public required int FillCount { get; init; }

    /// <summary>Whether orders or fills are missing from their lists.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Orders that ended unfilled, by reason code.</summary>
    public IReadOnlyDictionary<string, int> Unfilled { get; init => field = value ?? new Dictionary<string, int>(StringComparer.Ordinal); } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What a sceptic would point out.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What the data lack.</summary>
    public required StoredQuality DataQuality { get; init; }

    /// <summary>SHA-256 over the trades, hex.</summary>
    public required string TradeHash { get; init; }

    /// <summary>SHA-256 over the engine's state and history, hex.</summary>
    public required string StateHash { get; init; }

    /// <summary>The votes of a consensus; null for any other strategy.</summary>
    public StoredConsensus? Consensus { get; init; }

    /// <summary>Where the files lay; null where nobody said.</summary>
    public Logs.LoggedFiles? Files { get; init; }

    /// <summary>What strategies plotted, wrote and kept, as an object; null where they did nothing of it.</summary>
    public JsonElement? Bot { get; init; }

    /// <summary>Liquidations, insurance and settlements; null on spot.</summary>
    public StoredPerpetual? Perpetual { get; init; }

    /// <summary>The file or catalogue name of an instrument's data as the user wrote it; null where nobody did.</summary>
    /// <param name="instrument">Its index.</param>
    public string? PathOf(int instrument) => Files is { } files && instrument < files.Data.Count ? files.Data[instrument] : Instruments[instrument].Path;

    /// <summary>What the run cost.</summary>
    public StoredPerformance? Performance { get; init; }
}

/// <summary>What traded.</summary>
/// <param name="Name">Built-in name, or file.</param>
/// <param name="Parameters">Every parameter as text.</param>
public sealed record StoredStrategy(string Name, IReadOnlyDictionary<string, string> Parameters);

/// <summary>An instrument and the data it was tested on.</summary>
/// <param name="Name">Base and quote asset with a slash.</param>
/// <param name="Tick">Smallest price step, quote asset.</param>
/// <param name="Lot">Smallest quantity step, base asset.</param>
/// <param name="MinNotional">Smallest notional of an order, quote asset.</param>
/// <param name="PriceScale">Decimal places of a price.</param>
/// <param name="Source">What the user called the data.</param>
/// <param name="Timeframe">Bar length.</param>
/// <param name="Hash">Hash of the data.</param>
/// <param name="Rows">Number of bars.</param>
/// <param name="Synthetic">Whether a generator made them.</param>
/// <param name="VolumeInQuote">Whether volumes are in the quote asset.</param>
/// <param name="Detail">Finer bars walked inside, or null.</param>
public sealed record StoredInstrument(
    string Name, decimal Tick, decimal Lot, decimal MinNotional, int PriceScale, string Source, string Timeframe, string Hash, int Rows,
    bool Synthetic, bool VolumeInQuote, StoredSeries? Detail)
{
    /// <summary>The file or catalogue name as the user wrote it, in results written before <see cref="StoredResult.Files"/> held it.</summary>
    public string? Path { get; init; }

    /// <summary>Public trades, quotes and order book it was filled on, or null.</summary>
    public StoredTicks? Ticks { get; init; }

    /// <summary>Mark-price candles, or null.</summary>
    public StoredSeries? Mark { get; init; }

    /// <summary>Funding rates, or null.</summary>
    public StoredFunding? Funding { get; init; }
}

/// <summary>A series of bars.</summary>
/// <param name="Timeframe">Bar length.</param>
/// <param name="Hash">Hash of the data.</param>
/// <param name="Rows">Number of bars.</param>
public sealed record StoredSeries(string Timeframe, string Hash, int Rows);

/// <summary>Least and greatest final equity over three walks.</summary>
/// <param name="AdverseFirst">Adverse extreme first.</param>
/// <param name="FavourableFirst">Favourable extreme first.</param>
/// <param name="Low">Least final equity, quote asset.</param>
/// <param name="High">Greatest final equity, quote asset.</param>
/// <param name="PathDependentTrades">Trades with a fill in a path-dependent bar.</param>
public sealed record StoredBand(StoredWalk AdverseFirst, StoredWalk FavourableFirst, decimal Low, decimal High, int PathDependentTrades);

/// <summary>The outcome of one way to walk.</summary>
/// <param name="FinalEquity">Quote asset.</param>
/// <param name="TotalReturn">Ratio.</param>
public sealed record StoredWalk(decimal FinalEquity, double TotalReturn);

/// <summary>A trade.</summary>
/// <param name="Id">Number, from 1.</param>
/// <param name="Instrument">Instrument's name.</param>
/// <param name="Side">long or short.</param>
/// <param name="EntryTime">First opening fill.</param>
/// <param name="EntryPrice">Mean entry price, quote asset.</param>
/// <param name="ExitTime">Its end.</param>
/// <param name="ExitPrice">Mean exit price, quote asset.</param>
/// <param name="Quantity">Quantity opened, base asset.</param>
/// <param name="Fees">Fees, quote asset.</param>
/// <param name="Pnl">Result, quote asset.</param>
/// <param name="ReturnRatio">Result / opening notional.</param>
/// <param name="ExitReason">Why it ended.</param>
/// <param name="PathDependent">Whether a fill lies in a path-dependent bar.</param>
/// <param name="OpenAtEnd">Whether it was valued at the end.</param>
/// <param name="SameBar">Whether entry and an exit lie in one bar.</param>
/// <param name="Book">Strategy book.</param>
public sealed record StoredTrade(
    int Id, string Instrument, string Side, long EntryTime, decimal EntryPrice, long ExitTime, decimal ExitPrice, decimal Quantity, decimal Fees,
    decimal Pnl, double ReturnRatio, string ExitReason, bool PathDependent, bool OpenAtEnd, bool SameBar, int Book)
{
    /// <summary>Which of several strategies made it; null for a single one.</summary>
    public string? Strategy { get; init; }
}

/// <summary>An order.</summary>
/// <param name="Id">Number, from 1.</param>
/// <param name="Instrument">Instrument's name.</param>
/// <param name="Book">Strategy book.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Type">Order type.</param>
/// <param name="TimeInForce">How long it rests.</param>
/// <param name="Purpose">Why it existed.</param>
/// <param name="DecisionTime">When it was decided.</param>
/// <param name="Size">Quantity or amount.</param>
/// <param name="SizeIn">base or quote.</param>
/// <param name="Filled">Quantity filled, base asset.</param>
/// <param name="State">Where it ended.</param>
/// <param name="Reason">Why it ended unfilled, or none.</param>
/// <param name="Flags">Flag words.</param>
public sealed record StoredOrder(
    int Id, string Instrument, int Book, string Side, string Type, string TimeInForce, string Purpose, long DecisionTime, decimal Size, string SizeIn,
    decimal Filled, string State, string Reason, IReadOnlyList<string> Flags)
{
    /// <summary>Which of several strategies sent it; null for a single one.</summary>
    public string? Strategy { get; init; }

    /// <summary>Limit price, quote asset; null without one.</summary>
    public decimal? Limit { get; init; }

    /// <summary>Trigger price, quote asset; null without one.</summary>
    public decimal? Trigger { get; init; }

    /// <summary>Trailing distance, ratio; null without one.</summary>
    public decimal? TrailRatio { get; init; }

    /// <summary>Expiry; null without one.</summary>
    public long? ExpireTime { get; init; }

    /// <summary>The entry it protects; 0 for none.</summary>
    public int Parent { get; init; }

    /// <summary>The other order of its pair; 0 for none.</summary>
    public int Sibling { get; init; }

    /// <summary>The order it waited for; 0 for none.</summary>
    public int Follows { get; init; }
}

/// <summary>A fill.</summary>
/// <param name="Order">Its order's number.</param>
/// <param name="Instrument">Instrument's name.</param>
/// <param name="Book">Strategy book.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Purpose">Why the order existed.</param>
/// <param name="Time">When.</param>
/// <param name="Price">Price paid or received, quote asset.</param>
/// <param name="PathPrice">Price before spread and slippage, quote asset.</param>
/// <param name="Quantity">Quantity, base asset.</param>
/// <param name="Fee">Fee in its asset.</param>
/// <param name="FeeAsset">Asset of the fee.</param>
/// <param name="Traits">Trait words.</param>
public sealed record StoredFill(
    int Order, string Instrument, int Book, string Side, string Purpose, long Time, decimal Price, decimal PathPrice, decimal Quantity, decimal Fee,
    string FeeAsset, IReadOnlyList<string> Traits)
{
    /// <summary>Which of several strategies' order it filled; null for a single one.</summary>
    public string? Strategy { get; init; }
}

/// <summary>What the data lack, summed over the instruments.</summary>
/// <param name="Gaps">Gaps.</param>
/// <param name="Missing">Missing bars.</param>
/// <param name="LongestGapMs">Longest gap, ms.</param>
/// <param name="Duplicates">Repeated rows.</param>
/// <param name="Violations">Bars whose high or low does not enclose the other prices.</param>
/// <param name="ZeroVolumes">Bars without volume.</param>
/// <param name="Flat">Bars whose high equals their low.</param>
/// <param name="Rounded">Values rounded at import.</param>
/// <param name="OutOfOrder">Rows out of order.</param>
/// <param name="Hash">Hash over the hashes of all series.</param>
public sealed record StoredQuality(
    int Gaps, long Missing, long LongestGapMs, int Duplicates, int Violations, int ZeroVolumes, int Flat, int Rounded, int OutOfOrder, string Hash);

/// <summary>What the run cost; null where a value was not finite.</summary>
/// <param name="Bars">Base bars.</param>
/// <param name="LoadSeconds">Reading data.</param>
/// <param name="EngineSeconds">The main run.</param>
/// <param name="BarsPerSecond">Bars / engine seconds.</param>
/// <param name="AllocatedBytesPerBar">Allocated bytes / bars.</param>
/// <param name="Cold">Whether the code ran for the first time.</param>
public sealed record StoredPerformance(
    long Bars, double? LoadSeconds, double? EngineSeconds, double? BarsPerSecond, double? AllocatedBytesPerBar, bool Cold);
