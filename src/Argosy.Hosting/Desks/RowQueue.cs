using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <summary>Orders and executions on their way to the database, which follows the journal. Everything but the writing happens on the lane.</summary>
/// <remarks>A row that cannot be written stays and is tried again; after a crash the journal fills what is missing. One batch is under way at a time.</remarks>
internal sealed class RowQueue(IDeskStore store, TimeProvider time, Action<string> failed, CancellationToken ending, DeskAudit? audit = null)
{
    const int BatchRows = 500;
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    readonly Dictionary<ClientOrderId, OrderRow> _orders = [];
    readonly Queue<FillRow> _fills = new();
    readonly Queue<LogRow> _lines = new();
    Task _writing = Task.CompletedTask;
    bool _isWriting, _isFailing;

    /// <summary>Whether everything is in the database.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return !_isWriting && _orders.Count == 0 && _fills.Count == 0 && _lines.Count == 0;
        }
    }

    /// <summary>An order stands elsewhere.</summary>
    public void Put(GatewayOrder order)
    {
        audit?.Add(order);
        lock (_gate) _orders[order.Request.Id] = Row(order);
        Go();
    }

    /// <summary>An execution was booked.</summary>
    public void Put(string account, ClientOrderId order, VenueFill fill)
    {
        audit?.Add(order, fill);
        lock (_gate) _fills.Enqueue(Row(account, order, fill));
        Go();
    }

    /// <summary>The account's own gate refused an order: it never reached the journal.</summary>
    public void Refused(DeskOrder order, string why) => audit?.Refused(order, why);

    /// <summary>A line for a deployment's log.</summary>
    public void Put(LogRow line)
    {
        lock (_gate) _lines.Enqueue(line);
        Go();
    }

    /// <summary>Waits until everything is in the database, or the wait is cancelled.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (!IsEmpty && !cancel.IsCancellationRequested)
        {
            Task writing;
            lock (_gate) writing = _writing;
            if (writing.IsCompleted) Go();
            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(50), time, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    void Go()
    {
        lock (_gate)
        {
            if (_isWriting) return;
            _isWriting = true;
        }
        var writing = WriteAll();
        lock (_gate) _writing = writing;
    }

    async Task WriteAll()
    {
        while (Take() is { } work)
        {
            while (!await TryWrite(work).ConfigureAwait(false))
            {
                if (ending.IsCancellationRequested)
                {
                    lock (_gate) _isWriting = false;
                    return;
                }
                await Task.Delay(RetryAfter, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    Work? Take()
    {
        lock (_gate)
        {
            if (_orders.Count == 0 && _fills.Count == 0 && _lines.Count == 0)
            {
                _isWriting = false;
                return null;
            }
            var orders = _orders.Values.ToArray();
            _orders.Clear();
            var (fills, lines) = (new List<FillRow>(), new List<LogRow>());
            while (fills.Count < BatchRows && _fills.TryDequeue(out var fill)) fills.Add(fill);
            while (lines.Count < BatchRows && _lines.TryDequeue(out var line)) lines.Add(line);
            return new Work(new TradingBatch { Orders = orders, Fills = fills }, lines);
        }
    }

    async Task<bool> TryWrite(Work work)
    {
        try
        {
            if (work.Rows.Orders.Count + work.Rows.Fills.Count > 0) await store.Write(work.Rows, CancellationToken.None).ConfigureAwait(false);
            if (work.Lines.Count > 0) await store.Write(work.Lines, CancellationToken.None).ConfigureAwait(false);
            _isFailing = false;
            return true;
        }
#pragma warning disable CA1031 // Whatever a database throws, orders go on: the journal has them.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            if (!_isFailing) failed($"the database does not take orders and executions: {thrown.Message}; they are in the order journal and are written when it does");
            _isFailing = true;
            return false;
        }
    }

    static OrderRow Row(GatewayOrder order)
    {
        var (request, wish) = (order.Request, order.Request.Wish);
        return new OrderRow
        {
            ClientId = request.Id.ToString(),
            Deployment = request.Id.Deployment,
            Account = wish.Account,
            Instrument = wish.Instrument,
            Side = wish.Side,
            Type = wish.Type,
            Quantity = wish.Quantity,
            Price = wish.Price,
            Trigger = wish.Trigger,
            Phase = order.Phase,
            Filled = order.Filled,
            VenueOrderId = order.VenueOrderId,
            Why = order.Reason.Length == 0 ? wish.Why : wish.Why.Length == 0 ? order.Reason : $"{wish.Why} > {order.Reason}",
            Time = request.Time,
        };
    }

    static FillRow Row(string account, ClientOrderId order, VenueFill fill) => new()
    {
        Account = account,
        Instrument = fill.Instrument,
        TradeId = fill.TradeId,
        ClientId = order.ToString(),
        Side = fill.Side,
        Price = fill.Price,
        Quantity = fill.Quantity,
        Fee = fill.Fee,
        FeeAsset = fill.FeeAsset,
        IsMaker = fill.IsMaker,
        Time = fill.Time,
    };

    sealed record Work(TradingBatch Rows, IReadOnlyList<LogRow> Lines);
}
