using Argosy.Hosting.Ports;

namespace Argosy.Venues.Tests.Contract;

/// <summary>Remembers what a market tells and runs until disposed of; what the contract forbids fails at once.</summary>
internal sealed class MarketEar : IMarketListener, IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    readonly List<(string Instrument, VenueBar Bar)> _closed = [];
    readonly List<TradeTick> _trades = [];
    readonly Task _running;
    QuoteTick _quote;
    int _speaking, _caughtUp, _lost;

    public MarketEar(IMarketVenue venue, MarketWish wish) => _running = venue.FollowAsync(wish, this, _stop.Token);

    public int CaughtUp => Volatile.Read(ref _caughtUp);

    public int Lost => Volatile.Read(ref _lost);

    public QuoteTick Quote
    {
        get
        {
            lock (_gate) return _quote;
        }
    }

    public TradeTick[] Trades
    {
        get
        {
            lock (_gate) return [.. _trades];
        }
    }

    /// <summary>Closed candles of an instrument as they came.</summary>
    public VenueBar[] Closed(string instrument = ContractVenue.Instrument)
    {
        lock (_gate) return [.. _closed.Where(row => row.Instrument == instrument).Select(row => row.Bar)];
    }

    public void OnBar(string instrument, in VenueBar bar, bool isClosed)
    {
        var told = bar;
        Alone(() =>
        {
            if (isClosed) _closed.Add((instrument, told));
        });
    }

    public void OnTrade(string instrument, in TradeTick trade)
    {
        var told = trade;
        Alone(() => _trades.Add(told));
    }

    public void OnQuote(string instrument, in QuoteTick quote)
    {
        var told = quote;
        Alone(() => _quote = told);
    }

    public void OnLost(string reason) => Alone(() => _lost++);

    public void OnCaughtUp() => Alone(() => _caughtUp++);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    void Alone(Action hear)
    {
        if (Interlocked.Exchange(ref _speaking, 1) != 0) throw new InvalidOperationException("two calls at a time");
        lock (_gate) hear();
        Volatile.Write(ref _speaking, 0);
    }
}

/// <summary>Remembers what an account's stream tells and runs until disposed of.</summary>
internal sealed class AccountEar : IAccountListener, IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    readonly List<OrderUpdate> _updates = [];
    readonly Task _running;
    int _connected, _moved, _lost;

    public AccountEar(ITradingVenue venue) => _running = venue.FollowAsync(this, _stop.Token);

    public int Connected => Volatile.Read(ref _connected);

    public int Moved => Volatile.Read(ref _moved);

    public int Lost => Volatile.Read(ref _lost);

    public OrderUpdate[] Updates
    {
        get
        {
            lock (_gate) return [.. _updates];
        }
    }

    /// <summary>Whether the stream told of this order in this state.</summary>
    public bool Has(string clientId, Core.Orders.OrderState state) => Array.Exists(Updates, update => update.Order.ClientId == clientId && update.Order.State == state);

    public void OnOrder(OrderUpdate update)
    {
        lock (_gate) _updates.Add(update);
    }

    public void OnAccountMoved() => Interlocked.Increment(ref _moved);

    public void OnConnected() => Interlocked.Increment(ref _connected);

    public void OnLost(string reason) => Interlocked.Increment(ref _lost);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
