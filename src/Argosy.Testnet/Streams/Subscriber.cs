using System.Text.Json.Nodes;
using System.Threading.Channels;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;

namespace Argosy.Testnet.Streams;

/// <summary>One socket: what it listens to and what waits to be sent to it.</summary>
internal sealed class Subscriber(bool isCombined, CancellationTokenSource cut)
{
    // A client that reads too slowly is cut off, as the real one does.
    readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(50_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Wraps messages with the name of their stream.</summary>
    public bool IsCombined { get; set; } = isCombined;

    /// <summary>Streams by what they are, with the names the client used.</summary>
    public Dictionary<string, string> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts whose events it gets, with the number of the subscription, or -1 on an old stream.</summary>
    public Dictionary<Account, int> Accounts { get; } = [];

    /// <summary>The listen key it was opened with.</summary>
    public string? ListenKey { get; set; }

    public ChannelReader<string> Waiting => _waiting.Reader;

    public void Send(string text)
    {
        if (!_waiting.Writer.TryWrite(text)) Cut();
    }

    public void Send(JsonNode node) => Send(node.ToJsonString(Json.Plain));

    /// <summary>Closes the socket without a word.</summary>
    public void Cut() => cut.Cancel();
}
