using System.Text.Json;

namespace Argosy.Cli.Commanding;

/// <summary>A command as the two kinds of listeners take it.</summary>
/// <param name="Text">In the command grammar.</param>
/// <param name="IsPreview">Only say what would be done.</param>
/// <param name="Id">Sent again under it, it is not carried out again.</param>
sealed record SentCommand(string Text, bool IsPreview, string Id)
{
    /// <summary>Where <c>argosy run --commands</c> takes it.</summary>
    public string HostPath => "/command";

    /// <summary>Where <c>argosy up</c> takes it.</summary>
    public string ServerPath => IsPreview ? "/api/commands/preview" : "/api/commands";

    /// <summary>The body for a host.</summary>
    public string HostBody => JsonSerializer.Serialize(new Dictionary<string, object> { ["command"] = Text, ["preview"] = IsPreview });

    /// <summary>The body for a server.</summary>
    public string ServerBody => JsonSerializer.Serialize(new Dictionary<string, object> { ["text"] = Text });
}
