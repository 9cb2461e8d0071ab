using Argosy.Engine.Risk;

namespace Argosy.Worker.Running;

/// <summary>The guard that speaks for the host: entries are blocked while there is a reason, exits pass.</summary>
sealed class HostBlock : IGuard
{
    /// <summary>Why entries are blocked; empty where they are allowed.</summary>
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument) => Reason.Length > 0;

    /// <inheritdoc/>
    public override string ToString() => "host-block";
}
