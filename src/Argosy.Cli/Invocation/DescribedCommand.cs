using System.CommandLine;
using Argosy.Cli.Backtesting;

namespace Argosy.Cli.Invocation;

/// <summary>A command whose help shows examples and its options in groups.</summary>
sealed class DescribedCommand(string name, string summary) : Command(name, summary)
{
    readonly List<OptionGroup> _groups = [];

    /// <summary>Whole command lines to copy, each with what it does after two spaces and a #, or without.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Options under their titles, in the order of help.</summary>
    public IReadOnlyList<OptionGroup> Groups => _groups;

    /// <summary>The options of a backtest, where the command runs one; then a configuration file may set them.</summary>
    public BacktestOptions? Backtest { get; set; }

    /// <summary>Options that are one process's, where a configuration file may hold several bots; empty where it may not.</summary>
    public IReadOnlyList<Option> OfTheProcess { get; set; } = [];

    /// <summary>A command of options that add themselves.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does, one sentence.</param>
    /// <param name="examples">Whole command lines.</param>
    /// <param name="body">What it does.</param>
    public static DescribedCommand Of<TOptions>(string name, string summary, IReadOnlyList<string> examples, Func<ParseResult, TOptions, ExitCode> body)
        where TOptions : ICommandOptions, new()
    {
        var options = new TOptions();
        var command = new DescribedCommand(name, summary) { Examples = examples };
        options.AddTo(command);
        command.Run(parse => body(parse, options));
        return command;
    }

    /// <summary>Adds options under a title.</summary>
    public void AddGroup(string title, params Option[] options)
    {
        foreach (var option in options) Add(option);
        _groups.Add(new OptionGroup(title, options));
    }

    /// <summary>Says what the command does; the exit code comes from the outcome.</summary>
    public void Run(Func<ParseResult, ExitCode> body) => SetAction(parse => (int)body(parse));
}

/// <summary>Options that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Options">In the order of help.</param>
sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);
