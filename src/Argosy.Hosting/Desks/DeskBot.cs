using Argosy.Core.Instruments;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>A deployment at its account's desk.</summary>
internal sealed class DeskBot(int deployment)
{
    readonly Dictionary<string, short> _places = new(StringComparer.Ordinal);
    readonly SortedDictionary<int, DeskOrder> _orders = [];
    readonly Dictionary<int, List<DeskOrder>> _exits = [];
    readonly List<DeskOrder> _open = [];

    /// <summary>Its number.</summary>
    public int Deployment => deployment;

    /// <summary>The bot; null while it has not joined or after it left.</summary>
    public IDeskClient? Client { get; private set; }

    /// <summary>Whether its run has told what it wants: before, what rests stays as the journal has it.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Why it may not trade; empty where it may.</summary>
    public string Disabled { get; set; } = "";

    /// <summary>The epoch the database gave for its present start; −1 while none is known.</summary>
    public int Lease { get; set; } = -1;

    /// <summary>Its orders by their numbers in the run.</summary>
    public IReadOnlyDictionary<int, DeskOrder> Orders => _orders;

    /// <summary>Executions booked while it was not there, in order.</summary>
    public List<(DeskOrder Order, VenueFill Fill)> Untold { get; } = [];

    /// <summary>Trades it was told of.</summary>
    public HashSet<TradeKey> Told { get; } = [];

    /// <summary>All orders that have not ended for the run, and those the desk itself wants, which have no number in the run.</summary>
    public IEnumerable<DeskOrder> Open => _open.Where(order => !order.IsEnded);

    /// <summary>Settlements of funding it was told of, by the venue's ids.</summary>
    public HashSet<(string Instrument, string FlowId)> ToldFlows { get; } = [];

    /// <summary>Whether it was told of something the venue did to its position.</summary>
    public bool Knows(BookNews news) => news.Close is null ? ToldFlows.Contains((news.Instrument, news.Id)) : Told.Contains(news.Trade);

    /// <summary>Whether an entry waits to be handed over again.</summary>
    public bool HasUnrecorded => _open.Exists(static order => order is { IsEnded: false, IsUnrecorded: true });

    /// <summary>Takes an order in.</summary>
    public void Add(DeskOrder order)
    {
        _open.Add(order);
        if (order.Number == 0) return;
        _orders.Add(order.Number, order);
        if (order.Wanted.Entry == 0) return;
        if (!_exits.TryGetValue(order.Wanted.Entry, out var exits)) _exits.Add(order.Wanted.Entry, exits = []);
        exits.Add(order);
    }

    /// <summary>An order that had ended for the desk has not for the run.</summary>
    public void Revive(DeskOrder order)
    {
        if (!order.IsEnded) return;
        order.IsEnded = false;
        if (!_open.Contains(order)) _open.Add(order);
    }

    /// <summary>What the exits of an entry closed, base asset.</summary>
    public decimal Closed(int entry) => _exits.TryGetValue(entry, out var exits) ? exits.Sum(exit => exit.Filled) : 0;

    /// <summary>Ended orders are looked at no more.</summary>
    public void Sweep() => _open.RemoveAll(order => order.IsEnded);

    /// <summary>Forgets ended orders of which nothing is expected any more.</summary>
    public void Forget(Func<DeskOrder, bool> isOver)
    {
        var needed = _open.Select(order => order.Wanted.Entry).ToHashSet();
        foreach (var order in _orders.Values.Where(o => o.IsEnded && !needed.Contains(o.Number) && !needed.Contains(o.Wanted.Entry) && isOver(o)).ToArray())
        {
            _orders.Remove(order.Number);
            if (_exits.TryGetValue(order.Wanted.Entry, out var exits) && exits.Remove(order) && exits.Count == 0) _exits.Remove(order.Wanted.Entry);
        }
    }

    /// <summary>The bot is there.</summary>
    public void Attach(IDeskClient client)
    {
        Client = client;
        _places.Clear();
        for (var i = 0; i < client.Instruments.Count; i++) _places[client.Instruments[i].Name] = (short)i;
    }

    /// <summary>The bot is gone.</summary>
    public void Detach() => Client = null;

    /// <summary>Place of an instrument in its run; −1 where it has none.</summary>
    public short Place(string instrument) => _places.GetValueOrDefault(instrument, (short)-1);

    /// <summary>The instrument at a place; null where there is none.</summary>
    public Instrument? At(short place) => Client is { } client && place >= 0 && place < client.Instruments.Count ? client.Instruments[place] : null;
}
