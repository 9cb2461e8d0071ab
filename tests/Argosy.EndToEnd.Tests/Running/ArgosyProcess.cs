using System.Collections.Concurrent;
using System.Diagnostics;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>The real command in a process of its own.</summary>
internal sealed class ArgosyProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly Process _process;
    readonly ConcurrentQueue<string> _lines = new();

    public ArgosyProcess(IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "argosy.dll"));
        foreach (var word in words) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it wrote so far.</summary>
    public string Text => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    /// <summary>Waits for a line that begins so; the rest of it.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        await UntilAsync(() => _lines.Any(line => line.StartsWith(beginning, StringComparison.Ordinal)), $"a line that begins with '{beginning}'");
        return _lines.First(line => line.StartsWith(beginning, StringComparison.Ordinal))[beginning.Length..].Trim();
    }

    /// <summary>Waits until something holds; fails where the process ends before, or the wait is hopeless.</summary>
    /// <param name="holds">Asked again and again.</param>
    /// <param name="what">What it is, for the failure.</param>
    /// <param name="everyMs">How often, ms; an exchange that is asked counts its requests.</param>
    public async Task UntilAsync(Func<bool> holds, string what, int everyMs = 20)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(_process.HasExited, $"argosy ended before there was {what}:\n{Text}");
            Assert.True(waited.Elapsed < Patience, $"there was never {what}:\n{Text}");
            await Task.Delay(everyMs);
        }
    }

    /// <summary>Types a line.</summary>
    public async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>kill −9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, and waits for it.</summary>
    public async Task<int> EndAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    void Take(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }
}
