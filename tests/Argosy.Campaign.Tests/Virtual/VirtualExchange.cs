using Argosy.Core.Values;
using Argosy.Testnet.Api;
using Argosy.Testnet.Hosting;
using Argosy.Testnet.Streams;

namespace Argosy.Campaign.Tests.Virtual;

/// <summary>The stand-in exchange on virtual time, behind a network that fails. Everything happens on the thread that drives the clock.</summary>
internal sealed class VirtualExchange
{
    const int BeatMs = 250;

    readonly List<VirtualSocket> _sockets = [];
    readonly SeededGenerator _random;
    readonly int _thread = Environment.CurrentManagedThreadId;

    public VirtualExchange(VirtualClock clock, SeededGenerator random, TestnetProtocol protocol, NetworkFaults faults, int tradeGapMs = 700)
    {
        (Clock, _random, Faults) = (clock, random, faults);
        var options = new TestnetOptions { Protocol = protocol, Seed = (ulong)random.NextIndex(int.MaxValue), Speed = 0, Start = clock.Now, History = 30, TradeGapMs = tradeGapMs };
        var markets = MarketLoader.Load(options, clock.Now);
        Exchange = new Exchange(options, markets.Value, clock.Now);
        clock.Moving = now =>
        {
            Exchange.AdvanceTo(now);
            Drain();
        };
        Beat();
    }

    public VirtualClock Clock { get; }

    public Exchange Exchange { get; }

    public NetworkFaults Faults { get; set; }

    /// <summary>Requests the exchange carried out.</summary>
    public int Requests { get; private set; }

    /// <summary>Faults that happened.</summary>
    public int Mishaps { get; private set; }

    /// <summary>A request leaves a host; it may never come back.</summary>
    /// <param name="call">The request.</param>
    /// <param name="answered">Hears the answer, or null for a broken connection; not called where there is none.</param>
    public void Request(ApiCall call, Action<ApiAnswer?> answered)
    {
        OnThread();
        var fate = Fate();
        if (fate != Mishap.None) Mishaps++;
        var (up, down) = (Way(), Way());
        if (fate == Mishap.LateBefore) up += 1_000 + _random.NextIndex(9_000);
        if (fate == Mishap.LateAfter) down += 1_000 + _random.NextIndex(9_000);
        Clock.After(up, () =>
        {
            switch (fate)
            {
                case Mishap.CutBefore: answered(null); return;
                case Mishap.HangBefore: return;
                case Mishap.StatusBefore: answered(Broken(503)); return;
                default: break;
            }
            var answer = Carry(call);
            Clock.After(down, () =>
            {
                switch (fate)
                {
                    case Mishap.CutAfter: answered(null); return;
                    case Mishap.HangAfter: return;
                    case Mishap.StatusAfter: answered(Broken(504)); return;
                    default: answered(answer); return;
                }
            });
        });
    }

    /// <summary>Opens a socket; null where no connection comes about.</summary>
    public VirtualSocket? Open(Uri address)
    {
        OnThread();
        if (Happens(Faults.NoConnection)) return null;
        var path = address.AbsolutePath;
        var isApi = path.EndsWith("/ws-api/v3", StringComparison.Ordinal) || path.EndsWith("/ws-fapi/v1", StringComparison.Ordinal);
        var cut = new CancellationTokenSource();
        var socket = new VirtualSocket(this, new Subscriber(!isApi && path.EndsWith("/stream", StringComparison.Ordinal), cut), isApi, cut);
        Exchange.Hub.Add(socket.Subscriber);
        if (!isApi) foreach (var name in Named(address)) Exchange.Frames.Subscribe(socket.Subscriber, name);
        _sockets.Add(socket);
        Drain();
        return socket;
    }

    /// <summary>A frame of a client has arrived.</summary>
    public void Receive(VirtualSocket socket, string text)
    {
        OnThread();
        if (!_sockets.Contains(socket)) return;
        if (socket.IsApi) Exchange.Socket.Receive(socket.Subscriber, text, "campaign");
        else Exchange.Frames.Receive(socket.Subscriber, text);
        Exchange.Deliver();
        Drain();
    }

    public void Close(VirtualSocket socket)
    {
        if (!_sockets.Remove(socket)) return;
        Exchange.Hub.Remove(socket.Subscriber);
    }

    /// <summary>Ways of a push, ms.</summary>
    public int Way() => 1 + _random.NextIndex(Faults.WayMs);

    ApiAnswer Carry(ApiCall call)
    {
        Requests++;
        var answer = Exchange.Api.Answer(call);
        foreach (var market in Exchange.State.Markets.Values.Where(market => market.Unpublished.Count > 0)) Exchange.Serve(market);
        Exchange.Deliver();
        Drain();
        return answer;
    }

