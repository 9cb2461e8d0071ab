using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Bots;

/// <summary><c>argosy bots</c>: bots of one's own, from an empty file to a server.</summary>
static class BotsCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(Session session) => new("bots", "Write bots of your own: begin, check, run and publish a file in C# or TypeScript.")
    {
        NewCommand.Create(session),
        CheckCommand.Create(session),
        RunBotCommand.Create(session),
        PublishCommand.Create(session),
    };
}
