using Argosy.Core.Instruments;

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
        Whole = _capped ? (decimal)volume : 0;
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
    public decimal Cap(decimal quantity) => _capped ? Math.Min(quantity, instrument.FloorToLot(_budget)) : quantity;

    public void Take(decimal quantity)
    {
        if (_capped) _budget -= quantity;
    }
}
