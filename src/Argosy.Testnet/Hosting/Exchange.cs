using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Faults;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Spot;
using Argosy.Testnet.Streams;

namespace Argosy.Testnet.Hosting;

/// <summary>The whole exchange without its sockets: one lock, one clock, everything in order.</summary>
internal sealed class Exchange
{
    const long Minute = 60_000;

    readonly SortedDictionary<string, House> _houses = new(StringComparer.Ordinal);
    readonly PriorityQueue<TaskCompletionSource, long> _sleepers = new();
    readonly MarketStreams _streams;

    public Exchange(TestnetOptions options, IReadOnlyList<LoadedMarket> markets, long start)
    {
        var futures = options.Protocol == TestnetProtocol.BinanceFutures;
        State = new ExchangeState(futures) { Now = start };
        _streams = new MarketStreams(State, Hub);
        var prefix = futures ? "/fapi/v1" : "/api/v3";
        var market = new MarketRoutes(State, prefix, () => Api!.ShownTime);
        if (futures)
        {
            (State.MakerFee, State.TakerFee) = (0.0002m, 0.0005m);
            Futures = new FuturesDesk(State, Hub);
            Desk = new TradingDesk(State, Futures, Futures.Reports);
            Futures.Desk = Desk;
            var limits = new RateLimits(2400, 300);
            Api = new ApiDesk(State, [.. market.Routes(), .. new FuturesTrading(State, Desk, Futures).Routes(), .. new FuturesHistory(State, Futures).Routes(), .. new FuturesAccount(State, Keys, Futures, limits, () => Api!.ShownTime).Routes()], limits);
        }
        else
        {
            Desk = new TradingDesk(State, new SpotSettlement(State), new SpotReports(State));
            var limits = new RateLimits(6000, 100);
            Spot = new SpotAccount(State, Keys, limits, () => Api!.ShownTime);
            Api = new ApiDesk(State, [.. market.Routes(), .. new SpotTrading(State, Desk).Routes(), .. Spot.Routes()], limits);
        }
        Frames = new StreamFrames(State, Hub, Keys);
        Socket = new SocketApi(Api, prefix, futures);
        for (var i = 0; i < markets.Count; i++) Open(markets[i], options.Seed + 1000 + (ulong)i, start);
        var account = AddAccount(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret);
        account.Of("USDT").Free = 100_000m;
        if (futures) return;
        foreach (var asset in State.Markets.Values.SelectMany(opened => (string[])[opened.Rules.Base, opened.Rules.Quote]).Where(asset => asset != "USDT")) account.Of(asset).Free = 100m;
    }

    /// <summary>Held by whoever reads or changes anything.</summary>
    public Lock Gate { get; } = new();

    public ExchangeState State { get; }

    public TradingDesk Desk { get; }

    public ApiDesk Api { get; }

    public StreamHub Hub { get; } = new();

    public ListenKeys Keys { get; } = new();

    public StreamFrames Frames { get; }

    public SocketApi Socket { get; }

    public RequestFaults Faults { get; } = new();

    public SpotAccount? Spot { get; }

    public FuturesDesk? Futures { get; }

    /// <summary>A symbol's house, or null.</summary>
    public House? HouseOf(string symbol) => _houses.GetValueOrDefault(symbol);

    /// <summary>Adds an account with nothing in it.</summary>
    public Account AddAccount(string key, string secret)
    {
        var account = new Account(State.Accounts.Count + 1, key, secret);
        State.Accounts.Add(key, account);
        return account;
    }

    /// <summary>Lets time pass: markets move, candles close, triggers fire, streams are served.</summary>
    public void AdvanceTo(long time)
    {
        while (NextMoment() is var next && next <= time)
        {
            State.Now = Math.Max(State.Now, next);
            foreach (var (name, house) in _houses)
            {
                if (house.NextTime > State.Now || house.NextTime is null) continue;
                house.Step();
                Serve(State.Markets[name]);
            }
            if (State.Now % Minute == 0) foreach (var market in State.Markets.Values) Serve(market);
            Wake();
        }
        State.Now = Math.Max(State.Now, time);
        foreach (var market in State.Markets.Values) Serve(market);
        if (Futures is not null) foreach (var key in Keys.TakeEnded(State.Now)) Hub.EndKey(key, State.Now);
        Wake();
    }

    /// <summary>Serves market streams after something changed a book.</summary>
    public void Serve(SymbolMarket market)
    {
        Futures?.Follow(market);
        _streams.Publish(market);
        Deliver();
    }

    /// <summary>Hands the events of user streams over.</summary>
    public void Deliver()
    {
        for (var i = 0; i < State.Outbox.Count; i++) Hub.Publish(State.Outbox[i].Account, State.Outbox[i].Event);
        State.Outbox.Clear();
    }

    /// <summary>Ends when the exchange's clock has come so far.</summary>
    public Task Until(long time)
    {
        lock (Gate)
        {
            if (time <= State.Now) return Task.CompletedTask;
            var sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sleepers.Enqueue(sleeper, time);
            return sleeper.Task;
        }
    }

    /// <summary>Trades of the outside world at a price of the caller's choice.</summary>
    public bool Print(string symbol, decimal price, decimal quantity, Side taker)
    {
        if (HouseOf(symbol) is not { } house) return false;
        house.Follow(new Print(State.Now, price, quantity, taker));
        Serve(State.Markets[symbol]);
        return true;
    }

    long NextMoment()
    {
        var next = ((State.Now / Minute) + 1) * Minute;
        foreach (var house in _houses.Values)
        {
            if (house.NextTime is { } due && due < next) next = due;
        }
        return next;
    }

    void Wake()
    {
        while (_sleepers.TryPeek(out var sleeper, out var time) && time <= State.Now)
        {
            _sleepers.Dequeue();
            sleeper.SetResult();
        }
    }

    void Open(LoadedMarket loaded, ulong seed, long start)
    {
        var market = new SymbolMarket(loaded.Rules);
        // The past is only remembered, nobody could trade in it.
        var minute = 0L;
        while (loaded.Source.Peek() is { } print && print.Time < start)
        {
            loaded.Source.Take();
            var price = market.Rules.Price(market.Rules.NearestTick(print.Price));
            if (print.Time / Minute != minute) market.Candles.Advance(print.Time);
            minute = print.Time / Minute;
            market.Record(new PublicTrade(market.NextTradeId++, price, market.Rules.Quantity(market.Rules.LotsIn(print.Quantity)), print.Time, print.Taker == Side.Sell));
        }
        market.Unpublished.Clear();
        market.Candles.Advance(start);
        State.Markets.Add(loaded.Rules.Name, market);
        var house = new House(market, Desk, loaded.Source, seed);
        _houses.Add(loaded.Rules.Name, house);
        if (market.LastPrice == 0) house.Step();
        else house.Requote();
        Serve(market);
    }
}
