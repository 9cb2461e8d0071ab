using Argosy.Core.Instruments;
using Argosy.Core.Values;

namespace Argosy.Simulation.Fills;

/// <summary>What of a bar's volume the orders of an instrument may still take together.</summary>
sealed class BarVolume(Instrument instrument, FillOptions options)
{
    decimal _budget;
    bool _capped;

    /// <summary>Volume of the whole bar, base asset; 0 while uncapped.</summary>
    public decimal Whole { get; private set; }

    /// <summary>Whether not a lot is left.</summary>
    public bool IsSpent => _capped && instrument.FloorToLot(_budget) <= 0;

    /// <summary>Sets the bar's volume; a negative one means uncapped.</summary>
    public void Set(double volume)
    {
        _capped = volume >= 0;
        if (!_capped)
        {
            Whole = 0;
            return;
        }
        Whole = (decimal)volume;
        _budget = Whole * options.Participation;
    }

    /// <summary>Offers exactly a quantity, base asset: what a tick or a level holds.</summary>
    public void Offer(decimal quantity)
    {
        _capped = true;
        Whole = quantity;
        _budget = quantity;
    }

    public void CopyFrom(BarVolume other) => (_budget, Whole, _capped) = (other._budget, other.Whole, other._capped);

    /// <summary>As much of a quantity as is left, in whole lots.</summary>
    public Amount Cap(Amount quantity) => _capped ? Amount.Min(quantity, Amount.Of(instrument.FloorToLot(_budget))) : quantity;

    public void Take(Amount quantity)
    {
        if (_capped) _budget -= quantity.ToMoney();
    }
}
