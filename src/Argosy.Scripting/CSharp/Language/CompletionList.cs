namespace Argosy.Scripting.CSharp.Language;

/// <summary>What may stand at a place.</summary>
/// <param name="From">Where the word begins that an item replaces: offset in UTF-16 units.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Items">What may stand there, likeliest first.</param>
public sealed record CompletionList(int From, int To, IReadOnlyList<CompletionItem> Items);

/// <summary>Something that may stand at a place.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Insert">What is written; with <c>${1:name}</c> as places to fill in where it is a snippet.</param>
/// <param name="Kind">class, struct, interface, enum, enum-member, method, property, field, event, constant, local, parameter, namespace, keyword or snippet.</param>
/// <param name="Detail">Its declaration, one line; empty where there is none.</param>
/// <param name="Documentation">What it means, as plain text; may be empty.</param>
public sealed record CompletionItem(string Label, string Insert, string Kind, string Detail, string Documentation)
{
    /// <summary>Whether <see cref="Insert"/> has places to fill in.</summary>
    public bool IsSnippet => Kind == "snippet";
}

/// <summary>What a word means.</summary>
/// <param name="From">Where the word begins: offset in UTF-16 units.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Declaration">The declaration, one line.</param>
/// <param name="Documentation">What it means, and of a method what its parameters mean, each a line that begins with "- "; may be empty.</param>
public sealed record HoverText(int From, int To, string Declaration, string Documentation);

/// <summary>The ways to call what is being called.</summary>
/// <param name="Signatures">All of them.</param>
/// <param name="Active">Index of the likeliest.</param>
/// <param name="ActiveParameter">Index of the parameter that is being written.</param>
public sealed record SignatureHelp(IReadOnlyList<SignatureText> Signatures, int Active, int ActiveParameter);

/// <summary>One way to call something.</summary>
/// <param name="Label">The declaration, one line.</param>
/// <param name="Documentation">What it does, as plain text; may be empty.</param>
/// <param name="Parameters">Its parameters, in order.</param>
public sealed record SignatureText(string Label, string Documentation, IReadOnlyList<ParameterText> Parameters);

/// <summary>A parameter.</summary>
/// <param name="Label">Type and name, as they stand in the signature's label.</param>
/// <param name="Documentation">What it means, as plain text; may be empty.</param>
public sealed record ParameterText(string Label, string Documentation);
