using Argosy.Core.Values;
using Argosy.Hosting.Observing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Argosy.Cli.Operating;

/// <summary>Sends metrics and traces to a collector by OTLP over HTTP.</summary>
sealed class TelemetryExport : IDisposable
{
    /// <summary>The variable of the environment that names a collector.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    const int EveryMs = 10_000, PatienceMs = 2_000;

    readonly MeterProvider _metrics;
    readonly TracerProvider _traces;

    TelemetryExport(Uri collector)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService("argosy", serviceVersion: Invocation.CommandLine.Version);
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(HostMetrics.MeterName).AddOtlpExporter((exporter, reader) =>
        {
            Set(exporter, collector, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = EveryMs;
        }).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(OrderTraces.Name).AddOtlpExporter(exporter => Set(exporter, collector, "v1/traces")).Build();
    }

    /// <summary>Starts it where a collector is named; null where none is.</summary>
    /// <param name="given">The option; null: the environment.</param>
    public static Result<TelemetryExport?> Of(string? given)
    {
        var text = given ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(text)) return Result<TelemetryExport?>.Of(null);
        if (!Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)) return Error.BadInput($"{(given is null ? Variable : "--otlp")}: '{text}' is no address; expected http://HOST:4318");
        return new TelemetryExport(address);
    }

    /// <summary>Sends what there is and ends.</summary>
    public void Dispose()
    {
        _metrics.ForceFlush(PatienceMs);
        _traces.ForceFlush(PatienceMs);
        _metrics.Dispose();
        _traces.Dispose();
    }

    static void Set(OtlpExporterOptions exporter, Uri collector, string path)
    {
        exporter.Endpoint = new Uri(collector, path);
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.TimeoutMilliseconds = PatienceMs;
    }
}
