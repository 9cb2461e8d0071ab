namespace Argosy.Core.Commands;

/// <summary><c>why ID</c>: the reasons of an order, fill or refusal.</summary>
/// <param name="Id">Our id or the venue's.</param>
public sealed record WhyCommand(string Id) : Command
{
    /// <inheritdoc/>
    public override CommandEffect Effect => CommandEffect.Reads;

    /// <inheritdoc/>
    public override string Preview() => $"Show why {Id} happened.";

    /// <inheritdoc/>
    public override string ToString() => "why " + CommandToken.Quoted(Id);
}
