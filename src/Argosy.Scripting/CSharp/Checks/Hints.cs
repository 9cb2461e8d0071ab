using Argosy.Core.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Checks;

/// <summary>What to do about the compiler errors that who writes bots meets most.</summary>
static class Hints
{
    const string Money = "prices and amounts of orders are decimal: write 1.5m, or (decimal)value for a double";

    /// <summary>The hint; empty where there is none.</summary>
    public static string Of(BotSource bot, Diagnostic diagnostic) => diagnostic.Id switch
    {
        "CS0103" or "CS0246" or "CS0234" => OfUnknownName(bot, diagnostic),
        "CS1061" or "CS0117" => OfUnknownMember(bot, diagnostic),
        "CS0535" => "a strategy has at least: public void OnBar(in Bar bar, StrategyContext context) { … }",
        "CS0664" => Money,
        "CS0019" or "CS0266" or "CS1503" or "CS0029" when MixesMoney(diagnostic) => Money,
        "CS0227" or "CS0214" => "pointers are not for bots",
        "CS1620" or "CS1615" when Text(bot, diagnostic).Contains("bar", StringComparison.OrdinalIgnoreCase) => "a bar is handed on with in: Push(in bar)",
        "CS7021" or "CS8805" or "CS8021" => "a bot is a class that implements IStrategy, not loose statements",
        "CS1513" => "a brace is not closed",
        _ => "",
    };

    static string OfUnknownName(BotSource bot, Diagnostic diagnostic)
    {
        var name = Node(bot, diagnostic).DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "";
        if (name.Length == 0) return "";
        if (AllowList.Missing.TryGetValue(name, out var why)) return $"{name} is not for bots, {why}";
        var known = bot.Model.LookupSymbols(diagnostic.Location.SourceSpan.Start).Select(symbol => symbol.Name).Where(one => one.Length > 0 && one[0] != '<').Distinct(StringComparer.Ordinal).ToArray();
        return Suggestion.Phrase(name, known).Trim(' ', ',');
    }

    static string OfUnknownMember(BotSource bot, Diagnostic diagnostic)
    {
        if (Node(bot, diagnostic).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } access) return "";
        var type = bot.Model.GetTypeInfo(access.Expression).Type ?? bot.Model.GetSymbolInfo(access.Expression).Symbol as ITypeSymbol;
        if (type is null or IErrorTypeSymbol) return "";
        var known = bot.Model.LookupSymbols(access.SpanStart, type, includeReducedExtensionMethods: false).Select(symbol => symbol.Name).Distinct(StringComparer.Ordinal).ToArray();
        return Suggestion.Phrase(access.Name.Identifier.ValueText, known).Trim(' ', ',');
    }

    static bool MixesMoney(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return message.Contains("decimal", StringComparison.Ordinal) && message.Contains("double", StringComparison.Ordinal);
    }

    static SyntaxNode Node(BotSource bot, Diagnostic diagnostic) => bot.Tree.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    static string Text(BotSource bot, Diagnostic diagnostic) => bot.Tree.GetText().ToString(diagnostic.Location.SourceSpan);
}
