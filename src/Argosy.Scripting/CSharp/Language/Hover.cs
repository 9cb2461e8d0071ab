using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Language;

/// <summary>What the word at a place means.</summary>
static class Hover
{
    /// <summary>Declaration and documentation; null where nothing is known.</summary>
    public static HoverText? At(BotSource bot, int offset)
    {
        var token = bot.Tree.GetRoot().FindToken(offset);
        // Behind its last letter a word is still meant.
        if (!IsWord(token) || offset < token.SpanStart) token = bot.Tree.GetRoot().FindToken(Math.Max(0, offset - 1));
        if (!IsWord(token) || offset < token.SpanStart || offset > token.Span.End || token.Parent is not { } node) return null;
        if (Symbol(bot.Model, node, token) is not { } symbol || symbol is IErrorTypeSymbol) return null;
        return new HoverText(token.SpanStart, token.Span.End, SymbolText.Declaration(symbol), Words(symbol));
    }

    // What it means, then what each parameter means and what comes back, as a list.
    static string Words(ISymbol symbol)
    {
        var means = SymbolText.Documentation(symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made && SymbolText.Documentation(made).Length == 0 ? made.ContainingType : symbol);
        if (symbol is not IMethodSymbol method) return means;
        var parts = method.Parameters.Select(parameter => (parameter.Name, Text: SymbolText.Documentation(method, parameter.Name))).Where(part => part.Text.Length > 0).Select(part => $"- `{part.Name}`: {part.Text}").ToList();
        if (SymbolText.Returns(method) is { Length: > 0 } returns) parts.Add($"- returns: {returns}");
        return parts.Count == 0 ? means : $"{means}\n\n{string.Join('\n', parts)}".TrimStart();
    }

    static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.NewKeyword) || SyntaxFacts.IsPredefinedType(token.Kind());

    static ISymbol? Symbol(SemanticModel model, SyntaxNode node, SyntaxToken token)
    {
        if (token.IsKind(SyntaxKind.NewKeyword)) return model.GetSymbolInfo(node).Symbol;
        if (node is ExpressionSyntax expression)
        {
            // An attribute's name means its constructor to the compiler and its type to who reads.
            var info = model.GetSymbolInfo(expression);
            var found = info.Symbol ?? (info.CandidateSymbols.Length > 0 ? info.CandidateSymbols[0] : null) ?? model.GetTypeInfo(expression).Type;
            return found is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && expression.Parent is AttributeSyntax ? constructor.ContainingType : found;
        }
        return node is ForEachStatementSyntax each ? model.GetDeclaredSymbol(each) : model.GetDeclaredSymbol(node);
    }
}
