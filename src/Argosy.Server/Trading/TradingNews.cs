using System.Globalization;
using System.Threading.Channels;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;
using Argosy.Server.Live;

namespace Argosy.Server.Trading;

/// <summary>Brings what happens to bots, and alerts, to the topics browsers watch; alerts are kept in the database, too.</summary>
/// <remarks>It is told on the lanes of bots and must not wait: the database is written behind it. Before <see cref="To"/> nobody watches.</remarks>
/// <param name="database">Where alerts are kept.</param>
/// <param name="time">The clock.</param>
public sealed class TradingNews(IDatabase database, TimeProvider time) : IBotWatcher, IAlerts, IAsyncDisposable
{
    // Full: the oldest alert makes room; every alert is in the audit log as well.
    readonly Channel<AlertRow> _alerts = Channel.CreateBounded<AlertRow>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    Task _writing = Task.CompletedTask;
    volatile ILiveTopics? _topics;
    Func<string, int?> _numberOf = _ => null;

    /// <summary>Begins to write alerts.</summary>
    public void Begin() => _writing = Task.Run(WriteAsync);

    /// <summary>Says who watches.</summary>
    /// <param name="topics">Where changes go; null for nowhere.</param>
    /// <param name="numberOf">A bot's deployment.</param>
    public void To(ILiveTopics? topics, Func<string, int?> numberOf)
    {
        _numberOf = numberOf;
        _topics = topics;
    }

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        if (_topics is not { } topics) return;
        switch (news)
        {
            case BotValued { Status: var status }:
                Publish(topics, status.Deployment, "valued", StatusAnswer.Of(status, news.Time));
                break;
            case BotSlept { Status: var status }:
                Publish(topics, status.Deployment, "slept", new { deployment = status.Deployment, name = status.Name, until = status.SleepsUntil, time = news.Time });
                break;
            case BotGuarded { Status: var status }:
                Publish(topics, status.Deployment, "guarded", new { deployment = status.Deployment, name = status.Name, blocking = status.Rules.Count(rule => rule.IsBlocking), time = news.Time });
                break;
            case BotOrdered ordered when _numberOf(news.Bot) is { } id:
                topics.Append($"deployment:{id}", "ordered", new { order = ordered.Order.Id, instrument = ordered.Instrument.Name, ordered.Order.Side, ordered.Order.Type, ordered.Order.Quantity, time = news.Time });
                break;
            case BotOrderSaid { Order: { } order, Instrument: { } instrument } said when _numberOf(news.Bot) is { } id:
                topics.Append($"deployment:{id}", "order", new { order = order.Id, instrument = instrument.Name, kind = KebabCase.Of(said.Said.Kind.ToString()), time = said.Time });
                break;
            case BotSpoke { Level: not "debug" } spoke when _numberOf(news.Bot) is { } id:
                topics.Append($"logs:{id}", "line", new { time = spoke.Time, level = spoke.Level, message = spoke.Text });
                break;
            case BotPlotted { Point: var point }:
                topics.Append($"plots:{point.Deployment}", "point", new { instrument = point.Instrument, panel = point.Panel, name = point.Name, kind = point.Kind, time = point.Time, value = point.Value });
                break;
            case BotKept { State: var kept }:
                topics.Publish($"state:{kept.Deployment}", "kept", StrategyStateAnswer.Of(kept), kept.Instrument);
                break;
            case BotMoved moved when _numberOf(news.Bot) is { } id:
                Publish(topics, id, "moved", new { deployment = id, name = news.Bot, state = KebabCase.Of(moved.State.ToString()), reason = moved.Reason, time = moved.Time });
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Tell(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        _alerts.Writer.TryWrite(new AlertRow { Time = time.GetUtcNow().ToUnixTimeMilliseconds(), Severity = KebabCase.Of(alert.Severity.ToString()), Code = alert.Code, Text = alert.Text, Account = alert.Account, Deployment = alert.Deployment });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _alerts.Writer.TryComplete();
        await _writing;
    }

    static void Publish(ILiveTopics topics, int deployment, string kind, object data)
    {
        topics.Publish($"deployment:{deployment}", kind, data);
        topics.Publish("fleet", kind, data, deployment.ToString(CultureInfo.InvariantCulture));
    }

    async Task WriteAsync()
    {
        await foreach (var alert in _alerts.Reader.ReadAllAsync())
        {
            try
            {
                var id = await database.Reading.AddAlert(alert);
                _topics?.Append("alerts", "told", AlertAnswer.Of(alert with { Id = id }));
            }
#pragma warning disable CA1031 // A database that fails must not end the alerts: the audit log and the console have them.
            catch (Exception)
#pragma warning restore CA1031
            {
                _topics?.Append("alerts", "told", AlertAnswer.Of(alert));
            }
        }
    }
}

/// <summary>What a bot is worth now.</summary>
internal sealed record StatusAnswer(int Deployment, string Name, BotState State, decimal Equity, decimal Cash, int OpenOrders, int Trades, string? Guard, IReadOnlyList<PositionAnswer> Positions, long Time)
{
    public static StatusAnswer Of(BotStatus status, long time) => new(status.Deployment, status.Name, status.State, status.Equity, status.Cash, status.OpenOrders, status.Trades, status.Blocked.Length > 0 ? status.Blocked : null, [.. PositionAnswer.Of(status)], time);
}
