using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A desk that keeps what it is wished, each order once, and accepts it.</summary>
internal sealed class ToyDesk(Lane lane) : IAccountDesk
{
    readonly HashSet<int> _orders = [];
    IDeskClient? _client;

    public IDeskClient? Client => _client;

    public Lane Lane => lane;

    public string Blocked => "";

    public List<IReadOnlyList<WorkerMessage>> Batches { get; } = [];

    public List<RunKnowledge> Joined { get; } = [];

    public List<int> Placed { get; } = [];

    /// <summary>Dies before it has taken the batch of this number; 0 for never.</summary>
    public int FailsAt { get; set; }

    /// <summary>Called when a batch came and before any of it is placed, as the real one records it.</summary>
    public Action<IDeskClient> Recording { get; set; } = _ => { };

    public void Join(IDeskClient client, RunKnowledge heard)
    {
        (_client, _) = (client, 0);
        Joined.Add(heard);
        // As the real one: an exit the run wants and the desk does not know is placed, an entry is stale.
        foreach (var open in heard.Open.Where(open => !_orders.Contains(open.Wanted.Id)))
        {
            if (open.Wanted.IsExit) Place(open.Wanted);
            else client.OnOrderSaid(OrderEvent.Change(OrderEventKind.Rejected, open.Wanted.Id, 0), "");
        }
    }

    public void Leave(int deployment) => _client = null;

    public void Wish(int deployment, IReadOnlyList<WorkerMessage> wishes)
    {
        if (Batches.Count + 1 == FailsAt) throw new InvalidOperationException("the process dies here");
        Batches.Add(wishes);
        if (_client is { } client) Recording(client);
        foreach (var wanted in wishes.OfType<OrderWanted>()) Place(wanted);
    }

    public List<OrderWanted> Rehearsed { get; } = [];

    public void Rehearse(IReadOnlyList<Instrument> instruments, IReadOnlyList<OrderWanted> orders) => Rehearsed.AddRange(orders);

    public void Priced(string instrument, decimal price, long time)
    {
    }

    void Place(OrderWanted wanted)
    {
        if (!_orders.Add(wanted.Id)) return;
        Placed.Add(wanted.Id);
        _client!.OnOrderSaid(OrderEvent.Change(OrderEventKind.Accepted, wanted.Id, 0), "");
    }
}
