using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>A mean of prices weighted by quantity that gives one repeated price back exactly.</summary>
struct PriceMean
{
    decimal _first;
    decimal _value;
    bool _mixed;

    /// <summary>Quantity so far, base asset.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>Adds a quantity (above 0) at a price.</summary>
    public void Add(decimal price, decimal quantity)
    {
        if (Quantity == 0) _first = price;
        _mixed |= price != _first;
        _value += price * quantity;
        Quantity += quantity;
    }

    /// <summary>The mean to <paramref name="scale"/> places; 0 without quantity.</summary>
    public readonly decimal Round(int scale) => Quantity == 0 ? 0 : _mixed ? Exact.Round(_value / Quantity, scale) : _first;
}
