using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Sandbox.Running;
using Argosy.Worker.Links;

namespace Argosy.Worker.Compiling;

/// <summary>One compile worker: a question, an answer. What does not come in time, or is no answer, ends it.</summary>
sealed class CompileLink(SandboxProcess process) : IAsyncDisposable
{
    Result<string>? _ready;

    /// <summary>The worker's number on the host.</summary>
    public int ProcessId => process.ProcessId;

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => process.Ended.IsCompleted;

    /// <summary>The compiler's edition, once it is ready.</summary>
    public string Edition => _ready is { Ok: true } ready ? ready.Value : "";

    /// <summary>Waits until it can be asked.</summary>
    public async Task<Result<string>> ReadyAsync(TimeSpan patience)
    {
        if (_ready is not null) return _ready.Value;
        var first = await ReadAsync(0, patience).ConfigureAwait(false);
        _ready = first.Ok ? first.Value.Edition ?? "" : first.Error!;
        return _ready.Value;
    }

    /// <summary>Asks; an error means that the worker has ended, and says why.</summary>
    public async Task<Result<CompileAnswer>> AskAsync(CompileRequest request, TimeSpan patience)
    {
        var frame = new ArrayBufferWriter<byte>(request.Source.Length + 256);
        Frames.Write(frame, to =>
        {
            using var writer = new Utf8JsonWriter(to);
            JsonSerializer.Serialize(writer, request, CompileJson.Default.CompileRequest);
        });
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await process.Input.WriteAsync(frame.WrittenMemory, deadline.Token).ConfigureAwait(false);
            await process.Input.FlushAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return await EndAsync(broken is OperationCanceledException ? Late(patience) : "it takes no questions").ConfigureAwait(false);
        }
        return await ReadAsync(request.Id, patience).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    async Task<Result<CompileAnswer>> ReadAsync(long id, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            var head = new byte[Frames.HeadLength];
            await process.Output.ReadExactlyAsync(head, deadline.Token).ConfigureAwait(false);
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is <= 0 or > Frames.MostBytes) return await EndAsync($"it answered a frame of {length} bytes").ConfigureAwait(false);
            var body = new byte[length];
            await process.Output.ReadExactlyAsync(body, deadline.Token).ConfigureAwait(false);
            var answer = JsonSerializer.Deserialize(body, CompileJson.Default.CompileAnswer);
            return answer?.Id == id ? answer : await EndAsync("it answered what was not asked").ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or JsonException or OperationCanceledException)
        {
            return await EndAsync(broken switch
            {
                OperationCanceledException => Late(patience),
                JsonException => $"its answer cannot be read: {broken.Message}",
                _ => "it closed its pipe",
            }).ConfigureAwait(false);
        }
    }

    async Task<Error> EndAsync(string why)
    {
        // One that ended by itself says more than that its pipe is closed.
        await Task.WhenAny(process.Ended, Task.Delay(500)).ConfigureAwait(false);
        process.Kill(why);
        var end = await process.Ended.ConfigureAwait(false);
        return new Error(ErrorKind.Unavailable, end.Why);
    }

    static string Late(TimeSpan patience) => $"it has not answered for {patience.TotalSeconds:0.###} s";
}
