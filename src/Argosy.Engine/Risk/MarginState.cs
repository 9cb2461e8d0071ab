using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Risk;

/// <summary>An account of perpetual contracts as one opening fill meets it, for the run's own account and for trials.</summary>
/// <remarks>
/// Isolated: notional / leverage and the fee must be free in the wallet. Cross: Σ |quantity|·price must not exceed equity · leverage after
/// the fill, costs included. The position must lie in a bracket that allows the leverage.
/// </remarks>
public readonly record struct MarginState
{
    // Margins and notionals are rounded at the fill: so much is left unspent.
    const decimal RoundingRoom = 0.00000005m;

    /// <summary>Leverage, mode and brackets.</summary>
    public required MarginTerms Terms { get; init; }

    /// <summary>Index of the instrument.</summary>
    public required int Instrument { get; init; }

    /// <summary>The position before the fill.</summary>
    public required MarginPosition Position { get; init; }

    /// <summary>Wallet that no isolated position holds, quote asset.</summary>
    public required decimal Available { get; init; }

    /// <summary>Equity with the instrument at its price of that moment, quote asset.</summary>
    public required decimal Equity { get; init; }

    /// <summary>Σ |net quantity| · last price of the other instruments, quote asset.</summary>
    public required decimal OtherGross { get; init; }

    /// <summary>Whether the margin of what the fill opens is there.</summary>
    public bool CanOpen(in Opening opening, Amount quantity)
    {
        var total = (opening.Closing + quantity).ToMoney();
        var net = NetAfter(in opening, total);
        if (Math.Abs(net) <= Math.Abs(Position.Quantity)) return true;
        if (Terms.Mode == MarginMode.Cross) return OtherGross + (Math.Abs(net) * opening.Mark) <= (Equity - (total * Loss(in opening))) * Terms.Leverage;
        var notional = Exact.Round(opening.Price * total, Ledger.AssetScale);
        var closed = ClosedOfNet(in opening, total);
        var margin = Exact.RoundUp(Exact.Round(opening.Price * (total - closed), Ledger.AssetScale) / Terms.Leverage, Ledger.AssetScale);
        return margin + Exact.RoundUp(notional * opening.FeeRatio, Ledger.AssetScale) <= Available + Released(in opening, closed);
    }

    /// <summary>Largest quantity the fill may open, base asset, 0 or more, before rounding to the lot.</summary>
    public decimal LargestOpening(in Opening opening)
    {
        var closing = opening.Closing.ToMoney();
        if (Terms.Mode == MarginMode.Cross)
        {
            var loss = Loss(in opening);
            var before = NetAfter(in opening, closing);
            var room = ((Equity - (closing * loss)) * Terms.Leverage) - OtherGross - (Math.Abs(before) * opening.Mark);
            return Math.Max(0, (room - RoundingRoom) / (opening.Mark + (Terms.Leverage * loss)));
        }
        var closed = ClosedOfNet(in opening, closing);
        var free = Available + Released(in opening, closed) - (opening.Price * closing * opening.FeeRatio) - RoundingRoom;
        return Math.Max(0, free / (opening.Price * ((1m / Terms.Leverage) + opening.FeeRatio)));
    }

    /// <summary>Why the position the fill would leave is not allowed at this leverage, or <see cref="OrderReason.None"/>.</summary>
    public OrderReason Limit(in Opening opening, Amount quantity)
    {
        var net = NetAfter(in opening, (opening.Closing + quantity).ToMoney());
        var grows = Math.Abs(net) > Math.Abs(Position.Quantity) || (net > 0) != (Position.Quantity > 0);
        return grows && Terms.Brackets[Instrument].MaxLeverageOf(Math.Abs(net) * opening.Mark) < Terms.Leverage ? OrderReason.LeverageTooHigh : OrderReason.None;
    }

    decimal NetAfter(in Opening opening, decimal total) => Position.Quantity + (opening.Side == Side.Buy ? total : -total);

    decimal ClosedOfNet(in Opening opening, decimal total)
    {
        var held = Position.Quantity;
        return held == 0 || (held > 0) == (opening.Side == Side.Buy) ? 0 : Math.Min(Math.Abs(held), total);
    }

    // Margin and result that closing gives back to the wallet.
    decimal Released(in Opening opening, decimal closed)
    {
        if (closed == 0) return 0;
        var held = Position.Quantity;
        return (Position.Margin * closed / Math.Abs(held)) + ((held > 0 ? closed : -closed) * opening.Price) - (Position.Cost * closed / Math.Abs(held));
    }

    static decimal Loss(in Opening opening) =>
        (opening.Side == Side.Buy ? opening.Price - opening.Mark : opening.Mark - opening.Price) + (opening.Price * opening.FeeRatio);
}