    // Pushes leave in order; on one socket none overtakes another.
    void Drain()
    {
        foreach (var socket in _sockets.ToArray()) socket.Collect();
    }

    void Beat()
    {
        Clock.After(BeatMs, Beat);
        var perBeat = BeatMs / 1_000.0;
        bool Now(double perSecond) => Happens(perSecond * perBeat);
        if (Now(Faults.SocketCut)) foreach (var socket in _sockets.ToArray()) socket.Cut();
        if (Now(Faults.PushLost)) Exchange.Hub.UserFaults.Drop = 1 + _random.NextIndex(3);
        if (Now(Faults.PushDoubled)) Exchange.Hub.UserFaults.Duplicate = 1 + _random.NextIndex(3);
        if (Now(Faults.PushReordered)) Exchange.Hub.UserFaults.Reorder = 1;
        if (Now(Faults.PushLost)) Exchange.Hub.MarketFaults.Drop = 1 + _random.NextIndex(3);
        if (Now(Faults.PushDoubled)) Exchange.Hub.MarketFaults.Duplicate = 1 + _random.NextIndex(3);
        if (Now(Faults.ClockStep)) Exchange.Api.ClockSkewMs = _random.NextIndex(4_000) - 2_000;
        if (Now(Faults.Liquidity)) Relieve();
        if (Now(Faults.Maintenance) && !Exchange.Api.IsDown) GoDown();
    }

    void GoDown()
    {
        Mishaps++;
        Exchange.Api.IsDown = true;
        Clock.After(3_000 + _random.NextIndex(17_000), () => Exchange.Api.IsDown = false);
    }

    void Relieve()
    {
        foreach (var (name, market) in Exchange.State.Markets)
        {
            var house = Exchange.HouseOf(name)!;
            house.LevelValue = _random.NextIndex(2) == 0 ? 20_000m : 150m;
            house.Requote();
            Exchange.Serve(market);
        }
    }

    /// <summary>Faults end; the market is liquid again.</summary>
    public void Heal()
    {
        Faults = new NetworkFaults { WayMs = Faults.WayMs };
        Exchange.Faults.Clear();
        Exchange.Hub.UserFaults.Clear();
        Exchange.Hub.MarketFaults.Clear();
        (Exchange.Api.IsDown, Exchange.Api.ClockSkewMs) = (false, 0);
        foreach (var (name, market) in Exchange.State.Markets)
        {
            Exchange.HouseOf(name)!.LevelValue = 20_000m;
            Exchange.HouseOf(name)!.Requote();
            Exchange.Serve(market);
        }
        Drain();
    }

    Mishap Fate()
    {
        var at = _random.NextUnit();
        foreach (var (share, mishap) in (ReadOnlySpan<(double, Mishap)>)[
            (Faults.CutBefore, Mishap.CutBefore), (Faults.CutAfter, Mishap.CutAfter), (Faults.HangBefore, Mishap.HangBefore), (Faults.HangAfter, Mishap.HangAfter),
            (Faults.StatusBefore, Mishap.StatusBefore), (Faults.StatusAfter, Mishap.StatusAfter), (Faults.LateBefore, Mishap.LateBefore), (Faults.LateAfter, Mishap.LateAfter)])
        {
            if (at < share) return mishap;
            at -= share;
        }
        return Mishap.None;
    }

    bool Happens(double share) => share > 0 && _random.NextUnit() < share;

    static ApiAnswer Broken(int status) => ApiAnswer.Refused(new RefusedException(
        status == 503 ? -1008 : -1007, status == 503 ? "Server is currently overloaded with other requests. Please try again in a few minutes." : "Timeout waiting for response from backend server. Send status unknown; execution status unknown.", status));

    // A second thread would make a seed's run depend on the machine.
    void OnThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("a request left the campaign's thread");
    }

    static IEnumerable<string> Named(Uri address)
    {
        var query = address.Query.TrimStart('?');
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut < 0 || pair[..cut] is not ("streams" or "listenKey")) continue;
            foreach (var name in Uri.UnescapeDataString(pair[(cut + 1)..]).Split('/', StringSplitOptions.RemoveEmptyEntries)) yield return name;
        }
        var at = address.AbsolutePath.IndexOf("/ws/", StringComparison.Ordinal);
        if (at < 0) yield break;
        foreach (var name in address.AbsolutePath[(at + 4)..].Split('/', StringSplitOptions.RemoveEmptyEntries)) yield return name;
    }

    enum Mishap
    {
        None,
        CutBefore,
        CutAfter,
        HangBefore,
        HangAfter,
        StatusBefore,
        StatusAfter,
        LateBefore,
        LateAfter,
    }
}
