using Argosy.Core.Links;
using Argosy.Core.Values;

namespace Argosy.Data.Links;

/// <summary>What a run log held when it was read.</summary>
/// <param name="Messages">Its messages in order; line n is message n − 1.</param>
/// <param name="Length">Bytes of its whole lines: where it goes on.</param>
/// <param name="TornBytes">Bytes behind the last whole line: a line that was being written when the host ended.</param>
public sealed record RunLogLines(IReadOnlyList<LinkMessage> Messages, long Length, long TornBytes)
{
    const byte LineFeed = (byte)'\n';

    /// <summary>The messages step by step: each of the host's before its own answers. A worker in another process is told ahead, and the log has what was told where it was told.</summary>
    public IEnumerable<LinkMessage> Steps
    {
        get
        {
            var ahead = new Queue<LinkMessage>();
            var isAnswered = true;
            foreach (var message in Messages)
            {
                if (message.Host is not null && !isAnswered)
                {
                    ahead.Enqueue(message);
                    continue;
                }
                yield return message;
                if (message.Host is not null) isAnswered = false;
                if (message.Worker is not StepDone) continue;
                isAnswered = !ahead.TryDequeue(out var next);
                if (!isAnswered) yield return next;
            }
            // The log ended before their answers.
            foreach (var message in ahead) yield return message;
        }
    }

    /// <summary>Reads a log. A torn last line is left out and counted; damage before it is refused with its line.</summary>
    public static Result<RunLogLines> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Read(Path.GetFileName(path), File.ReadAllBytes(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{path}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.Corrupt($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Reads the bytes of a log.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="bytes">All of it.</param>
    public static Result<RunLogLines> Read(string name, ReadOnlySpan<byte> bytes)
    {
        var messages = new List<LinkMessage>();
        var start = 0;
        while (bytes[start..].IndexOf(LineFeed) is >= 0 and var length)
        {
            var read = LinkCodec.Read(bytes.Slice(start, length));
            // A disk that lost its power may end the file with a whole line of nothing; a line that others follow was whole once.
            if (!read.Ok && start + length + 1 < bytes.Length) return Error.Corrupt($"{name} line {messages.Count + 1}: {read.Error!.Message}");
            if (!read.Ok) break;
            messages.Add(read.Value);
            start += length + 1;
        }
        if (messages.Count > 0 && messages[0].Host is not RunBegins) return Error.Corrupt($"{name} line 1: expected what is run (a message 'run')");
        for (var i = 1; i < messages.Count; i++)
        {
            if (messages[i].Host is RunBegins) return Error.Corrupt($"{name} line {i + 1}: a run begins once, in line 1");
        }
        return new RunLogLines(messages, start, bytes.Length - start);
    }
}
