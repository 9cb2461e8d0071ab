namespace Argosy.Cli.Invocation;

/// <summary>The options of a command, which know in what groups its help shows them.</summary>
interface ICommandOptions
{
    /// <summary>Adds all of them to the command.</summary>
    void AddTo(DescribedCommand command);
}
