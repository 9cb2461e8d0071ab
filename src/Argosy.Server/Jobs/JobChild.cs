using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Jobs;

/// <summary>The process of one job: started, listened to, and ended by its own id. Its standard input is its leash: it stops by itself when this process closes it or is gone.</summary>
internal sealed class JobChild : IDisposable
{
    const int MostLines = 200;

    // What a child needs to run at all; keys and passwords of the server are none of it.
    static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_CLI_HOME", "DOTNET_gcServer", "DOTNET_GCHeapHardLimit"];

    readonly Process _process;
    readonly Queue<string> _lines = new();
    readonly Task _listening, _draining;
    volatile JobProgress _progress = new(null, "", null, "");

    JobChild(Process process)
    {
        _process = process;
        _listening = ListenAsync();
        _draining = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Exit = ExitAsync();
    }

    /// <summary>Where it stands.</summary>
    public JobProgress Progress => _progress;

    /// <summary>Its exit code, once it has ended and all it said was heard.</summary>
    public Task<int> Exit { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it, or says why it cannot be started.</summary>
    /// <param name="options">The program.</param>
    /// <param name="folder">What it works in.</param>
    /// <param name="bars">The catalogue it finds series in.</param>
    /// <param name="words">Its command line.</param>
    public static Result<JobChild> Start(ResearchOptions options, string folder, string bars, IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(options.Command[0]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in options.Command.Skip(1).Concat(words)) start.ArgumentList.Add(word);
        var inherited = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.Value is not null).ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in inherited) start.Environment[name] = value;
        // The command locks bots into a sandbox by itself; where a person let the server do without, so does it.
        if (options.IsUnsafe) start.Environment["ARGOSY_UNSAFE_NO_SANDBOX"] = "1";
        start.Environment["ARGOSY_PROGRESS"] = "json";
        start.Environment["ARGOSY_DATA"] = bars;
        try
        {
            var process = Process.Start(start)!;
            Yield(process);
            return new JobChild(process);
        }
        catch (Win32Exception refused)
        {
            return new Error(ErrorKind.Unavailable, $"{options.Command[0]} cannot be started: {refused.Message}");
        }
    }

    /// <summary>What it said was wrong, without the word error; what else it said last where it said none.</summary>
    public string Complaint()
    {
        lock (_lines)
        {
            var error = _lines.LastOrDefault(line => line.StartsWith("error: ", StringComparison.Ordinal));
            return error?["error: ".Length..] ?? _lines.LastOrDefault() ?? "";
        }
    }

    /// <summary>Asks it to stop and save what it has.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone.
        }
    }

    /// <summary>Asks it to stop, and ends it where it has not within a time.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        Stop();
        await Task.WhenAny(Exit, Task.Delay(patience));
        if (!Exit.IsCompleted) Kill();
        await Exit;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Exit.IsCompleted) Kill();
        _process.Dispose();
    }

    void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself meanwhile.
        }
    }

    // Trading comes first; where the system refuses, the job runs as everything else.
    static void Yield(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception refused) when (refused is Win32Exception or InvalidOperationException)
        {
            // It ran to its end already, or priorities are not ours to set.
        }
    }

    async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        await Task.WhenAll(_listening, _draining);
        return _process.ExitCode;
    }

    async Task ListenAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("{\"progress\":", StringComparison.Ordinal) && Read(line) is { } progress)
            {
                _progress = progress;
                continue;
            }
            lock (_lines)
            {
                _lines.Enqueue(line);
                if (_lines.Count > MostLines) _lines.Dequeue();
            }
        }
    }

    static JobProgress? Read(string line)
    {
        try
        {
            using var told = JsonDocument.Parse(line);
            var root = told.RootElement;
            var eta = root.GetProperty("eta");
            return new JobProgress(root.GetProperty("progress").GetDouble(), root.GetProperty("rate").GetString()!, eta.ValueKind == JsonValueKind.Number ? eta.GetInt64() : null, root.GetProperty("message").GetString()!);
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
