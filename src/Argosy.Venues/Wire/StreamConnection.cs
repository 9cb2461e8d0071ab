using System.Net.WebSockets;
using System.Text;

namespace Argosy.Venues.Wire;

/// <summary>One open socket: whole frames in and out, one reader.</summary>
public sealed class StreamConnection : IDisposable
{
    static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);

    readonly ClientWebSocket _socket = new();
    readonly SemaphoreSlim _writing = new(1, 1);
    readonly int _maxFrame;
    byte[] _buffer = new byte[16 << 10];

    internal StreamConnection(int maxFrame)
    {
        _maxFrame = maxFrame;
        // An account may be quiet for hours: a connection that broke without a word is found by its missing pong.
        (_socket.Options.KeepAliveInterval, _socket.Options.KeepAliveTimeout) = (Ping, Ping);
    }

    internal Task ConnectAsync(Uri address, CancellationToken cancellation) => _socket.ConnectAsync(address, cancellation);

    /// <summary>Sends a text frame.</summary>
    public async ValueTask SendAsync(string text, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Receives the next frame; the memory is valid until the next call. Null when the other side closed.</summary>
    /// <exception cref="InvalidDataException">The frame is larger than allowed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
            if (length < _buffer.Length) continue;
            if (length >= _maxFrame) throw new InvalidDataException($"a frame is larger than {_maxFrame} bytes");
            Array.Resize(ref _buffer, Math.Min(_maxFrame, _buffer.Length * 2));
        }
    }

    internal string CloseText => _socket.CloseStatus is { } status ? $"closed by the venue with {(int)status} {_socket.CloseStatusDescription}".TrimEnd() : "closed by the venue";

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _writing.Dispose();
    }
}
