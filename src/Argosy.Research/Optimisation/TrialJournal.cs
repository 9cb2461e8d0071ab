using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>The trials of a running search as JSON lines with checksums: each is handed to the system whole as soon as it has ended.</summary>
/// <remarks>A process that is killed loses the trials that were running. A last line that is torn or damaged is no line.</remarks>
sealed class TrialJournal : IDisposable
{
    /// <summary>Name of the format, in the first line.</summary>
    public const string Format = "argosy-trials/2";

    readonly Stream _file;
    readonly IReadOnlyList<Constraint> _constraints;
    readonly MemoryStream _line = new();

    TrialJournal(Stream file, IReadOnlyList<Constraint> constraints, Dictionary<int, StoredTrial> trials)
    {
        _file = file;
        _constraints = constraints;
        Trials = trials;
    }

    /// <summary>The trials it held when it was opened, by number.</summary>
    public IReadOnlyDictionary<int, StoredTrial> Trials { get; }

    /// <summary>Opens a new journal, or goes on with one of the same search.</summary>
    /// <param name="path">The file.</param>
    /// <param name="resume">Whether there must be one; otherwise there must be none.</param>
    /// <param name="search">What makes the search, as a JSON object in one line.</param>
    /// <param name="constraints">Those a trial breaks are named with it.</param>
    /// <param name="files">Where the file is; null for this machine.</param>
    public static Result<TrialJournal> Open(string path, bool resume, byte[] search, IReadOnlyList<Constraint> constraints, IOutputFiles? files = null)
    {
        if (!resume && File.Exists(path)) return Error.BadInput($"{path} holds the trials of a search that did not end; --resume goes on with it, deleting it begins anew");
        if (resume && !File.Exists(path)) return Error.NotFound($"there is no {path} to resume from");
        try
        {
            var file = (files ?? LocalFiles.Instance).Continue(path);
            var read = Read(file, path, Head(search));
            if (read.Ok) return new TrialJournal(file, constraints, read.Value);
            file.Dispose();
            return read.Error!;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be written: {broken.Message}");
        }
    }

    /// <summary>Notes a trial.</summary>
    public void Add(SearchTrial trial)
    {
        _line.SetLength(0);
        using (var writer = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JsonRows.Encoder })) TrialJson.Write(writer, trial, _constraints, withCheckpoints: true);
        SealedLine.Seal(_line);
        _file.Write(_line.GetBuffer(), 0, (int)_line.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    static byte[] Head(byte[] search)
    {
        using var line = new MemoryStream();
        line.Write(search);
        SealedLine.Seal(line);
        return line.ToArray();
    }

    static Result<Dictionary<int, StoredTrial>> Read(Stream file, string path, byte[] head)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var trials = new Dictionary<int, StoredTrial>();
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        // Only a beginning of this very head is one that was torn: anything else is somebody's file and is left as it is.
        if (start == 0 && !head.AsSpan().StartsWith(bytes)) return JournalHead.Foreign(path);
        if (start > 0 && JournalHead.Difference(bytes.AsSpan(0, start - 1), head.AsSpan(0, head.Length - 1), path) is { } other) return other;
        for (var number = 2; start > 0 && Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0; number++)
        {
            var wrong = Add(bytes.AsSpan(start, end - start), trials);
            if (wrong is not null && end + 1 == bytes.Length) break;
            if (wrong is not null) return Error.Corrupt($"{path}, line {number}: {wrong}");
            start = end + 1;
        }
        file.SetLength(start);
        file.Position = start;
        if (start == 0) file.Write(head);
        return trials;
    }

    // What is wrong with a line; null: nothing.
    static string? Add(ReadOnlySpan<byte> line, Dictionary<int, StoredTrial> trials)
    {
        const string Advice = "delete the line and its trial runs again";
        if (!SealedLine.IsWhole(line)) return $"it is damaged; {Advice}";
        try
        {
            var trial = JsonSerializer.Deserialize(line, OptimisationContext.Default.StoredTrial);
            if (trial is null || TrialJson.Status(trial.Status) is null) return $"this is no trial; {Advice}";
            return trials.TryAdd(trial.Id, trial) ? null : $"trial {trial.Id} is there twice; delete one of the two lines";
        }
        catch (JsonException)
        {
            return $"this is no trial; {Advice}";
        }
    }
}
