using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Server.Jobs;

namespace Argosy.Server.Research;

/// <summary>Reads what runs left in the data folder. The last few whole results are kept, so that paging through one reads it once.</summary>
internal sealed class RunFiles(ResearchFolders folders) : IDisposable
{
    const int MostKept = 4;

    readonly Lock _gate = new();
    readonly LinkedList<(string Path, JsonDocument Document)> _kept = new();

    /// <summary>The compressed result.</summary>
    public string ResultOf(RunRow run) => Path.Combine(folders.Run(run.Job), ResearchFolders.Result);

    /// <summary>The whole result as JSON; NotFound where its file is gone.</summary>
    public Result<JsonElement> Document(RunRow run) => Document(ResultOf(run), $"the result of run {run.Id}");

    /// <summary>A compressed JSON file as a whole.</summary>
    public Result<JsonElement> Document(string path, string what)
    {
        lock (_gate)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Path != path) continue;
                _kept.Remove(node);
                _kept.AddFirst(node);
                return node.Value.Document.RootElement;
            }
        }
        if (!File.Exists(path)) return Error.NotFound($"{what} is not in the data folder any more");
        try
        {
            using var file = GzipFile.Open(path);
            // Not disposed when it leaves: whoever still reads it has it; the pool's arrays are not used.
            var document = JsonDocument.Parse(ReadAll(file));
            lock (_gate)
            {
                _kept.AddFirst((path, document));
                if (_kept.Count > MostKept) _kept.RemoveLast();
            }
            return document.RootElement;
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or IOException)
        {
            return Error.Corrupt($"{what} cannot be read: {broken.Message}");
        }
    }

    /// <summary>The result as comparisons and reports read it.</summary>
    public Result<StoredResult> Stored(RunRow run)
    {
        var path = ResultOf(run);
        if (!File.Exists(path)) return Error.NotFound($"the result of run {run.Id} is not in the data folder any more");
        using var file = GzipFile.Open(path);
        return ResultFile.Read(file, $"run {run.Id}");
    }

    /// <summary>A list of the result, e.g. its trades; empty where it has none.</summary>
    public Result<IReadOnlyList<JsonElement>> List(RunRow run, string name)
    {
        var document = Document(run);
        if (!document.Ok) return document.Error!;
        return document.Value.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? (JsonElement[])[.. list.EnumerateArray()] : (JsonElement[])[];
    }

    /// <summary>Lines of a compressed JSON-lines file from a place on; how many were passed over is the caller's count.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">The file.</param>
    /// <param name="begin">Lines to pass over.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="wanted">Which lines count at all.</param>
    public (IReadOnlyList<JsonElement> Lines, bool More) Lines(RunRow run, string name, long begin, int limit, Func<JsonElement, bool>? wanted = null)
    {
        var path = Path.Combine(folders.Run(run.Job), name);
        if (!File.Exists(path)) return ([], false);
        var lines = new List<JsonElement>();
        using var reader = new StreamReader(GzipFile.Open(path), Encoding.UTF8);
        var at = 0L;
        while (reader.ReadLine() is { } text)
        {
            if (text.Length == 0) continue;
            using var line = JsonDocument.Parse(text);
            if (wanted is not null && !wanted(line.RootElement)) continue;
            if (at++ < begin) continue;
            if (lines.Count == limit) return (lines, true);
            lines.Add(line.RootElement.Clone());
        }
        return (lines, false);
    }

    /// <summary>Deletes what a run left.</summary>
    public void Delete(RunRow run)
    {
        Forget(ResultOf(run));
        if (Directory.Exists(folders.Run(run.Job))) Directory.Delete(folders.Run(run.Job), recursive: true);
    }

    /// <summary>Forgets a file that is gone or new.</summary>
    public void Forget(string path)
    {
        lock (_gate)
        {
            foreach (var entry in _kept.Where(entry => entry.Path == path).ToArray()) _kept.Remove(entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, document) in _kept) document.Dispose();
            _kept.Clear();
        }
    }

    static byte[] ReadAll(Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
