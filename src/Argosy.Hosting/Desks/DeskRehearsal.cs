using System.Diagnostics.CodeAnalysis;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <summary>A desk beside an account's desk that takes orders the whole way, so that its code and tables lie in the caches when a real order takes it.</summary>
/// <remarks>
/// It is a desk like any other, with parts that lead nowhere: its venue signs each order and refuses it, its journal is a file that no disk is waited for
/// and that goes with it, its store keeps nothing, its clock has no timers; beside it the disk is kept awake. Of the account it shares what it only reads: listings, limits, the clock's
/// offset, and the adapter that signs. Everything is called on the account's lane.
/// </remarks>
internal sealed class DeskRehearsal : IDisposable
{
    const int Deployment = 0, SegmentBytes = 1 << 20;
    const string Folder = "rehearsal";

    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "It is abandoned, as one whose process died: nothing of it is under way or wanted.")]
    readonly AccountDesk _desk;
    readonly IReadOnlyList<Instrument> _instruments;
    readonly string _folder;
    readonly DiskBeat _disk;
    int _number;

    /// <summary>Makes one; what an earlier one left behind goes.</summary>
    /// <param name="real">Parts of the account's desk.</param>
    /// <param name="options">Its limits, as they stand.</param>
    /// <param name="instruments">Of the orders that will be walked.</param>
    /// <exception cref="IOException">The disk has no room for it.</exception>
    public DeskRehearsal(DeskParts real, DeskOptions options, IReadOnlyList<Instrument> instruments)
    {
        (_folder, _instruments) = (Path.Combine(real.Folder, Folder), instruments);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        _desk = new AccountDesk(real with
        {
            Venue = new Signer(real.Venue),
            Store = new Nowhere(real.Database.Installation),
            Folder = _folder,
            Alerts = new Deaf(),
            Audit = null,
            Latency = null,
            Time = new TimerlessTime(real.Time),
            Options = options with { MaxEntriesPerMinute = 0, Journal = new OrderJournalOptions { SegmentBytes = SegmentBytes, IsDurable = false } },
        });
        var started = _desk.StartAsync();
        IsReady = started is { IsCompletedSuccessfully: true, Result.Ok: true };
        _disk = new DiskBeat(Path.Combine(_folder, "beat"));
        if (IsReady) _desk.Lane.Run(() => _desk.Join(new Bot(instruments), new RunKnowledge(new Dictionary<int, bool>(), new HashSet<TradeKey>())));
    }

    /// <summary>Whether orders can be walked.</summary>
    public bool IsReady { get; }

    /// <summary>Orders that were walked.</summary>
    public int Orders => _number;

    /// <summary>Whether it knows these instruments.</summary>
    public bool Covers(IReadOnlyList<Instrument> instruments) => ReferenceEquals(instruments, _instruments) || instruments.SequenceEqual(_instruments);

    /// <summary>Walks orders of one step.</summary>
    /// <param name="wanted">Entries.</param>
    /// <param name="prices">The last price of an instrument by its name; 0 where none is known.</param>
    /// <param name="now">Unix ms.</param>
    public void Walk(IReadOnlyList<OrderWanted> wanted, Func<string, decimal> prices, long now)
    {
        _disk.Touch();
        var wishes = new WorkerMessage[wanted.Count];
        for (var i = 0; i < wishes.Length; i++) wishes[i] = wanted[i] with { Id = ++_number };
        _desk.Lane.Run(() =>
        {
            foreach (var order in wanted)
            {
                var instrument = _instruments[order.Instrument].Name;
                _desk.Priced(instrument, prices(instrument), now);
            }
            _desk.Wish(Deployment, wishes);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _desk.Abandon();
        _disk.Dispose();
        try
        {
            if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // The next one removes it.
        }
    }

    // Signs as the account would, and refuses.
    sealed class Signer(ITradingVenue real) : ITradingVenue
    {
        static readonly SendAnswer Refused = new(SendAnswerKind.Rejected, Reason: "rehearsal");

        public VenueTraits Traits => real.Traits;

        public long ClockOffset => real.ClockOffset;

        public Task<Result<long>> SyncAsync(CancellationToken cancellation) => Task.FromResult<Result<long>>(real.ClockOffset);

        public Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation)
        {
            real.Rehearse(order);
            return Task.FromResult(Refused);
        }

        public Task<SendAnswer> ReplaceAsync(OrderRequest old, string oldVenueOrderId, OrderRequest order, CancellationToken cancellation) => PlaceAsync(order, cancellation);

        public Task<Result<bool>> CancelAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation) => Task.FromResult<Result<bool>>(true);

        public Task<QueryAnswer> QueryAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation) => Task.FromResult(new QueryAnswer(QueryAnswerKind.NotFound));

        public Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation) => None<VenueOrder>();

        public Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation) => None<VenueFill>();

        public Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation) => None<AssetBalance>();

        public Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation) => None<VenuePosition>();

        public Task<Result<IReadOnlyList<VenueFlow>>> FlowsAsync(long from, CancellationToken cancellation) => None<VenueFlow>();

        public Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation) => Task.FromResult<Result<KeyRights>>(new KeyRights(Trades: true, Withdraws: false, Expires: null));

        public Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation) => Task.FromResult<Result<bool>>(true);

        public Task FollowAsync(IAccountListener listener, CancellationToken cancellation)
        {
            listener.OnConnected();
            return new TaskCompletionSource().Task;
        }

        static Task<Result<IReadOnlyList<T>>> None<T>() => Task.FromResult(Result<IReadOnlyList<T>>.Of([]));
    }

    sealed class Nowhere(int installation) : IDeskStore
    {
        public int Installation => installation;

        public Task<IReadOnlyList<DeploymentRow>> Deployments(CancellationToken cancel) => Task.FromResult<IReadOnlyList<DeploymentRow>>([]);

        public Task<int?> NextEpoch(int deployment, long now, CancellationToken cancel) => Task.FromResult<int?>(null);

        public Task Write(TradingBatch rows, CancellationToken cancel) => Task.CompletedTask;

        public Task Write(IReadOnlyList<LogRow> lines, CancellationToken cancel) => Task.CompletedTask;
    }

    sealed class Bot(IReadOnlyList<Instrument> instruments) : IDeskClient
    {
        public int Deployment => DeskRehearsal.Deployment;

        public IReadOnlyList<Instrument> Instruments => instruments;

        public void OnOrderSaid(OrderEvent said, string venueTradeId)
        {
            // That it was refused is known.
        }

        public void OnFunding(FundingSettlement settlement, string venueFlowId)
        {
            // It holds nothing.
        }

        public void OnEntriesBlocked(string reason)
        {
            // Its orders are refused then.
        }

        public void OnDisabled(string reason)
        {
            // Its orders are refused then.
        }
    }

    sealed class Deaf : IAlerts
    {
        public void Tell(Alert alert)
        {
            // What is wrong with a rehearsal harms nobody.
        }
    }

    // What a desk does by and by is not rehearsed.
    sealed class TimerlessTime(TimeProvider real) : TimeProvider
    {
        public override long TimestampFrequency => real.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => real.GetUtcNow();

        public override long GetTimestamp() => real.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Stopped();

        sealed class Stopped : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // There is nothing to stop.
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
