using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Argosy.Venues.Wire;

/// <summary>An HTTP client whose connections end in this process: what is sent is read again by its sender and answered with an empty object.</summary>
/// <remarks>
/// Client, connection and the system's sockets do what they do for a request to a venue, so that their code lies in the caches when one is sent. There is
/// no other end to reach: the address is a name that is never looked up. Connections that rest for a minute are closed, as any are.
/// </remarks>
internal static class RehearsalLine
{
    static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();

    static int _connections;

    /// <summary>What requests are addressed to; the name is nobody's.</summary>
    public static Uri Address { get; } = new("http://rehearsal.invalid/");

    /// <summary>The client.</summary>
    public static HttpClient Http { get; } = VenueHttp.Of((_, _) => new ValueTask<Stream>(new Loop()));

    /// <summary>Connections made so far; for tests.</summary>
    internal static int Connections => _connections;

    // Bytes written go out by one socket of this machine's loopback and in by another.
    sealed class Loop : Stream
    {
        readonly Socket _near, _far;
        readonly byte[] _sink = new byte[65_536];
        TaskCompletionSource? _waiting;
        int _left;

        public Loop()
        {
            Interlocked.Increment(ref _connections);
            using var door = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            door.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            door.Listen(1);
            _near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _near.Connect(door.LocalEndPoint!);
            _far = door.Accept();
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        // A request is small and comes in one piece: each is answered once.
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _near.Send(buffer);
            for (var read = 0; read < buffer.Length;)
            {
                var more = _far.Receive(_sink);
                if (more == 0) throw new IOException("the rehearsal's connection was closed");
                read += more;
            }
            _left += Answer.Length;
            var waiting = Interlocked.Exchange(ref _waiting, null);
            waiting?.TrySetResult();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return default;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                var waiting = new TaskCompletionSource();
                _waiting = waiting;
                await waiting.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            return Read(buffer.Span);
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _left);
            Answer.AsSpan(Answer.Length - _left, count).CopyTo(buffer);
            _left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is kept back.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "Both sockets are.")]
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _near.Dispose();
                _far.Dispose();
                Interlocked.Exchange(ref _waiting, null)?.TrySetResult();
            }
            base.Dispose(disposing);
        }
    }
}
