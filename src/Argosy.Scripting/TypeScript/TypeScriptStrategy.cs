using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>A bot in TypeScript that runs in a Deno process of its own and sees all instruments of the run.</summary>
/// <remarks>
/// Where the bars to come are known (a backtest) it is told them in blocks that end where something could happen to its account; at every
/// bar it knows exactly what it would have known had they come one by one. Dispose ends the process.
/// </remarks>
[Strategy("typescript", "A bot in TypeScript.", SendsOrders = true)]
public sealed class TypeScriptStrategy : IPortfolioStrategy, IOrderWatcher, IMigratesState, IDisposable
{
    readonly BotSource _source;
    readonly TypeScriptOptions _options;
    readonly BotOrders _orders = new();
    readonly FrameWriter _frame = new();
    readonly List<(int Number, Fill Fill)> _fills = [];
    readonly BotAnswer _answer;
    StrategyContext _context = null!;
    DenoProcess? _process;
    CoreSharing? _sharing;
    BarFeed _feed = null!;
    bool _hearsFills;
    bool _isLive;
    int _block;
    int _asked;
    long _told = long.MinValue;
    long _next = long.MinValue;

    internal TypeScriptStrategy(BotSource source, TypeScriptOptions options)
    {
        _source = source;
        _options = options;
        _block = Math.Min(options.FirstBars, options.MostBars);
        _answer = new BotAnswer(options);
    }

    /// <summary>Processor time the bot's process has used; zero before it has begun and after it has ended.</summary>
    public TimeSpan ProcessorTime => _process?.Spent() ?? TimeSpan.Zero;

