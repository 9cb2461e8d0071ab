namespace Argosy.Server.Bots;

/// <summary>What an editor is given besides a bot's own text.</summary>
public sealed record BotMaterial
{
    /// <summary>Bots to begin with.</summary>
    public IReadOnlyList<BotTemplate> Templates { get; init; } = [];

    /// <summary>Declarations of the TypeScript API.</summary>
    public IReadOnlyList<BotFile> Typings { get; init; } = [];

    /// <summary>The API's description by language, JSON.</summary>
    public IReadOnlyDictionary<string, string> Help { get; init; } = new Dictionary<string, string>();
}

/// <summary>A bot to begin with.</summary>
/// <param name="Name">Its name, each once in its language.</param>
/// <param name="Language">csharp, typescript, yaml or consensus.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Summary">What it shows, one sentence.</param>
/// <param name="Text">Its text.</param>
public sealed record BotTemplate(string Name, string Language, string Title, string Summary, string Text);

/// <summary>A file by its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text.</param>
public sealed record BotFile(string Name, string Text);
