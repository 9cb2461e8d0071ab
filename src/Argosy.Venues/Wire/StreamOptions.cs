using System.Net.WebSockets;
using Argosy.Hosting.Observing;

namespace Argosy.Venues.Wire;

/// <summary>What a stream connects to and what it does there.</summary>
public sealed record StreamOptions
{
    /// <summary>The address; asked for at each attempt, as some carry a key that ends.</summary>
    public required Func<CancellationToken, ValueTask<Uri>> Address { get; init; }

    /// <summary>Opens a socket to an address; null for the network's own.</summary>
    public SocketConnect? Connect { get; init; }

    /// <summary>A frame came, whole; the bytes are only valid during the call. Runs on the reader's thread.</summary>
    public required StreamFrame Frame { get; init; }

    /// <summary>The stream is open: log in and subscribe here. Null where the address says all.</summary>
    public Func<StreamConnection, CancellationToken, ValueTask>? Opened { get; init; }

    /// <summary>Fetches what was missed. It runs after <see cref="Opened"/> and before the first new frame, which waits in the socket; so nothing is missed, and what comes twice carries the ids to tell.</summary>
    public Func<StreamGap, CancellationToken, ValueTask>? BackFill { get; init; }

    /// <summary>Runs after each frame, before the next is read: what a frame showed to be missing is fetched here while newer ones wait in the socket.</summary>
    public Func<CancellationToken, ValueTask>? After { get; init; }

    /// <summary>A connection ended or did not come about.</summary>
    public Action<StreamLoss>? Lost { get; init; }

    /// <summary>Without a frame for so long the connection is taken for dead; one that answers no ping is found dead sooner.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time an attempt may take, log-in and back-fill included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest frame, bytes.</summary>
    public int MaxFrame { get; init; } = 16 << 20;

    /// <summary>What the reader's thread does around a close while it waits; null for nothing.</summary>
    internal CloseRehearsal? Rehearsal { get; init; }

    /// <summary>Measures what follows from frames; null for none.</summary>
    public OrderClock? Latency { get; init; }

    /// <summary>Seed of the waits.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Receives one whole text frame.</summary>
public delegate void StreamFrame(ReadOnlySpan<byte> utf8);

/// <summary>Opens a socket to an address.</summary>
/// <exception cref="WebSocketException">It cannot be reached.</exception>
public delegate ValueTask<WebSocket> SocketConnect(Uri address, CancellationToken cancellation);
