using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>Tells the account of fills, with their fee and whether they close what was opened in the same bar.</summary>
sealed class FillReports
{
    readonly FillOptions _options;
    readonly WalkMoment _moment;
    readonly long[] _entryRow;

    public FillReports(FillOptions options, WalkMoment moment, int books)
    {
        _options = options;
        _moment = moment;
        _entryRow = new long[books];
        Array.Fill(_entryRow, -1);
    }

    public void CopyFrom(FillReports other) => Array.Copy(other._entryRow, _entryRow, _entryRow.Length);

    /// <summary>Tells of a fill at the fee of makers or takers.</summary>
    public void Emit(ApprovedOrder order, long units, decimal price, Amount quantity, FillTraits traits) =>
        Emit(order, units, price, quantity, traits, (traits & FillTraits.Maker) != 0 ? _options.MakerFee : _options.TakerFee);

    /// <summary>Tells of a fill at a fee of its own, ratio of the notional.</summary>
    public void Emit(ApprovedOrder order, long units, decimal price, Amount quantity, FillTraits traits, decimal feeRatio)
    {
        var held = _moment.Account.Held(order.Book);
        var heldSign = held.Sign;
        var closes = order.Side == Side.Buy ? heldSign < 0 : heldSign > 0;
        if (closes && _entryRow[order.Book] == _moment.Row) traits |= FillTraits.SameBar;
        if (heldSign == 0 || (closes && quantity > held.Magnitude)) _entryRow[order.Book] = _moment.Row;
        // What covers a short goes back to its lender: nothing is received to take a fee from.
        var inBase = _options.FeeInReceivedAsset && order.Side == Side.Buy && heldSign >= 0;
        if (inBase) traits |= FillTraits.FeeInBase;
        var fee = (inBase ? quantity : Amount.Notional(price, quantity)).ShareUp(feeRatio);
        var fill = new Fill
        {
            OrderId = order.Id,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Purpose = order.Purpose,
            Traits = traits,
            Time = _moment.Time,
            PathUnits = units,
            Price = price,
            Quantity = quantity.ToMoney(),
            Fee = fee.ToMoney(),
        };
        _moment.Account.Emit(OrderEvent.Filled(in fill));
    }
}
