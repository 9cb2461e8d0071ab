using System.Collections.Concurrent;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Logs;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Operating;

/// <summary>The application log of a data folder: a line for each thing worth reading, rotated by size and month. Who writes waits for no disk.</summary>
sealed class ApplicationLog : IBotWatcher, IAlerts, IAsyncDisposable
{
    /// <summary>What its files begin with.</summary>
    public const string Name = "application";

    const int MostWaiting = 50_000;

    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    readonly RotatingFile _file;
    readonly LogDepth _least;
    readonly TimeProvider _time;
    readonly string[] _secrets;
    readonly ConcurrentQueue<string> _lines = new();
    readonly CancellationTokenSource _end = new();
    readonly Task _writing;

    /// <summary>A log that writes until it is disposed.</summary>
    /// <param name="folder">Folder of the logs.</param>
    /// <param name="least">What it holds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="secrets">Texts that are blotted out wherever they appear.</param>
    public ApplicationLog(string folder, LogDepth least, TimeProvider time, IEnumerable<string> secrets)
    {
        (_least, _time, _secrets) = (least, time, [.. secrets.Where(secret => secret.Length > 3)]);
        _file = new RotatingFile(folder, Name, "log", "timestamp level who text", time);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Adds a line.</summary>
    public void Add(LogDepth level, string who, string text)
    {
        if (level < _least || _lines.Count >= MostWaiting) return;
        _lines.Enqueue($"{AuditText.Timestamp(_time.GetUtcNow().ToUnixTimeMilliseconds())} {KebabCase.Of(level.ToString())} {who} {Clean(text)}");
    }

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        switch (news)
        {
            case BotSpoke spoke:
                Add(spoke.Level switch { "debug" => LogDepth.Debug, "warning" => LogDepth.Warning, "error" => LogDepth.Error, _ => LogDepth.Info }, news.Bot, spoke.Text);
                break;
            case BotMoved moved:
                Add(moved.State == BotState.Disabled ? LogDepth.Error : LogDepth.Info, news.Bot, $"{KebabCase.Of(moved.State.ToString())}{(moved.Reason.Length > 0 ? $": {moved.Reason}" : "")}");
                break;
            case BotOrdered ordered:
                Add(LogDepth.Info, news.Bot, $"order {ordered.Order.Id} {KebabCase.Of(ordered.Order.Side.ToString())} {Exact.Text(ordered.Order.Quantity)} {ordered.Instrument.Name} [{ordered.Order.Why}]");
                break;
            case BotOrderSaid said:
                Add(LogDepth.Debug, news.Bot, $"order {said.Said.OrderId} {KebabCase.Of(said.Said.Kind.ToString())}");
                break;
            case BotValued valued:
                Add(LogDepth.Debug, news.Bot, $"equity {Exact.Text(valued.Status.Equity)}");
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Tell(Alert alert) =>
        Add(alert.Severity switch { AlertSeverity.Critical => LogDepth.Error, AlertSeverity.Warning => LogDepth.Warning, AlertSeverity.Info => LogDepth.Info }, alert.Account.Length > 0 ? alert.Account : "host", $"{alert.Code}: {alert.Text}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _writing;
        Drain();
        _file.Dispose();
        _end.Dispose();
    }

    string Clean(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text.ReplaceLineEndings(" ");
    }

    async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, _time, _end.Token);
                Drain();
            }
        }
        catch (OperationCanceledException)
        {
            // The rest is written by who ends it.
        }
    }

    void Drain()
    {
        try
        {
            while (_lines.TryPeek(out var line))
            {
                _file.Add(line);
                _lines.TryDequeue(out _);
            }
            _file.Flush();
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // The lines wait for the disk; the audit trail says that it fails.
        }
    }
}
