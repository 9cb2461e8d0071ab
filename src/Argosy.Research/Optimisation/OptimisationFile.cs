using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>Optimisation files: written whole or not at all, read back with a clear message when they are not what they claim.</summary>
public static class OptimisationFile
{
    /// <summary>Writes a result as <c>argosy-optimization/1</c>.</summary>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, OptimisationResult result) => AtomicFile.Write(path, stream => OptimisationJson.Write(stream, result));

    /// <summary>Reads an optimisation; NotFound, BadInput (another format) or Corrupt otherwise.</summary>
    public static Result<StoredOptimisation> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) return Error.NotFound("the name of the optimisation file is empty");
        if (!File.Exists(path)) return Error.NotFound($"optimisation file not found: {path}");
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var format = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
            if (format != OptimisationJson.Format) return Error.BadInput($"{path} is {(format is null ? "no result" : $"'{format}'")}; expected {OptimisationJson.Format}");
            return root.Deserialize(OptimisationContext.Default.StoredOptimisation) is { } stored ? stored : Error.Corrupt($"{path} holds no optimisation");
        }
        catch (JsonException e)
        {
            return Error.Corrupt($"{path}{(e.LineNumber is { } line ? $", line {line + 1}" : "")}: not an {OptimisationJson.Format} file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Reads <c>FILE</c> (the best trial) or <c>FILE#12</c> (that trial).</summary>
    /// <returns>The optimisation and the trial, or why there is none.</returns>
    public static Result<(StoredOptimisation Search, StoredTrial Trial)> ReadTrial(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mark = File.Exists(text) ? -1 : text.LastIndexOf('#');
        var path = mark < 0 ? text : text[..mark];
        if (path.Length == 0) return Error.BadInput($"'{text}' names no file; expected FILE or FILE#trial");
        var read = Read(path);
        if (!read.Ok) return read.Error!;
        if (mark < 0 && read.Value.Best is null) return Error.BadInput($"{path}: no trial counts, there is no best one; {path}#1 takes a trial by its number");
        var id = read.Value.Best ?? 0;
        if (mark >= 0 && !int.TryParse(text.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out id)) return Error.BadInput($"'{text[(mark + 1)..]}' is no number of a trial; expected e.g. {path}#12");
        var trial = read.Value.Trials.FirstOrDefault(t => t.Id == id);
        return trial is null ? Error.NotFound($"{path} has no trial {id}; it has {read.Value.Trials.Count}, numbered from 1") : (read.Value, trial);
    }
}
