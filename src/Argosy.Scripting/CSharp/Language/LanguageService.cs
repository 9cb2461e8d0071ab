namespace Argosy.Scripting.CSharp.Language;

/// <summary>What an editor asks about a bot's source: what may stand here, what is this, how is it called. Nothing of the source runs.</summary>
/// <remarks>An offset counts UTF-16 units from the beginning; one outside the text is taken to its nearer end.</remarks>
public static class LanguageService
{
    /// <summary>What may stand at an offset.</summary>
    public static CompletionList Complete(string source, int offset) => Ask(source, offset, new CompletionList(offset, offset, []), Completion.At);

    /// <summary>What the word at an offset means; null where nothing is known of it.</summary>
    public static HoverText? Hover(string source, int offset) => Ask(source, offset, null, Language.Hover.At);

    /// <summary>The ways to call what is being called at an offset; null where nothing is called.</summary>
    public static SignatureHelp? Signature(string source, int offset) => Ask(source, offset, null, Signatures.At);

    static T Ask<T>(string source, int offset, T nothing, Func<BotSource, int, T> ask)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Length > BotSource.MostCharacters ? nothing : ask(BotSource.Of(source, "bot.cs"), Math.Clamp(offset, 0, source.Length));
    }
}
