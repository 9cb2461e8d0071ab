using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>What is known of one instrument finer than bars: its trades, and its best quotes or its order book. One clock and one scale for all.</summary>
public sealed class TickHistory
{
    /// <summary>Public trades; bars are built from them.</summary>
    public required TradeColumns Trades { get; init; }

    /// <summary>Best bids and asks, or null.</summary>
    public QuoteColumns? Quotes { get; init; }

    /// <summary>Messages about the order book, or null.</summary>
    public DepthColumns? Depth { get; init; }

    /// <summary>Whose clock the times are of.</summary>
    public required TickClock Clock { get; init; }

    /// <summary>Decimal places of a price unit, 0..18.</summary>
    public required int PriceScale { get; init; }

    /// <summary>Decimal places of a quantity unit, 0..18.</summary>
    public required int QuantityScale { get; init; }

    /// <summary>SHA-256 over all columns, lower-case hex: the name of these data in results and logs.</summary>
    public required string Hash { get; init; }

    /// <summary>What reading found and dropped.</summary>
    public TickQuality Quality { get; init; } = new(0, 0, 0, 0);

    /// <summary>Trades, quotes and messages together.</summary>
    public long Count => Trades.Count + (Quotes?.Count ?? 0L) + (Depth?.Count ?? 0L);

    /// <summary>Whether what rests at other prices than the best is known.</summary>
    public bool ShowsDepth => Depth is not null;

    /// <summary>The same history in finer price units; itself where they are the same.</summary>
    /// <exception cref="ArgumentException">The units would be coarser.</exception>
    public TickHistory AtPriceScale(int scale)
    {
        if (scale == PriceScale) return this;
        if (scale < PriceScale) throw new ArgumentException($"prices of {PriceScale} decimal places do not fit a scale of {scale}");
        var factor = (long)Exact.WholePowerOfTen(scale - PriceScale);
        long[] Finer(long[] units) => Array.ConvertAll(units, value => checked(value * factor));
        return new TickHistory
        {
            Trades = new TradeColumns { Times = Trades.Times, Received = Trades.Received, Prices = Finer(Trades.Prices), Quantities = Trades.Quantities, Takers = Trades.Takers },
            Quotes = Quotes is null ? null : new QuoteColumns
            {
                Times = Quotes.Times, Received = Quotes.Received, Bids = Finer(Quotes.Bids), BidQuantities = Quotes.BidQuantities,
                Asks = Finer(Quotes.Asks), AskQuantities = Quotes.AskQuantities, UpdateIds = Quotes.UpdateIds,
            },
            Depth = Depth is null ? null : new DepthColumns
            {
                Times = Depth.Times, Received = Depth.Received, Snapshots = Depth.Snapshots, FirstIds = Depth.FirstIds, LastIds = Depth.LastIds,
                PreviousIds = Depth.PreviousIds, Starts = Depth.Starts, Prices = Finer(Depth.Prices), Quantities = Depth.Quantities, Asks = Depth.Asks,
            },
            Clock = Clock,
            PriceScale = scale,
            QuantityScale = QuantityScale,
            Hash = Hash,
            Quality = Quality,
        };
    }
}

/// <summary>Whose clock the times of a history are of.</summary>
public enum TickClock
{
    /// <summary>The exchange's own times.</summary>
    Exchange,
    /// <summary>The recorder's: when each message was received. The only order that holds across streams.</summary>
    Receipt,
}

/// <summary>What reading ticks found; wrong data are dropped and counted, never repaired.</summary>
/// <param name="Backwards">Rows dropped because their time lay before the row before.</param>
/// <param name="Repeated">Trades dropped because their id had been there.</param>
/// <param name="Crossed">Quotes dropped because their bid did not lie below their ask.</param>
/// <param name="Rounded">Values of more digits than are kept.</param>
public sealed record TickQuality(int Backwards, int Repeated, int Crossed, int Rounded);
