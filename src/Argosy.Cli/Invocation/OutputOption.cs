using System.CommandLine;

namespace Argosy.Cli.Invocation;

/// <summary>An option that names a file the command writes.</summary>
sealed class OutputOption : Option<string?>
{
    /// <summary>The option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it is for.</param>
    public OutputOption(string name, string help)
        : base(name)
    {
        Description = help;
        HelpName = "file";
    }

    /// <summary>Whether a journal grows beside the file while the command runs.</summary>
    public bool HasJournal { get; init; }
}
