using Argosy.Hosting.Ports;

namespace Argosy.Server.Bots;

/// <summary>What the editor of bots asks and shows.</summary>
public sealed record EditorParts
{
    /// <summary>Reads texts; null where this server has nobody who does.</summary>
    public IBotCode? Code { get; init; }

    /// <summary>Templates, typings and the API's description.</summary>
    public BotMaterial Material { get; init; } = new();
}

/// <summary>Holds what a server's editor has, or that it has it not.</summary>
internal sealed class EditorDesk(EditorParts parts, IQuickBacktests? quick)
{
    /// <summary>Reads texts; null for nobody.</summary>
    public IBotCode? Code => parts.Code;

    /// <summary>Templates, typings and the API's description.</summary>
    public BotMaterial Material => parts.Material;

    /// <summary>Runs texts; null for nobody.</summary>
    public IQuickBacktests? Quick => quick;
}
