namespace Argosy.Hosting.Commands;

/// <summary>A command as it came in.</summary>
/// <param name="Source">The mouth: console, http, telegram or webhook.</param>
/// <param name="Sender">Who, as that mouth knows its senders.</param>
/// <param name="Id">The sender's id of it: repeated, it is not carried out again.</param>
/// <param name="Text">In the command grammar.</param>
public sealed record CommandRequest(string Source, string Sender, string Id, string Text)
{
    /// <summary>Longest id taken.</summary>
    public const int MaxIdLength = 200;

    /// <summary>Whether only what would be done is asked: nothing is stored or carried out.</summary>
    public bool IsPreview { get; init; }
}
