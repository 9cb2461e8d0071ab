namespace Argosy.Core.Commands;

/// <summary><c>quit</c>: drains what is on its way and ends the program; positions and their stops stay.</summary>
public sealed record QuitCommand : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Controls;

    /// <inheritdoc/>
    public override string Preview() => "End the program in order; positions and their stops stay.";

    /// <inheritdoc/>
    public override string ToString() => "quit";
}
