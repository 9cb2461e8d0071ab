using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Argosy.Core.Events;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Observing;

/// <summary>What a host counts and measures: as text for Prometheus, and as instruments of the meter <c>Argosy</c> for any other exporter.</summary>
public sealed class HostMetrics : IBotWatcher, IAlerts, IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Argosy";

    readonly Meter _meter = new(MeterName);
    readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (LatencyHistogram Histogram, string Help)> _histograms = new(StringComparer.Ordinal);

    /// <summary>Adds to a counter; its name ends with _total.</summary>
    /// <param name="name">Its name, e.g. argosy_orders_total.</param>
    /// <param name="help">What is counted.</param>
    /// <param name="label">name="value" pairs with commas; empty for none.</param>
    public void Count(string name, string help, string label = "")
    {
        var family = Of(name, help, isCounter: true);
        family.Values.GetOrAdd(label, _ => new Cell()).Add();
    }

    /// <summary>Shows what a function says whenever somebody looks.</summary>
    public void Gauge(string name, string help, Func<double> value, string label = "") => Of(name, help, isCounter: false).Values[label] = new Cell { Read = value };

    /// <summary>Shows a histogram, in seconds.</summary>
    public void Histogram(string name, string help, LatencyHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        if (!_histograms.TryAdd(name, (histogram, help))) return;
        var instrument = _meter.CreateHistogram<double>(name, "s", help);
        histogram.Listener = seconds => instrument.Record(seconds);
    }

    /// <summary>Everything in the text format of Prometheus, version 0.0.4.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var (name, family) in _families.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Help}\n# TYPE {name} {(family.IsCounter ? "counter" : "gauge")}\n");
            foreach (var (label, cell) in family.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal)) text.Append(CultureInfo.InvariantCulture, $"{name}{(label.Length > 0 ? $"{{{label}}}" : "")} {cell.Value}\n");
        }
        foreach (var (name, (histogram, help)) in _histograms.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} histogram\n");
            histogram.Write(text, name);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        var bot = $"bot=\"{Escape(news.Bot)}\"";
        switch (news)
        {
            case BotOrdered:
                Count("argosy_orders_total", "Orders bots wanted", bot);
                break;
            case BotOrderSaid { Said.Kind: OrderEventKind.Filled }:
                Count("argosy_fills_total", "Executions", bot);
                break;
            case BotOrderSaid { Said.Kind: OrderEventKind.Rejected }:
                Count("argosy_orders_rejected_total", "Orders the account or the venue refused", bot);
                break;
            case BotOrderSaid { Said.Kind: OrderEventKind.Cancelled or OrderEventKind.Expired }:
                Count("argosy_orders_cancelled_total", "Orders that were cancelled or expired", bot);
                break;
            case BotSpoke { Level: "error" }:
                Count("argosy_bot_errors_total", "Lines of errors in bots' logs", bot);
                break;
            case BotSpoke { Level: "warning", Text: var text } when text.StartsWith("the market's stream was lost", StringComparison.Ordinal):
                Count("argosy_feed_reconnects_total", "Times a market stream was lost and opened anew", bot);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Tell(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        Count("argosy_alerts_total", "Alerts by severity", $"severity=\"{KebabCase.Of(alert.Severity.ToString())}\"");
        if (alert.Code is "account-stream" or "stream-lost") Count("argosy_account_reconnects_total", "Times an account's stream was lost");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    Family Of(string name, string help, bool isCounter) => _families.GetOrAdd(name, _ =>
    {
        var family = new Family(help, isCounter);
        if (isCounter) _meter.CreateObservableCounter(name, () => Measurements(family), null, help);
        else _meter.CreateObservableGauge(name, () => Measurements(family), null, help);
        return family;
    });

    static IEnumerable<Measurement<double>> Measurements(Family family) => family.Values.Select(pair => new Measurement<double>(pair.Value.Value, Tags(pair.Key)));

    static KeyValuePair<string, object?>[] Tags(string label)
    {
        var at = label.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? [] : [new(label[..at], label[(at + 1)..].Trim('"'))];
    }

    sealed record Family(string Help, bool IsCounter)
    {
        public ConcurrentDictionary<string, Cell> Values { get; } = new(StringComparer.Ordinal);
    }

    sealed class Cell
    {
        long _count;

        public Func<double>? Read { get; init; }

        public double Value => Read?.Invoke() ?? Interlocked.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);
    }
}
