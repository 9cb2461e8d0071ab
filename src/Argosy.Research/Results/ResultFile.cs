using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>Result files: written whole or not at all, read back with a clear message when they are not what they claim.</summary>
public static class ResultFile
{
    /// <summary>Writes a result as <c>argosy-result/1</c>.</summary>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, BacktestResult result) => AtomicFile.Write(path, stream => ResultJson.Write(stream, result));

    /// <summary>Reads a result; NotFound, BadInput (another format) or Corrupt otherwise.</summary>
    public static Result<StoredResult> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) return Error.NotFound("the name of the result file is empty");
        if (!File.Exists(path)) return Error.NotFound($"result file not found: {path}");
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (IOException e)
        {
            return Error.BadInput($"{path} cannot be read: {e.Message}");
        }
        catch (UnauthorizedAccessException e)
        {
            return Error.BadInput($"{path} cannot be read: {e.Message}");
        }
    }

    static bool HasHole(StoredResult result) =>
        result.Trades.Any(item => item is null) || result.Orders.Any(item => item is null) || result.Fills.Any(item => item is null) || result.Instruments.Any(item => item is null);

    /// <summary>Reads a result from a stream; <paramref name="name"/> is what messages call it.</summary>
    public static Result<StoredResult> Read(Stream stream, string name)
    {
        try
        {
            var result = JsonSerializer.Deserialize(stream, ResultContext.Default.StoredResult);
            if (result is null) return Error.Corrupt($"{name} holds no result");
            if (!string.Equals(result.Format, ResultJson.Format, StringComparison.Ordinal)) return Error.BadInput($"{name} is '{result.Format}'; expected {ResultJson.Format}");
            if (HasHole(result)) return Error.Corrupt($"{name}: a trade, order, fill or instrument is null");
            return result.Settings.ValueKind == JsonValueKind.Object ? result : Error.Corrupt($"{name}: settings must be an object");
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } zeroBased ? $", line {zeroBased + 1}" : "";
            return Error.Corrupt($"{name}{line}: not an {ResultJson.Format} file: {Short(e.Message)}");
        }
    }

    // The reader's message quotes the file itself, which may be anything.
    static string Short(string message)
    {
        const int Longest = 120;
        var line = message.IndexOfAny(['\r', '\n']) is var end and >= 0 ? message[..end] : message;
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }
}

/// <summary>How results are read, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredResult))]
sealed partial class ResultContext : JsonSerializerContext;
