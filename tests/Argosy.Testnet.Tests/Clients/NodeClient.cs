using System.Diagnostics;
using System.Text.Json.Nodes;
using Argosy.TestSupport;

namespace Argosy.Testnet.Tests.Clients;

/// <summary>A script of a client nobody here wrote, in a process of its own; it says what it saw in lines of JSON.</summary>
internal sealed class NodeClient : IDisposable
{
    readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    readonly Process _node;
    readonly Task<string> _errors;

    /// <summary>Starts it.</summary>
    /// <param name="script">A file of this folder.</param>
    /// <param name="certificate">What it is to trust besides the usual; null for nothing.</param>
    /// <param name="words">What it is given.</param>
    public NodeClient(string script, string? certificate, params string[] words)
    {
        var folder = Path.Combine(SharedData.Repository(), "tests", "Argosy.Testnet.Tests", "Clients");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "ccxt")), $"the clients are not installed; run npm ci in {folder}");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(script);
        foreach (var word in words) start.ArgumentList.Add(word);
        if (certificate is not null) start.Environment["NODE_EXTRA_CA_CERTS"] = certificate;
        _node = Process.Start(start)!;
        _errors = _node.StandardError.ReadToEndAsync(_limit.Token);
    }

    /// <summary>Its next line of JSON; what its libraries log between them is passed over.</summary>
    public async Task<JsonNode> ReadAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
        {
            if (line.StartsWith('{')) return JsonNode.Parse(line)!;
        }
        Assert.Fail($"the client ended before it said what it saw: {await _errors}");
        return null!;
    }

    /// <summary>Asks for something, and takes its answer.</summary>
    public async Task<JsonNode> AskAsync(string line)
    {
        await _node.StandardInput.WriteLineAsync(line);
        await _node.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    public void Dispose()
    {
        if (!_node.HasExited) _node.Kill(entireProcessTree: true);
        _node.Dispose();
        _limit.Dispose();
    }
}
