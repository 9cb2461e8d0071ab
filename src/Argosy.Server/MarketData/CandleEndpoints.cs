using System.Buffers;
using System.Text.Json;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.MarketData;

/// <summary>Candles for charts.</summary>
internal static class CandleEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/candles", Window).WithTags("data").Answering<CandlesAnswer>()
        .WithSummary("A window of a series at the coarsest timeframe with at least one candle for each point, at most 20,000");

    static IResult Window(HttpContext context, SeriesCache cache, string? series = null, long? from = null, long? to = null, int points = 1_500, long? deployment = null, string? instrument = null)
    {
        if (deployment is { } number)
        {
            // A deployment's candles are those of its market, where a part that runs deployments tells which series that is.
            if (context.RequestServices.GetService(typeof(IDeploymentSeries)) is not IDeploymentSeries known || known.SeriesOf(number, instrument) is not { } name) return ApiFailure.NotFound($"there are no candles of deployment {number}");
            series = name;
        }
        if (series is null) return ApiFailure.BadInput("series is missing: the name of a series is expected", "series");
        if (points is < 1 or > SeriesLevels.MostCandles) return ApiFailure.BadInput($"points: {points} is out of range; expected 1 to {SeriesLevels.MostCandles}", "points");
        if (from >= to) return ApiFailure.BadInput($"from {from} does not lie before to {to}", "to");
        var opened = cache.Open(series);
        if (!opened.Ok) return ApiFailure.Of(opened.Error!);
        using var file = opened.Value.File;
        var info = file.Info;
        var (begin, end) = (from ?? info.FirstTime, to ?? (info.Rows > 0 ? info.Timeframe.End(info.LastTime) : 0));
        var window = info.Rows == 0 ? new CandleColumns(info.Timeframe) : opened.Value.Levels.Window(file, begin, end, points);
        if (!window.Ok) return ApiFailure.Of(window.Error!);
        var buffer = new ArrayBufferWriter<byte>(65_536);
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, window.Value, begin, end);
        return TypedResults.Bytes(buffer.WrittenMemory, "application/json");
    }

    static void Write(Utf8JsonWriter writer, CandleColumns candles, long from, long to)
    {
        writer.WriteStartObject();
        writer.WriteString("timeframe", candles.Timeframe.ToString());
        writer.WriteNumber("from", from);
        writer.WriteNumber("to", to);
        writer.WriteStartArray("times");
        foreach (var time in candles.Times) writer.WriteNumberValue(time);
        writer.WriteEndArray();
        foreach (var (name, values) in (ReadOnlySpan<(string, List<double>)>)[("open", candles.Open), ("high", candles.High), ("low", candles.Low), ("close", candles.Close), ("volume", candles.Volume)])
        {
            writer.WriteStartArray(name);
            foreach (var value in values) writer.WriteNumberValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}

/// <summary>Candles as columns; prices in the quote asset.</summary>
/// <param name="Timeframe">Length of a candle.</param>
/// <param name="From">The window, Unix ms.</param>
/// <param name="To">Exclusive, Unix ms.</param>
/// <param name="Times">Open times, Unix ms.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Volumes.</param>
internal sealed record CandlesAnswer(string Timeframe, long From, long To, long[] Times, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume);

/// <summary>Knows which series of the catalogue holds the candles of a deployment's market; registered by the part that runs deployments.</summary>
public interface IDeploymentSeries
{
    /// <summary>The series; null where there is no such deployment or its candles are not kept.</summary>
    /// <param name="deployment">The deployment's number.</param>
    /// <param name="instrument">The instrument; null for its first.</param>
    string? SeriesOf(long deployment, string? instrument);
}
