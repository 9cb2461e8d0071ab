using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Argosy.Cli.Terminals;

/// <summary>Progress as JSON lines on the standard error, for the program that started this one: <c>{"progress":0.25,"rate":"…","eta":1200,"message":"…"}</c>.</summary>
sealed class WatchedProgress(Terminal terminal)
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    readonly long _begin = Stopwatch.GetTimestamp();
    TimeSpan _next;

    /// <summary>Tells where the work stands, at most five times a second.</summary>
    /// <param name="share">Done, 0..1.</param>
    /// <param name="rate">How fast, in words; empty where nobody knows.</param>
    /// <param name="message">One sentence.</param>
    public void Tell(double share, string rate, string message)
    {
        var elapsed = Stopwatch.GetElapsedTime(_begin);
        if (elapsed < _next) return;
        _next = elapsed + Every;
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteNumber("progress", Math.Round(Math.Clamp(share, 0, 1), 4));
            writer.WriteString("rate", rate);
            if (share > 0.001) writer.WriteNumber("eta", (long)(elapsed.TotalMilliseconds * ((1 - share) / share)));
            else writer.WriteNull("eta");
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }
        terminal.Error.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
    }

    /// <summary>A share in words.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(share, 0, 1) * 100:0} %");
}
