using System.Buffers;
using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Server.Http;
using Argosy.Server.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.MarketData;

/// <summary>Candles for charts.</summary>
internal static class CandleEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/candles", Window).WithTags("data").Answering<CandlesAnswer>()
        .WithSummary("A window of a series, or of a deployment's market, at the coarsest timeframe with at least one candle for each point, or at the one that is asked for, at most 20,000");

    static async Task<IResult> Window(
        SeriesCache cache, DeploymentCandles deployments, CancellationToken cancellation, string? series = null, long? from = null, long? to = null, int points = 1_500, int? deployment = null, string? instrument = null, string? timeframe = null)
    {
        if (points is < 1 or > SeriesLevels.MostCandles) return ApiFailure.BadInput($"points: {points} is out of range; expected 1 to {SeriesLevels.MostCandles}", "points");
        if (from >= to) return ApiFailure.BadInput($"from {from} does not lie before to {to}", "to");
        var length = Length(timeframe);
        if (!length.Ok) return ApiFailure.Of(length.Error!, "timeframe");
        if (deployment is not { } number) return OfSeries(cache, series, from, to, points, length.Value);
        var asked = await deployments.WindowAsync(number, instrument, from, to, points, length.Value, cancellation);
        return asked.Ok ? Answer(asked.Value.Candles, asked.Value.From, asked.Value.To) : TradingEndpoints.Failure(asked.Error!);
    }

    static Result<Timeframe?> Length(string? text)
    {
        if (text is null) return (Timeframe?)null;
        var parsed = Timeframe.Parse(text);
        return parsed.Ok ? (Timeframe?)parsed.Value : parsed.Error!;
    }

    static IResult OfSeries(SeriesCache cache, string? series, long? from, long? to, int points, Timeframe? length)
    {
        if (series is null) return ApiFailure.BadInput("series is missing: the name of a series is expected", "series");
        var opened = cache.Open(series);
        if (!opened.Ok) return ApiFailure.Of(opened.Error!);
        using var file = opened.Value.File;
        var info = file.Info;
        if (length is { } asked && SeriesLevels.Refused(info.Timeframe, asked) is { } refused) return ApiFailure.Of(refused, "timeframe");
        var end = to ?? (info.Rows > 0 ? info.Timeframe.End(info.LastTime) : 0);
        // Of a timeframe that is asked for, the last candles; else all of them.
        var begin = from ?? (length is { } each ? Math.Max(info.FirstTime, end - (each.ApproximateMilliseconds * points)) : info.FirstTime);
        var window = info.Rows == 0 ? new CandleColumns(length ?? info.Timeframe) : opened.Value.Levels.Window(file, begin, end, points, length);
        if (!window.Ok) return TradingEndpoints.Failure(window.Error!);
        return Answer(window.Value, begin, end);
    }

    static IResult Answer(CandleColumns candles, long begin, long end)
    {
        var buffer = new ArrayBufferWriter<byte>(65_536);
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, candles, begin, end);
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
