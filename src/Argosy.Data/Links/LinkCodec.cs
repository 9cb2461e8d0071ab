using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Core.Values;

namespace Argosy.Data.Links;

/// <summary>The messages between a host and the worker of a run as JSON objects in UTF-8 without line breaks: frames of a pipe and lines of a run log alike.</summary>
/// <remarks>
/// One property names the kind of message, its value holds the message. Money is a string in plain decimal notation that keeps its trailing
/// zeros, prices of bars are numbers in their shortest form that reads back the same: what is read is what was written.
/// </remarks>
public static class LinkCodec
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a host's message.</summary>
    /// <exception cref="ArgumentException">A price of a bar is no finite number, or a text holds half a character.</exception>
    public static void Write(IBufferWriter<byte> to, HostMessage message) => Write(to, LinkEnvelope.Of(message));

    /// <summary>Writes a worker's message.</summary>
    /// <exception cref="ArgumentException">A text holds half a character.</exception>
    public static void Write(IBufferWriter<byte> to, WorkerMessage message) => Write(to, LinkEnvelope.Of(message));

    /// <summary>A host's message as bytes of its own.</summary>
    public static byte[] Encode(HostMessage message) => Encode(LinkEnvelope.Of(message));

    /// <summary>A worker's message as bytes of its own.</summary>
    public static byte[] Encode(WorkerMessage message) => Encode(LinkEnvelope.Of(message));

    /// <summary>Whether an answer that a replay made is the one the log has, to the last byte; what logs of before an answer said it do not say is not compared.</summary>
    public static bool IsReplayed(WorkerMessage logged, WorkerMessage replayed)
    {
        // It follows from the state, whose hash is compared.
        if (logged is StepDone { Liquidations: null } && replayed is StepDone done) replayed = done with { Liquidations = null };
        return Encode(replayed).AsSpan().SequenceEqual(Encode(logged));
    }

    /// <summary>Reads a message of either side, or says what is wrong with it and in which column.</summary>
    public static Result<LinkMessage> Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize(utf8, LinkJson.Default.LinkEnvelope);
            return envelope is not null && envelope.Open() is { } message ? message : Error.Corrupt($"expected one message ({LinkEnvelope.Kinds})");
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"column {(broken.BytePositionInLine ?? 0) + 1}: expected one message ({LinkEnvelope.Kinds}){Detail(broken)}");
        }
        catch (Exception broken) when (broken is ArgumentException or OverflowException or InvalidOperationException)
        {
            return Error.Corrupt($"expected one message ({LinkEnvelope.Kinds}): {broken.Message}");
        }
    }

    /// <summary>Reads a host's message.</summary>
    public static Result<HostMessage> ReadHost(ReadOnlySpan<byte> utf8)
    {
        var read = Read(utf8);
        if (!read.Ok) return read.Error!;
        return read.Value.Host is { } host ? host : Error.Corrupt("expected a message of a host, was one of a worker");
    }

    /// <summary>Reads a worker's message.</summary>
    public static Result<WorkerMessage> ReadWorker(ReadOnlySpan<byte> utf8)
    {
        var read = Read(utf8);
        if (!read.Ok) return read.Error!;
        return read.Value.Worker is { } worker ? worker : Error.Corrupt("expected a message of a worker, was one of a host");
    }

    static void Write(IBufferWriter<byte> to, LinkEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(to);
        using var writer = new Utf8JsonWriter(to, Plain);
        JsonSerializer.Serialize(writer, envelope, LinkJson.Default.LinkEnvelope);
    }

    static byte[] Encode(LinkEnvelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, envelope);
        return buffer.WrittenSpan.ToArray();
    }

    // Where in the message, and the reader's own words for it; its text for a value of the wrong type names types of this program.
    static string Detail(JsonException broken)
    {
        var where = broken.Path is null or "$" ? "" : $" at {broken.Path}";
        var text = broken.Message;
        if (text.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)) return broken.InnerException is JsonException inner ? $"{where}: {inner.Message}" : where;
        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        return $"{where}: {(end > 0 ? text[..end] : text)}";
    }
}

/// <summary>A message of one of the two sides.</summary>
/// <param name="Host">The host's message, or null.</param>
/// <param name="Worker">The worker's message, or null.</param>
public readonly record struct LinkMessage(HostMessage? Host, WorkerMessage? Worker);
