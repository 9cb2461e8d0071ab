using Argosy.Core.Instruments;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>A deployment at its account's desk.</summary>
internal sealed class DeskBot(int deployment)
{
    readonly Dictionary<string, short> _places = new(StringComparer.Ordinal);

    /// <summary>Its number.</summary>
    public int Deployment => deployment;

    /// <summary>The bot; null while it has not joined or after it left.</summary>
    public IDeskClient? Client { get; private set; }

    /// <summary>Why it may not trade; empty where it may.</summary>
    public string Disabled { get; set; } = "";

    /// <summary>The epoch the database gave for its present start; −1 while none is known.</summary>
    public int Lease { get; set; } = -1;

    /// <summary>Its orders by their numbers in the run.</summary>
    public SortedDictionary<int, DeskOrder> Orders { get; } = [];

    /// <summary>Orders the desk itself wants for it: they have no number in the run.</summary>
    public List<DeskOrder> Own { get; } = [];

    /// <summary>Executions booked while it was not there, in order.</summary>
    public List<(DeskOrder Order, VenueFill Fill)> Untold { get; } = [];

    /// <summary>Trades it was told of.</summary>
    public HashSet<(string Instrument, string TradeId)> Told { get; } = [];

    /// <summary>All orders that have not ended for the run.</summary>
    public IEnumerable<DeskOrder> Open => Orders.Values.Concat(Own).Where(order => !order.IsEnded);

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
