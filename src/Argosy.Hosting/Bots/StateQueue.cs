using System.Threading.Channels;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Brings what happened to the database, behind everybody's back: trading waits neither for a disk nor for a network.</summary>
/// <remarks>
/// Rows of one moment go as one batch; where the database fails they are tried again, so it lags and loses nothing. What it lacks after a crash
/// is made whole from journal and run logs at the next start.
/// </remarks>
public sealed class StateQueue : IAsyncDisposable
{
    const int MostWaiting = 100_000, MostAtOnce = 1_000;
    // Rows a deployment may add before its oldest are looked at.
    const int PruneEvery = 5_000;

    /// <summary>Points of plots kept of a deployment.</summary>
    public const int MostPoints = 100_000;

    /// <summary>Log lines kept of a deployment.</summary>
    public const int MostLines = 50_000;

    static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    readonly IDatabase _database;
    readonly TimeProvider _time;
    readonly Action<string> _failed;
    // Full: the oldest row makes room, so a lane never waits for a database; what is lost so the next start makes whole.
    readonly Channel<object> _rows = Channel.CreateBounded<object>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    readonly Dictionary<int, int> _added = [];
    readonly CancellationTokenSource _giveUp = new();
    readonly Task _writing;

    /// <summary>A queue that writes until it is disposed.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="failed">Hears once when the database fails, and what it said.</param>
    public StateQueue(IDatabase database, TimeProvider time, Action<string> failed)
    {
        (_database, _time, _failed) = (database, time, failed);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>A trade that ended.</summary>
    public void Add(TradeRow row) => _rows.Writer.TryWrite(row);

    /// <summary>A point of equity.</summary>
    public void Add(EquityRow row) => _rows.Writer.TryWrite(row);

    /// <summary>A line of a log.</summary>
    public void Add(LogRow row) => _rows.Writer.TryWrite(row);

    /// <summary>A point of a plot.</summary>
    public void Add(PlotRow row) => _rows.Writer.TryWrite(row);

    /// <summary>What a strategy keeps; of several the last one counts.</summary>
    public void Add(StrategyStateRow row) => _rows.Writer.TryWrite(row);

    /// <summary>An order of a simulated venue.</summary>
    public void Add(OrderRow row) => _rows.Writer.TryWrite(row);

    /// <summary>An execution of a simulated venue.</summary>
    public void Add(FillRow row) => _rows.Writer.TryWrite(row);

    /// <summary>A crash of a bot's worker.</summary>
    public void Add(CrashRow row) => _rows.Writer.TryWrite(row);

    /// <summary>What a deployment is worth and does; of several the last one counts.</summary>
    public void Add(StatusRow row) => _rows.Writer.TryWrite(row);

    /// <summary>A deployment's state.</summary>
    public void SetState(int deployment, BotState state) => _rows.Writer.TryWrite((deployment, state));

    /// <summary>Writes what waits, at most for so long.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        _rows.Writer.TryComplete();
        _giveUp.CancelAfter(patience);
        await _writing.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(TimeSpan.FromSeconds(1.5)).ConfigureAwait(false);
        _giveUp.Dispose();
    }

    /// <summary>A deployment's state as its row has it.</summary>
    public static string WordOf(BotState state) => state switch
    {
        BotState.Starting or BotState.Running or BotState.Suspended => "running",
        BotState.Paused => "paused",
        BotState.Stopped or BotState.Finished => "stopped",
        BotState.Disabled => "disabled",
    };

    async Task WriteAsync()
    {
        var batch = new List<object>();
        while (await _rows.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MostAtOnce && _rows.Reader.TryRead(out var row)) batch.Add(row);
            if (!await Written(batch).ConfigureAwait(false)) return;
            batch.Clear();
        }
    }

    async Task<bool> Written(List<object> batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await WriteAsync(batch).ConfigureAwait(false);
                return true;
            }
#pragma warning disable CA1031 // Whatever a database throws, its rows are kept and tried again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (attempt == 0) _failed(failure.Message);
                if (!await Rested().ConfigureAwait(false)) return false;
            }
        }
    }

    async Task<bool> Rested()
    {
        try
        {
            await Task.Delay(Retry, _time, _giveUp.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task WriteAsync(List<object> batch)
    {
        var trading = new TradingBatch
        {
            Orders = [.. batch.OfType<OrderRow>()],
            Fills = [.. batch.OfType<FillRow>()],
            Trades = [.. batch.OfType<TradeRow>()],
            Equity = [.. batch.OfType<EquityRow>()],
        };
        var lines = batch.OfType<LogRow>().ToArray();
        if (trading.Orders.Count + trading.Fills.Count + trading.Trades.Count + trading.Equity.Count > 0) await _database.Trading.Write(trading, _giveUp.Token).ConfigureAwait(false);
        if (lines.Length > 0) await _database.Logs.Append(lines, _giveUp.Token).ConfigureAwait(false);
        await WriteOutputAsync(batch, lines).ConfigureAwait(false);
        foreach (var crash in batch.OfType<CrashRow>()) await _database.Bots.AddCrash(crash, _giveUp.Token).ConfigureAwait(false);
        foreach (var status in batch.OfType<StatusRow>().GroupBy(row => row.Deployment)) await _database.Bots.SetStatus(status.Last(), _giveUp.Token).ConfigureAwait(false);
        foreach (var (deployment, state) in batch.OfType<(int, BotState)>()) await _database.Bots.SetState(deployment, WordOf(state), _giveUp.Token).ConfigureAwait(false);
    }

    async Task WriteOutputAsync(List<object> batch, LogRow[] lines)
    {
        var points = batch.OfType<PlotRow>().ToArray();
        if (points.Length > 0) await _database.Output.Plot(points, _giveUp.Token).ConfigureAwait(false);
        var states = batch.OfType<StrategyStateRow>().GroupBy(row => (row.Deployment, row.Instrument)).Select(rows => rows.Last()).ToArray();
        if (states.Length > 0) await _database.Output.Keep(states, _giveUp.Token).ConfigureAwait(false);
        foreach (var rows in points.Select(row => row.Deployment).Concat(lines.Select(row => row.Deployment)).GroupBy(deployment => deployment))
        {
            var added = _added.GetValueOrDefault(rows.Key) + rows.Count();
            _added[rows.Key] = added < PruneEvery ? added : 0;
            if (added >= PruneEvery) await _database.Output.Prune(rows.Key, MostPoints, MostLines, _giveUp.Token).ConfigureAwait(false);
        }
    }
}
