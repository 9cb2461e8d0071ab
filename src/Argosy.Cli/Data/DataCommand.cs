using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data</c>: market data in, out and over.</summary>
internal static class DataCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(Session session) => new("data", "Import, fetch, list, verify, export, resample and generate market data.")
    {
        ImportCommand.Create(session),
        FetchCommand.Create(session),
        ListCommand.Create(session),
        VerifyCommand.Create(session),
        BookCommand.Create(session),
        ExportCommand.Create(session),
        ResampleCommand.Create(session),
        SynthCommand.Create(session),
    };
}
