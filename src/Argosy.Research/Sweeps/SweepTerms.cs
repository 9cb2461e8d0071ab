using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;
using Argosy.Research.Backtests;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Sweeps;

/// <summary>What all sets of a sweep have in common besides their market: cash, size, costs and limits, worked out once.</summary>
sealed class SweepTerms
{
    /// <summary>Reads the settings; the planner has looked that each is one a sweep knows.</summary>
    public SweepTerms(BacktestSettings settings, Instrument instrument, long timeframeMs, ISizingRule sizing, bool isCapped)
    {
        Instrument = instrument;
        Cash = FillMoney.ToMoneyUnits(settings.Cash);
        TakerFee = settings.Fills.TakerFee;
        LateAfterMs = timeframeMs;
        Sizing = sizing;
        FixedQuantity = sizing is FixedQuantity { Quantity: var quantity } ? instrument.FloorToLot(quantity) : 0;
        QuantityScale = sizing is FixedQuantity && !isCapped ? Exact.Trim(FixedQuantity).Scale : instrument.LotSize.Scale;
        var ratio = ((settings.Fills.SpreadBps / 2) + settings.Fills.SlippageBps) / 10_000m;
        Buying = new FillMoney(instrument, ratio == 0 ? 1 : 1 + ratio, TakerFee, QuantityScale);
        Selling = new FillMoney(instrument, ratio == 0 ? 1 : 1 - ratio, TakerFee, QuantityScale);
        Quantity = Buying.ToUnits(FixedQuantity);
        Amount = sizing is FixedQuote { Amount: var amount } ? FillMoney.ToMoneyUnits(amount) : 0;
        MinNotionalUnits = FillMoney.ToMoneyUnits(Exact.RoundUp(instrument.MinNotional, Ledger.AssetScale));
        QuantityPower = Exact.PowerOfTen(QuantityScale);
    }

    public Instrument Instrument { get; }

    public ISizingRule Sizing { get; }

    /// <summary>Starting cash, units of 10^−8.</summary>
    public long Cash { get; }

    public decimal TakerFee { get; }

    /// <summary>A fill later than this after its decision came after a gap, ms.</summary>
    public long LateAfterMs { get; }

    /// <summary>Decimal places of a quantity unit.</summary>
    public int QuantityScale { get; }

    /// <summary>Quantity units of one base asset.</summary>
    public double QuantityPower { get; }

    /// <summary>Size of every entry, base asset; 0 where it is an amount.</summary>
    public decimal FixedQuantity { get; }

    /// <summary>The same in quantity units.</summary>
    public long Quantity { get; }

    /// <summary>Amount of every entry, units of 10^−8, where it is fixed.</summary>
    public long Amount { get; }

    /// <summary>Least notional rounded up, units of 10^−8.</summary>
    public long MinNotionalUnits { get; }

    public FillMoney Buying { get; }

    public FillMoney Selling { get; }
}
