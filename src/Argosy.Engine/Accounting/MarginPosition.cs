using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>The account's one position in a perpetual contract: all strategy books together, with the margin set aside for it.</summary>
public struct MarginPosition
{
    Position _net;

    /// <summary>Signed quantity, base asset.</summary>
    public readonly decimal Quantity => _net.Quantity;

    /// <summary>Cost basis as one total, quote asset: positive for a long, negative for a short.</summary>
    public readonly decimal Cost => _net.Cost;

    /// <summary>Isolated margin of the position, funding included, quote asset; 0 on cross margin.</summary>
    public decimal Margin { get; internal set; }

    /// <summary>What the last fill's closed share left of its margin: share + result − fee, quote asset; below 0 it was not enough.</summary>
    internal decimal LastLeft { get; private set; }

    /// <summary>Takes a fill: what it closes releases its share of the margin, what it opens sets notional / leverage aside, rounded up.</summary>
    public void Take(in Fill fill, Amount notional, MarginTerms terms)
    {
        var (before, realised) = (_net.Quantity, _net.Realised);
        _net.Take(in fill, notional);
        LastLeft = 0;
        if (terms.Mode == MarginMode.Cross) return;
        var held = Math.Abs(before);
        var closes = before != 0 && (before > 0) != (fill.Side == Side.Buy);
        var closed = closes ? Math.Min(held, fill.Quantity) : 0;
        if (closed > 0)
        {
            var released = closed == held ? Margin : Exact.Round(Margin * closed / held, Ledger.AssetScale);
            Margin -= released;
            LastLeft = released + _net.Realised - realised - fill.Fee;
        }
        if (closed == fill.Quantity) return;
        var opened = closed == 0 ? notional.ToMoney() : Math.Abs(_net.Cost);
        Margin += Exact.RoundUp(opened / terms.Leverage, Ledger.AssetScale);
    }

    /// <summary>Lets go of a remainder that is booked away.</summary>
    internal void Drop(decimal quantity)
    {
        if (quantity != _net.Quantity)
        {
            var cost = Exact.Round(_net.Cost * quantity / _net.Quantity, Ledger.AssetScale);
            Margin -= Exact.Round(Margin * quantity / _net.Quantity, Ledger.AssetScale);
            _net.Held -= Amount.Of(quantity);
            _net.Basis -= Amount.Of(cost);
            return;
        }
        _net.Held = Amount.Zero;
        _net.Basis = Amount.Zero;
        Margin = 0;
    }
}
