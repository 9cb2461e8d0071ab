using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>The trials of a running search as JSON lines: each is handed to the system whole as soon as it has ended.</summary>
/// <remarks>A process that is killed loses the trials that were running. A last line that is torn is no line.</remarks>
sealed class TrialJournal : IDisposable
{
    /// <summary>Name of the format, in the first line.</summary>
    public const string Format = "argosy-trials/1";

    readonly FileStream _file;
    readonly IReadOnlyList<Constraint> _constraints;
    readonly MemoryStream _line = new();

    TrialJournal(FileStream file, IReadOnlyList<Constraint> constraints, Dictionary<int, StoredTrial> trials)
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
    /// <param name="head">What makes the search, as a JSON object in one line.</param>
    /// <param name="constraints">Those a trial breaks are named with it.</param>
    public static Result<TrialJournal> Open(string path, bool resume, byte[] head, IReadOnlyList<Constraint> constraints)
    {
        if (!resume && File.Exists(path)) return Error.BadInput($"{path} holds the trials of a search that did not end; --resume goes on with it, deleting it begins anew");
        if (resume && !File.Exists(path)) return Error.NotFound($"there is no {path} to resume from");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var read = Read(file, path, head);
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
        _line.WriteByte((byte)'\n');
        _file.Write(_line.GetBuffer(), 0, (int)_line.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    static Result<Dictionary<int, StoredTrial>> Read(FileStream file, string path, byte[] head)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var trials = new Dictionary<int, StoredTrial>();
        int start = 0, number = 0;
        while (Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0)
        {
            number++;
            var line = bytes.AsSpan(start, end - start);
            var wrong = number == 1 ? OtherSearch(line, head, path) : AddTrial(line, trials);
            if (wrong is not null && (number == 1 || end + 1 < bytes.Length)) return number == 1 ? wrong : Error.Corrupt($"{path}, line {number}: {wrong.Message}");
            if (wrong is not null) break;
            start = end + 1;
        }
        file.SetLength(start);
        file.Position = start;
        if (start > 0) return trials;
        file.Write(head);
        file.Write("\n"u8);
        return trials;
    }

    static Error? AddTrial(ReadOnlySpan<byte> line, Dictionary<int, StoredTrial> trials)
    {
        try
        {
            var trial = JsonSerializer.Deserialize(line, OptimisationContext.Default.StoredTrial);
            if (trial is null || TrialJson.Status(trial.Status) is null) return Error.Corrupt("this is no trial");
            return trials.TryAdd(trial.Id, trial) ? null : Error.Corrupt($"trial {trial.Id} is there twice");
        }
        catch (JsonException)
        {
            return Error.Corrupt("this is no trial");
        }
    }

    static Error? OtherSearch(ReadOnlySpan<byte> line, byte[] head, string path)
    {
        if (line.SequenceEqual(head)) return null;
        try
        {
            var reader = new Utf8JsonReader(line);
            using var was = JsonDocument.ParseValue(ref reader);
            using var isNow = JsonDocument.Parse(head);
            if (Difference(was.RootElement, isNow.RootElement, "") is { } difference) return Error.BadInput($"{path} belongs to another search: {difference}");
            return null;
        }
        catch (JsonException)
        {
            return Error.Corrupt($"{path}, line 1: not an {Format} file");
        }
    }

    // The first member that differs, with both values.
    static string? Difference(JsonElement was, JsonElement isNow, string name)
    {
        if (was.ValueKind != JsonValueKind.Object || isNow.ValueKind != JsonValueKind.Object)
        {
            return JsonElement.DeepEquals(was, isNow) ? null : $"{name} was {Short(was)}, is {Short(isNow)}";
        }
        foreach (var member in isNow.EnumerateObject())
        {
            var path = name.Length == 0 ? member.Name : $"{name}.{member.Name}";
            if (!was.TryGetProperty(member.Name, out var old)) return $"{path} was not given, is {Short(member.Value)}";
            if (Difference(old, member.Value, path) is { } difference) return difference;
        }
        foreach (var member in was.EnumerateObject())
        {
            if (!isNow.TryGetProperty(member.Name, out _)) return $"{(name.Length == 0 ? "" : $"{name}.")}{member.Name} was {Short(member.Value)}, is not given";
        }
        return null;
    }

    static string Short(JsonElement value)
    {
        const int Longest = 100;
        var text = value.GetRawText();
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }
}
