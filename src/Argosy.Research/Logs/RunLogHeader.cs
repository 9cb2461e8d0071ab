using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;

namespace Argosy.Research.Logs;

/// <summary>First line of a run log: everything the run was made of. Market data are named by hash and row range, not copied.</summary>
public sealed record RunLogHeader
{
    /// <summary>The format this build writes and reads.</summary>
    public const string Version = "argosy-log/1";

    /// <summary>Name of the format.</summary>
    public string Format { get; init; } = Version;

    /// <summary>Name of the strategy, or the file it came from.</summary>
    public required string Strategy { get; init; }

    /// <summary>Every parameter with the value used, in declaration order.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Of several strategies each one's id and name, in the order of their books, their parameters above as id.name; null for a single one.</summary>
    public IReadOnlyList<LoggedMember>? Members { get; init; }

    /// <summary>Every setting, defaults included.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>Instruments and data, in the run's order.</summary>
    public required IReadOnlyList<LoggedMarket> Markets { get; init; }

    /// <summary>Where the files lay, as the user named them; null where nobody said. It finds data again, it proves nothing: the hashes do.</summary>
    public LoggedFiles? Files { get; init; }

    /// <summary>The header of a backtest.</summary>
    public static RunLogHeader Of(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RunLogHeader
        {
            Strategy = request.Strategy.Name,
            Parameters = new Dictionary<string, string>(request.Strategy.Parameters),
            Members = request.Strategy.Members.Count == 0 ? null : [.. request.Strategy.Members.Select(member => new LoggedMember(member.Id, member.Strategy.Name))],
            Settings = request.Settings,
            Markets = [.. request.Markets.Select(market => LoggedMarket.Of(market, request.Settings))],
        };
    }
}

/// <summary>What the user typed for data and strategy: catalogue names and paths, relative ones from the folder the run was started in.</summary>
/// <param name="Data">One for each market, in the run's order.</param>
/// <param name="Detail">One for each market, or none.</param>
/// <param name="Strategy">Name or file.</param>
public sealed record LoggedFiles(IReadOnlyList<string> Data, IReadOnlyList<string> Detail, string Strategy)
{
    /// <summary>Of several strategies each one's word; null for a single one.</summary>
    public IReadOnlyList<string>? Strategies { get; init; }

    /// <summary>Files of trades of a run on ticks; null on bars.</summary>
    public IReadOnlyList<string>? Ticks { get; init; }

    /// <summary>Files of best quotes; null without.</summary>
    public IReadOnlyList<string>? Quotes { get; init; }

    /// <summary>Files of order-book messages; null without.</summary>
    public IReadOnlyList<string>? Book { get; init; }
}

/// <summary>One of several strategies of a logged run.</summary>
/// <param name="Id">What the run called it.</param>
/// <param name="Name">Its name, or the file it came from.</param>
public sealed record LoggedMember(string Id, string Name);

/// <summary>An instrument of a logged run and the rows of data it saw.</summary>
/// <param name="BaseAsset">What is bought and sold.</param>
/// <param name="QuoteAsset">What it is priced in.</param>
/// <param name="TickSize">Smallest price step, quote asset.</param>
/// <param name="LotSize">Smallest quantity step, base asset.</param>
/// <param name="MinNotional">Smallest notional, quote asset.</param>
/// <param name="Source">What the user called the data.</param>
/// <param name="Timeframe">Bar length.</param>
/// <param name="Hash">Hash of the whole series.</param>
/// <param name="FirstRow">First row of the run, warm-up included.</param>
/// <param name="EndRow">Row after the last one.</param>
/// <param name="DetailHash">Hash of the finer bars or ticks, or null.</param>
public sealed record LoggedMarket(
    string BaseAsset, string QuoteAsset, decimal TickSize, decimal LotSize, decimal MinNotional,
    string Source, string Timeframe, string Hash, int FirstRow, int EndRow, string? DetailHash)
{
    /// <summary>Decimal places of prices where the mark prices of a perpetual contract have more than the data; null otherwise.</summary>
    public int? PriceScale { get; init; }

    /// <summary>Hash of the mark prices, or null. A replay does not need them: what came of them is in the log.</summary>
    public string? MarkHash { get; init; }

    /// <summary>Hash of the recorded funding, or null. A replay does not need it either.</summary>
    public string? FundingHash { get; init; }

    /// <summary>Maintenance brackets of a perpetual contract; null: the default table.</summary>
    public IReadOnlyList<Bracket>? Brackets { get; init; }

    internal static LoggedMarket Of(Market market, BacktestSettings settings)
    {
        var (instrument, bars) = (market.Instrument, market.Bars);
        var end = settings.To is { } to ? bars.IndexAtOrAfter(to) : bars.Count;
        return new LoggedMarket(
            instrument.BaseAsset, instrument.QuoteAsset, instrument.TickSize, instrument.LotSize, instrument.MinNotional,
            market.Source, bars.Timeframe.ToString(), bars.Hash, 0, end, market.DetailHash)
        {
            PriceScale = instrument.PriceScale > Math.Max(Math.Max(bars.PriceScale, market.Detail?.PriceScale ?? 0), instrument.TickSize.Scale) ? instrument.PriceScale : null,
            MarkHash = market.Mark?.Hash,
            FundingHash = market.Funding?.Hash,
            Brackets = market.Brackets?.Brackets,
        };
    }
}
