using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Sweeps;

/// <summary>Price, notional, fee and quantity of the fills of one side: in whole numbers where 64 bits hold them, in decimal where they do not.</summary>
/// <remarks>
/// Both ways give the same last unit. Below 2^64 the products are those a decimal holds without rounding, since 28 digits are more than
/// enough for them; the one division, an amount by a price, is left to decimal where its quotient comes so near to the next lot that
/// decimal's own rounding could reach it.
/// </remarks>
sealed class FillMoney
{
    // Cash and notional stay below this many units, so that sums of two never overflow.
    const long Most = long.MaxValue / 4;
    const int LargestScale = 18;

    readonly Instrument _instrument;
    readonly decimal _factor;
    readonly decimal _fee;
    readonly decimal _quantityUnit;
    readonly int _quantityScale;
    readonly ulong _priceFactor;
    readonly ulong _up, _down;
    readonly ulong _feeRate, _feeDown;
    readonly ulong _costFactor, _amountFactor;
    readonly double _amountStatistic;
    readonly ulong _lot;
    readonly long _lotUnits;
    readonly bool _fits, _quantityFits;

    /// <summary>Fixes what is the same for every fill.</summary>
    /// <param name="instrument">Tick and lot.</param>
    /// <param name="factor">Price paid over the price on the path: 1, or with half the spread and the slippage.</param>
    /// <param name="fee">Taker fee, ratio.</param>
    /// <param name="quantityScale">Decimal places of a quantity unit.</param>
    public FillMoney(Instrument instrument, decimal factor, decimal fee, int quantityScale)
    {
        (_instrument, _factor, _fee, _quantityScale) = (instrument, factor, fee, quantityScale);
        _quantityUnit = Exact.FromUnits(1, quantityScale);
        var (factorUnits, factorScale) = Parts(factor);
        var (feeUnits, feeScale) = Parts(fee);
        var (costUnits, costScale) = Parts(1 + fee);
        var priceScale = instrument.PriceScale + factorScale;
        var excess = priceScale + quantityScale - Ledger.AssetScale;
        _fits = Math.Abs(excess) <= LargestScale && feeScale <= LargestScale && factorUnits > 0;
        _quantityFits = _fits && priceScale + costScale <= LargestScale && costUnits > 0;
        _priceFactor = factorUnits;
        if (!_fits) return;
        _up = excess < 0 ? Exact.WholePowerOfTen(-excess) : 1;
        _down = excess > 0 ? Exact.WholePowerOfTen(excess) : 1;
        (_feeRate, _feeDown) = (feeUnits, Exact.WholePowerOfTen(feeScale));
        if (!_quantityFits) return;
        _costFactor = costUnits;
        _amountFactor = Exact.WholePowerOfTen(priceScale + costScale);
        _amountStatistic = Exact.PowerOfTen(priceScale + costScale);
        _lot = (ulong)(instrument.LotSize * (decimal)Exact.PowerOfTen(Ledger.AssetScale));
        _lotUnits = decimal.ToInt64(instrument.LotSize / _quantityUnit);
        // A fixed quantity may be counted in coarser units than lots; amounts never are.
        _quantityFits = _lotUnits > 0;
    }

    /// <summary>The price after costs, quote asset.</summary>
    public decimal Price(long units) => _factor == 1 ? _instrument.ToMoney(units) : _instrument.ToMoney(units) * _factor;

    /// <summary>A quantity as money counts it, base asset.</summary>
    public decimal Quantity(long units) => Exact.FromUnits(units, _quantityScale);

    /// <summary>A quantity in whole units; it lies on a unit.</summary>
    /// <exception cref="OverflowException">More than 64 bits.</exception>
    public long ToUnits(decimal quantity) => decimal.ToInt64(quantity / _quantityUnit);

    /// <summary>Notional and fee of a fill, each rounded as the ledger does, units of 10^−8 quote.</summary>
    /// <exception cref="OverflowException">More than the account is counted in.</exception>
    public void Cost(long price, long quantity, out long notional, out long fee)
    {
        if (TryNotional(price, quantity, out notional) && TryFee(notional, out fee)) return;
        var money = Exact.Round(Price(price) * Quantity(quantity), Ledger.AssetScale);
        notional = ToMoneyUnits(money);
        fee = ToMoneyUnits(Exact.RoundUp(money * _fee, Ledger.AssetScale));
    }

    /// <summary>The quantity, in whole lots, that an amount (units of 10^−8 quote) pays for with its fee; false where decimal must say.</summary>
    public bool TryQuantity(long amount, long price, out long quantity)
    {
        quantity = 0;
        if (!_quantityFits || Math.BigMul((ulong)price, _priceFactor, out var paid) != 0 || Math.BigMul(paid, _costFactor, out var cost) != 0) return false;
        if (Math.BigMul(cost, _lot, out var lotCost) != 0 || lotCost == 0) return false;
        var estimate = amount * _amountStatistic / lotCost;
        if (estimate > 1L << 50) return false;
        var lots = (ulong)estimate;
        var left = (Int128)new UInt128(Math.BigMul((ulong)amount, _amountFactor, out var low), low) - (Int128)new UInt128(Math.BigMul(lots, lotCost, out var usedLow), usedLow);
        if (left > long.MaxValue || left < long.MinValue || lotCost > long.MaxValue) return false;
        var rest = (long)left;
        while (rest < 0)
        {
            rest += (long)lotCost;
            lots--;
        }
        while ((ulong)rest >= lotCost)
        {
            rest -= (long)lotCost;
            lots++;
        }
        if (lotCost - (ulong)rest <= lotCost >> 30) return false;
        quantity = (long)lots * _lotUnits;
        return true;
    }

    /// <summary>An amount of quote asset in units of 10^−8.</summary>
    /// <exception cref="OverflowException">More than the account is counted in.</exception>
    public static long ToMoneyUnits(decimal money)
    {
        var units = decimal.ToInt64(money * 100_000_000m);
        return Math.Abs(units) <= Most ? units : throw new OverflowException();
    }

    bool TryNotional(long price, long quantity, out long notional)
    {
        notional = 0;
        if (!_fits || Math.BigMul((ulong)price, _priceFactor, out var paid) != 0 || Math.BigMul(paid, (ulong)quantity, out var product) != 0) return false;
        ulong units;
        if (_down == 1)
        {
            if (Math.BigMul(product, _up, out units) != 0) return false;
        }
        else
        {
            units = Exact.DivideToEven(product, _down);
        }
        notional = (long)units;
        return units <= Most;
    }

    bool TryFee(long notional, out long fee)
    {
        fee = 0;
        if (Math.BigMul((ulong)notional, _feeRate, out var product) != 0) return false;
        var units = product / _feeDown;
        // Never rounded in our favour.
        if (units * _feeDown != product) units++;
        fee = (long)units;
        return true;
    }

    static (ulong Units, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (bits[2] == 0 && bits[3] >= 0 ? (uint)bits[0] | ((ulong)(uint)bits[1] << 32) : 0, value.Scale);
    }
}
