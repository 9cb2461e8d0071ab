using Argosy.Core.Values;
using Argosy.Server.Jobs;

namespace Argosy.Server.Research;

/// <summary>Short errands of the same binary for somebody who waits: a report's page, a recount.</summary>
internal sealed class ToolRun(ResearchFolders folders, ResearchOptions options, ServerOptions server) : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // So many at a time: they are not jobs, but they are work.
    readonly SemaphoreSlim _few = new(2);

    /// <summary>Runs the binary in a folder of its own and answers what it wrote.</summary>
    /// <param name="prepare">Puts files into the folder.</param>
    /// <param name="words">Its command line.</param>
    /// <param name="output">The file it writes.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<byte[]>> RunAsync(Action<string> prepare, IReadOnlyList<string> words, string output, CancellationToken cancellation)
    {
        if (options.Command.Count == 0) return new Error(ErrorKind.Unavailable, "this server runs no research");
        await _few.WaitAsync(cancellation);
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "research", "tools", Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            prepare(folder);
            var started = JobChild.Start(options, folder, folders.Bars, words);
            if (!started.Ok) return started.Error!;
            using var child = started.Value;
            var ended = await Task.WhenAny(child.Exit, Task.Delay(Longest, cancellation)) == child.Exit;
            if (!ended) await child.EndAsync(TimeSpan.Zero);
            cancellation.ThrowIfCancellationRequested();
            if (!ended) return new Error(ErrorKind.Timeout, $"it took longer than {Longest.TotalMinutes} minutes");
            if (await child.Exit != 0) return Error.BadInput(child.Complaint());
            return await File.ReadAllBytesAsync(Path.Combine(folder, output), cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _few.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _few.Dispose();
}
