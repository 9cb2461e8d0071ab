using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Argosy.Cli.Terminals;

/// <summary>Where a command writes: results to one stream, everything about them (errors, progress) to the other.</summary>
sealed class Terminal(TextWriter output, TextWriter error)
{
    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Errors and progress.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Columns to fill; 100 where the output is no terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether results may be coloured.</summary>
    public bool Color { get; init; }

    /// <summary>Whether progress may redraw its line.</summary>
    public bool LiveProgress { get; init; }

    /// <summary>Whether a program watches this process: progress goes to it as JSON lines.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The process's own streams, which live as long as it does; colours only on a terminal whose owner has not set NO_COLOR.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The process's own streams close with it.")]
    public static Terminal OfProcess()
    {
        var plainOutput = Console.IsOutputRedirected;
        var dumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var width = plainOutput ? 100 : Console.WindowWidth;
        return new Terminal(Writer(Console.OpenStandardOutput(), autoFlush: false), Writer(Console.OpenStandardError(), autoFlush: true))
        {
            Width = width is > 0 and < 400 ? width : 100,
            Color = !plainOutput && !dumb && !noColor,
            LiveProgress = !Console.IsErrorRedirected && !dumb,
            IsWatched = WatchingProgram.IsThere,
        };
    }

    /// <summary>One line of results.</summary>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>The text in a tone; unchanged where colours are off.</summary>
    public string Paint(Tone tone, string text) => Color && tone != Tone.Plain ? $"\u001b[{Code(tone)}m{text}\u001b[0m" : text;

    static string Code(Tone tone) => tone switch
    {
        Tone.Plain => "0",
        Tone.Head => "1",
        Tone.Dim => "2",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Warn => "33",
    };

    static StreamWriter Writer(Stream stream, bool autoFlush) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 4096) { AutoFlush = autoFlush };
}

/// <summary>What a piece of text wants to say by its colour; it never says it by colour alone.</summary>
enum Tone
{
    /// <summary>Nothing.</summary>
    Plain,
    /// <summary>A heading.</summary>
    Head,
    /// <summary>Of less interest.</summary>
    Dim,
    /// <summary>A gain.</summary>
    Good,
    /// <summary>A loss or an error.</summary>
    Bad,
    /// <summary>A warning.</summary>
    Warn,
}
