using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Cli.Invocation;

/// <summary>Files a command writes: checked before the work begins, written whole or not at all.</summary>
static class OutputFiles
{
    /// <summary>The standard output, where a file's name is expected.</summary>
    public const string Standard = "-";

    /// <summary>Why these paths cannot all be written, or null: a folder that does not exist, one file for two purposes.</summary>
    public static Error? Check(Session session, params (string Option, string? Path)[] outputs)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, path) in outputs)
        {
            if (path is null) continue;
            if (path.Length == 0) return Error.BadInput($"{option}: the file's name is empty");
            var full = path == Standard ? Standard : Path.GetFullPath(path);
            if (seen.TryGetValue(full, out var other)) return Error.BadInput($"{option} and {other} name the same file, {path}");
            seen.Add(full, option);
            if (path == Standard || session.IsJob) continue;
            if (Directory.Exists(full)) return Error.BadInput($"{option}: {path} is a folder; expected a file");
            var folder = Path.GetDirectoryName(full);
            if (folder is not null && !Directory.Exists(folder)) return Error.BadInput($"{option}: the folder of {path} does not exist");
        }
        return null;
    }

    /// <summary>Writes a JSON document to a file, whole or not at all, or to the standard output.</summary>
    public static ExitCode WriteJson(Session session, string path, Action<Utf8JsonWriter> write)
    {
        if (Check(session, ("--json", path)) is { } error) return session.Fail(error);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" })) write(writer);
        buffer.WriteByte((byte)'\n');
        return Write(session, path, stream => stream.Write(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes a document to a file, whole or not at all, to the standard output, or nowhere where no path is given.</summary>
    public static ExitCode Write(Session session, string? path, Action<Stream> write)
    {
        if (path is null) return ExitCode.Done;
        if (path != Standard) return Save(session, path, write);
        using var buffer = new MemoryStream();
        write(buffer);
        session.Terminal.Output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        return ExitCode.Done;
    }

    /// <summary>Writes a file whole or not at all; an error when it cannot be written.</summary>
    public static ExitCode Save(Session session, string path, Action<Stream> write)
    {
        try
        {
            using var draft = session.Files.Begin(path);
            write(draft.Stream);
            draft.Complete();
            return ExitCode.Done;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return session.Fail(Error.BadInput($"{path} cannot be written: {broken.Message}"));
        }
    }
}
