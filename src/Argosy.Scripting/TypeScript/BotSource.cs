namespace Argosy.Scripting.TypeScript;

/// <summary>A bot with values for its parameters.</summary>
/// <param name="Files">Its text as files.</param>
/// <param name="Parameters">The parameters' values by name: numbers, truth values and texts, as a JSON object.</param>
sealed record BotSource(BotFiles Files, string Parameters);
