using Argosy.Core.MarketData;

namespace Argosy.Data.Ticks;

/// <summary>Trades as they were read.</summary>
internal sealed class TradeRows
{
    readonly HashSet<long> _ids = [];

    public List<long> Times { get; } = [];

    public List<long> Received { get; } = [];

    public NumberColumn Prices { get; } = new();

    public NumberColumn Quantities { get; } = new();

    public List<TakerSide> Takers { get; } = [];

    public List<long> Ids { get; } = [];

    public int Repeated { get; private set; }

    /// <summary>Whether an id is new; overlapping downloads hold a trade twice. 0 is no id.</summary>
    public bool IsNew(long id)
    {
        if (id == 0 || _ids.Add(id)) return true;
        Repeated++;
        return false;
    }
}
