using Argosy.Core.Values;

namespace Argosy.Core.Instruments;

/// <summary>A tradable contract on one venue, with its tick, lot and limits.</summary>
/// <remarks>Prices are whole units of 10^−<see cref="PriceScale"/>; the tick is a whole number of them, so matching is exact.</remarks>
public sealed record Instrument
{
    /// <summary>Smallest lot and notional where neither data nor user say: 1e-8.</summary>
    public const decimal SmallestStep = 0.00000001m;

    readonly long _tickUnits;
    readonly int _lotScale;

    /// <summary>Checks and derives everything once.</summary>
    /// <param name="baseAsset">What is bought and sold, e.g. BTC.</param>
    /// <param name="quoteAsset">What it is priced and settled in, e.g. USD.</param>
    /// <param name="tickSize">Smallest price step, quote asset; above 0.</param>
    /// <param name="lotSize">Smallest quantity step, base asset; above 0.</param>
    /// <param name="minNotional">Smallest price × quantity of an order, quote asset; 0 or more.</param>
    /// <param name="dataScale">Decimal places of the price data; the price scale is this or the tick's, whichever is finer.</param>
    /// <exception cref="ArgumentException">A step that is not positive, or a scale that cannot be kept exact.</exception>
    public Instrument(string baseAsset, string quoteAsset, decimal tickSize, decimal lotSize, decimal minNotional, int dataScale)
    {
        if (string.IsNullOrWhiteSpace(baseAsset) || string.IsNullOrWhiteSpace(quoteAsset)) throw new ArgumentException("an instrument needs a base and a quote asset, e.g. BTC/USD");
        if (tickSize <= 0) throw new ArgumentException($"tick size must be above 0, was {Exact.Text(tickSize)}");
        if (lotSize <= 0) throw new ArgumentException($"lot size must be above 0, was {Exact.Text(lotSize)}");
        if (lotSize % SmallestStep != 0) throw new ArgumentException($"lot size must be a whole number of {Exact.Text(SmallestStep)}, was {Exact.Text(lotSize)}: balances have eight decimal places");
        if (minNotional < 0) throw new ArgumentException($"minimum notional must not be negative, was {Exact.Text(minNotional)}");
        BaseAsset = baseAsset;
        QuoteAsset = quoteAsset;
        TickSize = Normal(tickSize);
        LotSize = Normal(lotSize);
        MinNotional = Normal(minNotional);
        MinNotionalStatistic = Exact.ToStatistic(MinNotional);
        PriceScale = Math.Max(dataScale, TickSize.Scale);
        if (PriceScale > Exact.MaxScale) throw new ArgumentException($"prices of {PriceScale} decimal places are not kept exact; {Exact.MaxScale} is the most");
        _tickUnits = decimal.ToInt64(TickSize * (decimal)Exact.PowerOfTen(PriceScale));
        _lotScale = IsPowerOfTen(LotSize) ? LotSize.Scale : -1;
        LotUnits = decimal.ToInt64(LotSize / SmallestStep);
    }

    /// <summary>Base and quote asset with a slash, e.g. BTC/USD; unique within a run.</summary>
    public string Name => $"{BaseAsset}/{QuoteAsset}";

    /// <summary>What is bought and sold.</summary>
    public string BaseAsset { get; }

    /// <summary>What it is priced and settled in.</summary>
    public string QuoteAsset { get; }

    /// <summary>Smallest price step, quote asset.</summary>
    public decimal TickSize { get; }

    /// <summary>Smallest quantity step, base asset.</summary>
    public decimal LotSize { get; }

    /// <summary>The lot in units of 10^−8 base asset, at least 1.</summary>
    public long LotUnits { get; }

    /// <summary>Smallest notional of an order, quote asset.</summary>
    public decimal MinNotional { get; }

    /// <summary>The smallest notional as a statistic, quote asset: for a first look without money.</summary>
    public double MinNotionalStatistic { get; }

    /// <summary>Decimal places of a price unit, 0..18.</summary>
    public int PriceScale { get; }

    /// <summary>The tick in price units, at least 1.</summary>
    public long TickUnits => _tickUnits;

    /// <summary>A price of the data as whole units, exact below 10^15 units.</summary>
    public long ToUnits(double price) => Exact.ToUnits(price, PriceScale);

    /// <summary>Whole units as money, exact.</summary>
    public decimal ToMoney(long units) => Exact.FromUnits(units, PriceScale);

    /// <summary>Money as whole units; the price must lie on a unit.</summary>
    public long MoneyToUnits(decimal price)
    {
        var units = price * (decimal)Exact.PowerOfTen(PriceScale);
        Invariant.Check(units == decimal.Truncate(units), "a price lies on the price scale");
        return decimal.ToInt64(units);
    }

    /// <summary>Whole units as a statistic: the very double the price has in its column.</summary>
    public double ToStatistic(long units) => units / Exact.PowerOfTen(PriceScale);

    /// <summary>Whether the price is a whole number of ticks.</summary>
    public bool OnTick(decimal price) => price % TickSize == 0;

    /// <summary>Whether the quantity is a whole number of lots.</summary>
    public bool OnLot(decimal quantity) => (_lotScale >= 0 && quantity.Scale <= _lotScale) || quantity % LotSize == 0;

    /// <summary>The nearest tick, halves to even: the one conversion from a computed price to an order's price.</summary>
    /// <exception cref="ArgumentException">NaN, infinite or too large to be a price.</exception>
    public decimal RoundToTick(double price) => RoundToTick(ToDecimal(price));

    /// <summary>The nearest tick, halves to even.</summary>
    public decimal RoundToTick(decimal price) => decimal.Round(price / TickSize, 0, MidpointRounding.ToEven) * TickSize;

    /// <summary>The tick at or below the price.</summary>
    public decimal FloorToTick(decimal price) => decimal.Floor(price / TickSize) * TickSize;

    /// <summary>The tick at or above the price.</summary>
    public decimal CeilingToTick(decimal price) => decimal.Ceiling(price / TickSize) * TickSize;

    /// <summary>The largest whole number of lots that does not exceed the quantity (0 or more).</summary>
    public decimal FloorToLot(decimal quantity) =>
        _lotScale >= 0 ? Exact.RoundDown(quantity, _lotScale) : decimal.Floor(quantity / LotSize) * LotSize;

    /// <summary>The largest whole number of lots that does not exceed the quantity (0 or more).</summary>
    public Amount FloorToLot(Amount quantity) => quantity.FloorTo(LotUnits);

    static decimal ToDecimal(double price) =>
        double.IsFinite(price) && Math.Abs(price) < 1e27 ? (decimal)price : throw new ArgumentException($"{price} is no price");

    static decimal Normal(decimal value) => value / 1.0000000000000000000000000000m;

    static bool IsPowerOfTen(decimal value) => value <= 1 && FractionDigits(value) == 1;

    static decimal FractionDigits(decimal value) => value * (decimal)Exact.PowerOfTen(value.Scale);
}
