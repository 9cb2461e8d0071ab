namespace Argosy.Hosting.Desks;

/// <summary>The account's position in one instrument with its average price, as a one-way venue keeps it.</summary>
/// <remarks>
/// The venue tells of executions late and out of order, and what one realises depends on those before it. So the last hour's are kept and
/// counted anew in the venue's order; a late one carries the correction of those after it.
/// </remarks>
internal sealed class NetPosition
{
    const long KeepMs = 3_600_000;

    readonly List<NetTrade> _trades = [];
    decimal _realised;

    /// <summary>What is kept: first, where there is something before the last hour, one trade that stands for it.</summary>
    public IReadOnlyList<NetTrade> Trades => _trades;

    /// <summary>Adds an execution.</summary>
    /// <returns>What the position has realised with it more than without it, quote asset.</returns>
    public decimal Add(NetTrade trade)
    {
        var at = _trades.FindLastIndex(other => other.CompareTo(trade) <= 0) + 1;
        _trades.Insert(at, trade);
        var before = _realised;
        _realised = Count(_trades, out _, out _);
        var change = _realised - before;
        Fold(_trades[^1].Time - KeepMs);
        return change;
    }

    // What is old becomes one trade at the average price; it realised what it did.
    void Fold(long before)
    {
        var old = _trades.Count(trade => trade.Time < before);
        if (old < 2) return;
        Count(_trades[..old], out var quantity, out var price);
        var last = _trades[old - 1];
        _trades.RemoveRange(0, old);
        if (quantity != 0) _trades.Insert(0, last with { Signed = quantity, Price = price });
        _realised = Count(_trades, out _, out _);
    }

    static decimal Count(List<NetTrade> trades, out decimal quantity, out decimal average)
    {
        var realised = 0m;
        (quantity, average) = (0, 0);
        foreach (var (_, _, signed, price) in trades)
        {
            var closed = Math.Sign(signed) == -Math.Sign(quantity) ? Math.Min(Math.Abs(signed), Math.Abs(quantity)) : 0;
            realised += decimal.Round(closed * (price - average) * Math.Sign(quantity), 8, MidpointRounding.ToEven);
            var (opened, stays) = (Math.Abs(signed) - closed, Math.Abs(quantity) - closed);
            if (opened > 0) average = ((stays * average) + (opened * price)) / (stays + opened);
            quantity += signed;
        }
        return realised;
    }
}

/// <summary>An execution as far as a net position needs it; ordered by time, then by the venue's id.</summary>
/// <param name="Time">Unix ms by the venue's clock.</param>
/// <param name="Id">The venue's trade id.</param>
/// <param name="Signed">Base asset, signed.</param>
/// <param name="Price">Quote asset.</param>
internal readonly record struct NetTrade(long Time, string Id, decimal Signed, decimal Price) : IComparable<NetTrade>
{
    /// <summary>Below 0 where this one came before.</summary>
    public int CompareTo(NetTrade other)
    {
        if (Time != other.Time) return Time.CompareTo(other.Time);
        return Id.Length != other.Id.Length ? Id.Length.CompareTo(other.Id.Length) : string.CompareOrdinal(Id, other.Id);
    }
}
