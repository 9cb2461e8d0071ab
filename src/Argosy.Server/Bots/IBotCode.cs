using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Bots;

/// <summary>Reads the texts of bots for an editor: what is wrong with one, what could stand at a place. No text runs in this process.</summary>
/// <remarks>A question whose asker has gone is given up: the token of each call is the request's.</remarks>
public interface IBotCode
{
    /// <summary>Looks at a text as a run would; an error only where nobody can look, e.g. where bots do not run on this machine.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="source">The text.</param>
    /// <param name="name">What messages call it: a file name.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Result<BotCheck>> CheckAsync(BotLanguage language, string source, string name, CancellationToken cancellation);

    /// <summary>What could stand at a place of a C# text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="offset">UTF-16 units before the place.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Result<CodeCompletions>> CompleteAsync(string source, int offset, CancellationToken cancellation);

    /// <summary>What stands at a place of a C# text.</summary>
    Task<Result<CodeHover>> HoverAsync(string source, int offset, CancellationToken cancellation);

    /// <summary>The call whose arguments a place of a C# text is among.</summary>
    Task<Result<CodeSignatures>> SignatureAsync(string source, int offset, CancellationToken cancellation);

    /// <summary>The options of <c>argosy backtest</c> that a document says, in its order; what is wrong names the line.</summary>
    Result<IReadOnlyList<DocumentWord>> ReadDocument(string source);
}

/// <summary>An option that a document says.</summary>
/// <param name="Option">The option, e.g. --strategy.</param>
/// <param name="Value">Its value; null for a flag.</param>
/// <param name="Line">The line it stands on, from 1.</param>
public sealed record DocumentWord(string Option, string? Value, int Line);

/// <summary>What was found in a text.</summary>
/// <param name="Problems">What is wrong, warnings included.</param>
/// <param name="Parameters">Its parameters; null where it has errors.</param>
public sealed record BotCheck(IReadOnlyList<BotProblem> Problems, IReadOnlyList<BotParameter>? Parameters)
{
    /// <summary>Whether it can run.</summary>
    public bool IsSound => !Problems.Any(problem => problem.Severity == "error");
}

/// <summary>A parameter of a bot, as forms are made from it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">whole-number, number, flag, text or choice.</param>
/// <param name="Default">Its default as text; null where it must be given.</param>
/// <param name="Min">Least value; null for none.</param>
/// <param name="Max">Greatest value; null for none.</param>
/// <param name="Choices">What a choice takes.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Help">What it means.</param>
public sealed record BotParameter(string Name, string Type, string? Default, double? Min, double? Max, IReadOnlyList<string> Choices, string Unit, string Help);

/// <summary>What could stand at a place.</summary>
/// <param name="Items">The best first.</param>
/// <param name="Start">Where what is replaced begins, UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record CodeCompletions(IReadOnlyList<CodeCompletion> Items, int Start, int End);

/// <summary>One of them.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Kind">method, property, class, keyword and so on.</param>
/// <param name="Detail">Its type or signature.</param>
/// <param name="Documentation">What it means.</param>
/// <param name="Insert">What is put in.</param>
public sealed record CodeCompletion(string Label, string Kind, string Detail, string Documentation, string Insert);

/// <summary>What stands at a place.</summary>
/// <param name="Text">Markdown; null where nothing is to be said.</param>
/// <param name="Start">Where it begins, UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record CodeHover(string? Text, int Start, int End);

/// <summary>The ways to call what is being called.</summary>
/// <param name="Signatures">Empty where nothing is being called.</param>
/// <param name="Active">Which of them fits.</param>
/// <param name="Parameter">Which parameter the place is at.</param>
public sealed record CodeSignatures(IReadOnlyList<CodeSignature> Signatures, int Active, int Parameter);

/// <summary>A way to call something.</summary>
/// <param name="Label">As it is written.</param>
/// <param name="Documentation">What it does.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record CodeSignature(string Label, string Documentation, IReadOnlyList<CodeParameter> Parameters);

/// <summary>A parameter of a call.</summary>
/// <param name="Label">As it is written.</param>
/// <param name="Documentation">What it means.</param>
public sealed record CodeParameter(string Label, string Documentation);
