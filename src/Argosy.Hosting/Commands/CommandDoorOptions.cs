namespace Argosy.Hosting.Commands;

/// <summary>Where commands come in over HTTP, and what proves who sent them.</summary>
public sealed record CommandDoorOptions
{
    /// <summary>Port on this machine's own address; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>What <c>POST /command</c> must bring as bearer token; null: it is closed.</summary>
    public string? Token { get; init; }

    /// <summary>What <c>POST /webhook</c> must bring as secret; null: it is closed.</summary>
    public string? WebhookSecret { get; init; }
}
