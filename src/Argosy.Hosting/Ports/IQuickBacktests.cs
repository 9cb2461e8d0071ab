namespace Argosy.Hosting.Ports;

/// <summary>Backtests of a text that is being written: compiled, run in a sandbox that was started ahead, and gone.</summary>
public interface IQuickBacktests
{
    /// <summary>Somebody has begun to edit: workers are started ahead. Costs nothing where they stand ready.</summary>
    void Warm();

    /// <summary>Runs one; further ones wait for their turn.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancellation">Ends it, or takes it out of the queue.</param>
    Task<QuickBacktestAnswer> RunAsync(QuickBacktest request, CancellationToken cancellation);
}

/// <summary>A backtest of a text.</summary>
public sealed record QuickBacktest
{
    /// <summary>The bot's text.</summary>
    public required string Source { get; init; }

    /// <summary>Its language.</summary>
    public required BotLanguage Language { get; init; }

    /// <summary>What messages call it, with the ending of its language behind it: letters, digits, '-' and '_'.</summary>
    public string Name { get; init; } = "bot";

    /// <summary>The words of <c>argosy backtest</c> besides its strategy and its outputs, e.g. <c>--data=demo</c> with a series of the catalogue and <c>--from=2024-01-01</c>.</summary>
    public required IReadOnlyList<string> Words { get; init; }
}

/// <summary>The language of a bot.</summary>
public enum BotLanguage
{
    /// <summary>C#, compiled.</summary>
    CSharp,
    /// <summary>TypeScript, run by Deno.</summary>
    TypeScript,
}

/// <summary>What became of it.</summary>
/// <param name="State">In one word.</param>
/// <param name="Message">In one sentence, or several lines where the text does not compile; empty where it is done.</param>
public sealed record QuickBacktestAnswer(QuickState State, string Message)
{
    /// <summary>The result as JSON in UTF-8 (<c>argosy-result/1</c>); empty unless done.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>What the compiler said, warnings included.</summary>
    public IReadOnlyList<BotProblem> Problems { get; init; } = [];

    /// <summary>Seconds of compiling.</summary>
    public double CompileSeconds { get; init; }

    /// <summary>Seconds of waiting for a worker.</summary>
    public double WaitSeconds { get; init; }

    /// <summary>Seconds in the worker, reading the bars included.</summary>
    public double RunSeconds { get; init; }
}

/// <summary>How a quick backtest ended.</summary>
public enum QuickState
{
    /// <summary>With a result.</summary>
    Done,
    /// <summary>The text does not compile.</summary>
    Problems,
    /// <summary>Words that say nothing sensible, or a series that is not there.</summary>
    BadInput,
    /// <summary>The bot failed, was stopped, or reached a limit.</summary>
    Failed,
    /// <summary>No bot runs on this machine; the message says what is missing.</summary>
    Unavailable,
}

/// <summary>One thing a compiler has to say about a text; lines and columns count from 1, the end is exclusive.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Column">Where it begins.</param>
/// <param name="EndLine">Where it ends.</param>
/// <param name="EndColumn">Where it ends.</param>
/// <param name="Severity">error, warning or info.</param>
/// <param name="Code">The compiler's own name for it, e.g. CS1002.</param>
/// <param name="Message">One sentence.</param>
public sealed record BotProblem(int Line, int Column, int EndLine, int EndColumn, string Severity, string Code, string Message);
