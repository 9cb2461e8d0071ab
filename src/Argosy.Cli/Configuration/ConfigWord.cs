namespace Argosy.Cli.Configuration;

/// <summary>One option a configuration file sets, and where it says so.</summary>
/// <param name="Option">The option, e.g. <c>--fee</c>.</param>
/// <param name="Value">Its value; null for a flag.</param>
/// <param name="Path">The key in the file, e.g. <c>costs.fee</c>.</param>
/// <param name="Line">Its line, counted from 1.</param>
sealed record ConfigWord(string Option, string? Value, string Path, int Line)
{
    /// <summary>The words of a command line that say the same.</summary>
    public IEnumerable<string> Words => Value is null ? [Option] : [Option, Value];
}