    /// <inheritdoc/>
    public void OnStart(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_process is not null || _context is not null) return;
        _context = context;
        _isLive = context.Preview is null;
        var started = DenoProcess.Start(_source.Files, _options);
        if (!started.Ok) throw new StrategyFailedException(started.Error!.Message);
        _process = started.Value;
        try
        {
            _frame.Begin((byte)BotFrame.Begin);
            _frame.Raw(BotBegin.Of(_source, context));
            var hello = BotHello.Read(_process.Ask(_frame)) ?? throw _process.Confused();
            _hearsFills = hello.HasFillHandler;
            _feed = new BarFeed(context);
            if (!_isLive && _options.SharesCore) _sharing = CoreSharing.Begin(_process.Id);
        }
        catch
        {
            End();
            throw;
        }
    }

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var time = context.Time;
        if (time < _next) return;
        // Of the instruments whose bars close at one instant the first speaks for all; live, one may come after the others.
        if (time > _answer.Reached || (_isLive && _feed.LookTo(time) > 0)) Ask(time);
        else if (time == _told) return;
        Tell(time);
    }

    /// <inheritdoc/>
    public void OnFill(in Fill fill, StrategyContext context)
    {
        CheckHorizon();
        _fills.Add((_orders.NumberOf(fill.OrderId), fill));
        if (!_hearsFills) return;
        _frame.Begin((byte)BotFrame.Fill);
        _frame.Byte(Traits());
        _frame.Number(_context.Time);
        WriteAccount();
        Hear(isRun: false);
        _answer.Submit(_context, _orders);
        _answer.Say(_context);
        Settle();
    }

    /// <inheritdoc/>
    public void OnOrder(ApprovedOrder order, StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(order);
        _orders.Made(order);
    }

    /// <inheritdoc/>
    public void Migrate(StateBag old, string oldVersion, StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(oldVersion);
        TakeOver(old, oldVersion);
    }

    /// <inheritdoc/>
    public void TakeBack(StateBag own, StrategyContext context) => TakeOver(own, null);

    // Without a version: the bot's own, not to be migrated.
    void TakeOver(StateBag old, string? version)
    {
        ArgumentNullException.ThrowIfNull(old);
        if (_process is null) return;
        _frame.Begin((byte)BotFrame.Migrate);
        _frame.Raw(BotBegin.Of(old, version));
        KeepState(_process.Ask(_frame));
    }

    // Shows the bot the bars that have come and those that may be shown already.
    void Ask(long time)
    {
        var until = _isLive ? time : _context.QuietUntil(Math.Min(_block, _options.MostBars));
        _frame.Begin((byte)BotFrame.Run);
        _frame.Byte(Traits());
        _frame.Short(_feed.LookTo(until));
        _frame.Int(0);
        _frame.Number(until);
        _feed.Write(_frame);
        WriteAccount();
        var seen = _context.Bars.Count;
        Hear(isRun: true);
        if (_answer.Reached < time || _answer.Reached > until) throw _process!.Confused();
        _options.Shown?.Invoke(time, _answer.Reached);
        Adapt(until, seen);
        _next = time;
    }

    void Hear(bool isRun)
    {
        var process = _process ?? throw new InvalidOperationException("the bot's process has ended");
        if (!_answer.Read(process.Ask(_frame), _context.Instruments.Count, isRun)) throw process.Confused();
    }

    // Blocks grow while nothing happens; after something they are twice as long as it took, and get shorter slowly: bars that were told
    // are not told again, a trip for a few of them costs more.
    void Adapt(long until, int seen)
    {
        if (_isLive || _options.MostBars <= _options.FirstBars) return;
        if (_answer.HasWishes)
        {
            var now = seen + _feed.BarsUpTo(_answer.Reached, seen);
            _block = Math.Clamp(Math.Max((now - _asked) * 2, _block / 2), _options.FirstBars, _options.MostBars);
            _asked = now;
        }
        else if (_answer.Reached == until) _block = Math.Min(_block * 2, _options.MostBars);
    }

    // What the bot did at this instant happens now.
    void Tell(long time)
    {
        _told = time;
        _answer.Say(_context);
        if (time == _answer.Reached)
        {
            _answer.Submit(_context, _orders);
            Settle();
        }
        _next = time == _answer.Reached ? time : _answer.NextTime;
    }

    void Settle()
    {
        if (_answer.State is { } state) _context.State.SetWhole(state);
        if (_answer.Fault is { } fault) throw new StrategyFailedException(fault);
    }

    int Traits() => (_context.IsWarmUp ? 1 : 0) | (_isLive ? 2 : 0);

    void WriteAccount()
    {
        _frame.Number(Exact.ToStatistic(_context.Cash));
        _frame.Number(Exact.ToStatistic(_context.FreeQuote));
        _frame.Number(Exact.ToStatistic(_context.Equity));
        _frame.Int(_fills.Count);
        _frame.Int(_orders.CountChanged());
        var count = _context.Instruments.Count;
        for (var i = 0; i < count; i++) _frame.Number(Exact.ToStatistic(_context.For(i).Position));
        for (var i = 0; i < count; i++) _frame.Number(Exact.ToStatistic(_context.For(i).EntryPrice));
        foreach (var (number, fill) in _fills) BotOrders.Write(_frame, number, in fill);
        _fills.Clear();
        _orders.WriteChanged(_frame);
    }

    // Had something happened that the bot was not to see coming, what it decided since would be worth nothing.
    void CheckHorizon() => Invariant.Check(_context.Time >= _answer.Reached, "nothing happens to an account within a block of bars");

    void KeepState(ReadOnlySpan<byte> answer)
    {
        var reader = new AnswerReader(answer);
        var kind = reader.Byte();
        var json = reader.Text();
        var fault = kind == (byte)BotFrame.State ? reader.Text() : "";
        if (reader.IsBroken || kind != (byte)BotFrame.State) throw _process!.Confused();
        if (fault.Length > 0) throw new StrategyFailedException(fault);
        _context.State.SetWhole(json);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is null) return;
        try
        {
            // The last state of a run that was told in blocks.
            if (!_isLive && _answer.Reached > long.MinValue && _answer.Fault is null)
            {
                _frame.Begin((byte)BotFrame.State);
                KeepState(_process.Ask(_frame));
            }
        }
        catch (StrategyFailedException)
        {
            // Its end has been told where it mattered; there is no state to keep.
        }
        End();
    }

    void End()
    {
        _sharing?.Dispose();
        _sharing = null;
        _process?.Dispose();
        _process = null;
    }
}
