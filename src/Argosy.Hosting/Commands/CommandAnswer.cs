namespace Argosy.Hosting.Commands;

/// <summary>What came of a command.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Text">For a reader; one line or several.</param>
public sealed record CommandAnswer(CommandOutcome Outcome, string Text)
{
    /// <summary>What was asked for, as JSON; null where the text says all.</summary>
    public string? Json { get; init; }

    /// <summary>Whether the id had been given before: this is the first answer once more, and nothing was done now.</summary>
    public bool IsRepeated { get; init; }

    internal static CommandAnswer Done(string text, string? json = null) => new(CommandOutcome.Done, text) { Json = json };

    internal static CommandAnswer Refused(string text) => new(CommandOutcome.Refused, text);
}

/// <summary>How a command ended.</summary>
public enum CommandOutcome : byte
{
    /// <summary>Carried out.</summary>
    Done,
    /// <summary>Understood, and not carried out.</summary>
    Refused,
    /// <summary>Not understood.</summary>
    Invalid,
    /// <summary>The sender is not known: nothing was read.</summary>
    Unauthorised,
    /// <summary>Understood; nothing was done because only that was asked.</summary>
    Preview,
}
