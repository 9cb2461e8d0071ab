using System.Buffers;
using System.Text;
using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;

namespace Argosy.Hosting.Deploying;

/// <summary>What the strategy of a run kept at its end, so that the run of the next version can begin with it.</summary>
static class KeptState
{
    /// <summary>Reads it from a run log.</summary>
    /// <param name="log">The log's file.</param>
    /// <returns>JSON by instrument name, what is of the whole run under the empty name; null where the strategy keeps nothing. An error where the log cannot be read.</returns>
    public static Result<string?> Read(string log)
    {
        if (!File.Exists(log)) return Result<string?>.Of(null);
        var read = RunLogLines.Read(log);
        if (!read.Ok) return read.Error!;
        RunBegins? begins = null;
        var states = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (host, worker) in read.Value.Messages)
        {
            if (host is RunBegins first) begins = first;
            if (worker is StrategyState state && begins is not null) states[state.Instrument >= 0 && state.Instrument < begins.Instruments.Count ? begins.Instruments[state.Instrument].Name : ""] = state.Json;
        }
        // A run that changed nothing keeps what it began with.
        return Result<string?>.Of(states.Count == 0 ? begins?.State : Text(states));
    }

    static string Text(SortedDictionary<string, string> states)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (instrument, state) in states)
            {
                writer.WritePropertyName(instrument);
                writer.WriteRawValue(state);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
