using System.Diagnostics;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>A run beside a run that trades nothing: it walks the way from a candle to an order so that code and tables of the real one lie in the caches when it is needed.</summary>
/// <remarks>
/// Feed, channel, recorder and worker are its own, the strategy is the run's. Candles are made from the market's last ones, close at their high and their
/// low in turn; every order is refused once the desk has walked with it. Where the strategy wants none, one of a single lot is walked. All of it runs on the
/// account's lane, and only when that is free.
/// </remarks>
/// <param name="terms">The bot.</param>
/// <param name="services">What the bot is run with.</param>
sealed class OrderRehearsal(BotTerms terms, BotServices services) : IFeedRehearsal, IAccountDesk, IChannelOwner, IDisposable
{
    // Its run holds candles, too: it begins anew now and then, when no close is near.
    const int MostWalks = 4_000;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly VenueBar?[] _seen = new VenueBar?[terms.Instruments.Count];
    readonly string _path = terms.Log + ".rehearsal";
    readonly List<OrderWanted> _wanted = [];
    readonly Lane _lane = new(_ => { });
    BotFeed? _feed;
    BotChannel? _channel;
    long _time, _walked;
    int _walks;
    bool _isOver;

    /// <summary>Walks since it began; for tests.</summary>
    internal int Walks => _walks;

    /// <inheritdoc/>
    public Lane Lane => _lane;

    /// <inheritdoc/>
    public string Blocked => "";

    /// <inheritdoc/>
    public void Saw(int instrument, in VenueBar bar) => _seen[instrument] = bar;

    /// <inheritdoc/>
    public void Walk() => services.Lane.RunIfFree(Step);

    /// <inheritdoc/>
    public void Wish(int deployment, IReadOnlyList<WorkerMessage> wishes)
    {
        foreach (var wish in wishes)
        {
            if (wish is OrderWanted wanted) _wanted.Add(wanted);
        }
        if (_wanted.Count > 0) services.Desk!.Rehearse(terms.Instruments, _wanted);
    }

    /// <inheritdoc/>
    public void Join(IDeskClient client, RunKnowledge heard)
    {
    }

    /// <inheritdoc/>
    public void Leave(int deployment)
    {
    }

    /// <inheritdoc/>
    public void Priced(string instrument, decimal price, long time)
    {
    }

    void IChannelOwner.OnLost(string reason) => _isOver = true;

    void IChannelOwner.OnDisabled(string reason) => _isOver = true;

    void IChannelOwner.OnIdle()
    {
    }

    void IChannelOwner.OnWanted()
    {
    }

    void IChannelOwner.OnMarketEnded()
    {
    }

    void IChannelOwner.OnFinished()
    {
    }

    /// <summary>Ends it, on the account's lane.</summary>
    public void Dispose()
    {
        _isOver = true;
        End();
    }

    void Step()
    {
        if (_isOver || Array.Exists(_seen, bar => bar is null)) return;
        var isFirst = Stopwatch.GetElapsedTime(_walked) > Pause;
        _walked = Stopwatch.GetTimestamp();
        try
        {
            if (isFirst && _walks > MostWalks / 2) End();
            if (_feed is null) Begin();
            if (_walks < MostWalks) Play();
        }
#pragma warning disable CA1031 // A strategy that cannot go on here, or a disk without room: the real run goes on without.
        catch (Exception)
#pragma warning restore CA1031
        {
            _isOver = true;
            End();
        }
    }

    void Begin()
    {
        var recorder = new BotRecorder(terms, services.Queue, []);
        _channel = new BotChannel(terms, _lane, this, recorder, this);
        _feed = new BotFeed(_lane, [.. terms.Instruments.Select(instrument => instrument.Name)], terms.Timeframe, FeedOptions.Recorded, () => _time, services.Time, _channel);
#pragma warning disable CA2000 // The channel owns its log.
        _channel.Attach(new RunLogFile(_path), services.Rehearser!(terms, _channel), new TaskCompletionSource());
#pragma warning restore CA2000
        _time = terms.Timeframe.End(_seen[0]!.Value.OpenTime);
        _feed.Fill([.. terms.Instruments.Select(_ => Array.Empty<Core.MarketData.Bar>())], isHistory: false, isLast: true);
    }

    void Play()
    {
        _walks++;
        var open = _time;
        _time = terms.Timeframe.End(open);
        _wanted.Clear();
        for (var i = 0; i < _seen.Length; i++)
        {
            var bar = _seen[i]!.Value;
            _feed!.OnBar(terms.Instruments[i].Name, bar with { OpenTime = open, Close = _walks % 2 == 0 ? bar.Low : bar.High }, isClosed: true);
        }
        if (_wanted.Count == 0) services.Desk!.Rehearse(terms.Instruments, [Least]);
        foreach (var wanted in _wanted) _channel!.Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Rejected, wanted.Id, _time, OrderReason.Requested), ""));
    }

    OrderWanted Least => new() { Id = 1, Instrument = 0, Side = Side.Buy, Type = OrderType.Market, Quantity = terms.Instruments[0].LotSize, Why = "rehearsal" };

    void End()
    {
        var worker = _channel?.Detach();
        _feed?.Dispose();
        (_feed, _channel, _walks) = (null, null, 0);
        try
        {
            File.Delete(_path);
        }
        catch (IOException)
        {
            // The next beginning empties it.
        }
        // A worker of this process ends at once.
        if (worker is not null) _ = worker.DisposeAsync().AsTask();
    }
}
