namespace Argosy.Core.Commands;

/// <summary>The outcome of reading a text: a command, or what is wrong with it. Exactly one of them is there.</summary>
/// <param name="Command">The command; null when there is a fault.</param>
/// <param name="Fault">The fault; null when there is a command.</param>
public readonly record struct CommandReading(Command? Command, CommandFault? Fault)
{
    internal static CommandReading Of(Command command) => new(command, null);

    internal static CommandReading Failed(CommandFault fault) => new(null, fault);
}
