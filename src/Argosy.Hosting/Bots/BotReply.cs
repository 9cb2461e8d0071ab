namespace Argosy.Hosting.Bots;

/// <summary>What came of a command that a run itself carried out.</summary>
/// <param name="Command">The command's text.</param>
/// <param name="Number">How many there have been, this one included.</param>
/// <param name="IsRefused">Whether nothing was done.</param>
/// <param name="Text">What was done, or why nothing was, one sentence.</param>
public sealed record BotReply(string Command, int Number, bool IsRefused, string Text);
