using System.CommandLine;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data</c>: market data in, out and over.</summary>
internal static class DataCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() => new("data", "Import, list, verify, export, resample and generate market data")
    {
        ImportCommand.Create(),
        ListCommand.Create(),
        VerifyCommand.Create(),
        ExportCommand.Create(),
        ResampleCommand.Create(),
        SynthCommand.Create(),
    };
}
