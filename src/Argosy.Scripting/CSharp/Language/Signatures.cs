using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Language;

/// <summary>The ways to call what is being called at a place.</summary>
static class Signatures
{
    /// <summary>All overloads with the one that fits best; null where nothing is called.</summary>
    public static SignatureHelp? At(BotSource bot, int offset)
    {
        var root = bot.Tree.GetRoot();
        var token = root.FindToken(Math.Max(0, offset - 1));
        foreach (var node in token.Parent?.AncestorsAndSelf() ?? [])
        {
            if (node is BlockSyntax) return null;
            if (node is not (BaseArgumentListSyntax or AttributeArgumentListSyntax)) continue;
            var (open, close) = (node.GetFirstToken(), node.GetLastToken());
            var isInside = offset >= open.Span.End && (close.IsMissing || offset <= close.SpanStart);
            if (isInside && Overloads(bot.Model, node.Parent) is { Length: > 0 } overloads) return Help(bot.Model, node, overloads, offset);
        }
        return null;
    }

    static IMethodSymbol[] Overloads(SemanticModel model, SyntaxNode? call)
    {
        IEnumerable<ISymbol> found = call switch
        {
            InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression),
            BaseObjectCreationExpressionSyntax made => Constructors(model.GetTypeInfo(made).Type),
            AttributeSyntax attribute => Constructors(model.GetTypeInfo(attribute).Type),
            ConstructorInitializerSyntax initializer => model.GetMemberGroup(initializer),
            PrimaryConstructorBaseTypeSyntax own => Constructors(model.GetTypeInfo(own.Type).Type),
            _ => [],
        };
        return [.. found.OfType<IMethodSymbol>().Where(method => Checks.AllowList.Complaint(method) is null)];
    }

    static IEnumerable<IMethodSymbol> Constructors(ITypeSymbol? type) => (type as INamedTypeSymbol)?.InstanceConstructors.Where(one => one.DeclaredAccessibility == Accessibility.Public) ?? [];

    static SignatureHelp Help(SemanticModel model, SyntaxNode list, IMethodSymbol[] overloads, int offset)
    {
        var written = list.ChildTokens().Count(token => token.ValueText == "," && token.SpanStart < offset);
        var given = list switch
        {
            BaseArgumentListSyntax arguments => arguments.Arguments.Count,
            AttributeArgumentListSyntax arguments => arguments.Arguments.Count,
            _ => 0,
        };
        var needed = Math.Max(given, written + 1);
        var chosen = list.Parent is { } call ? model.GetSymbolInfo(call).Symbol as IMethodSymbol : null;
        var active = Array.FindIndex(overloads, one => SymbolEqualityComparer.Default.Equals(one, chosen) || SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, chosen?.OriginalDefinition));
        if (active < 0 || overloads[active].Parameters.Length < needed) active = Array.FindIndex(overloads, one => one.Parameters.Length >= needed || one.Parameters.LastOrDefault() is { IsParams: true });
        return new SignatureHelp([.. overloads.Select(Text)], Math.Max(0, active), Named(list, overloads[Math.Max(0, active)], offset) ?? written);
    }

    // size: 3 means that parameter, wherever it stands.
    static int? Named(SyntaxNode list, IMethodSymbol method, int offset)
    {
        if (list is not BaseArgumentListSyntax arguments) return null;
        var name = arguments.Arguments.FirstOrDefault(one => one.FullSpan.Start <= offset && offset <= one.FullSpan.End)?.NameColon?.Name.Identifier.ValueText;
        return method.Parameters.FirstOrDefault(one => one.Name == name)?.Ordinal;
    }

    static SignatureText Text(IMethodSymbol method) => new(
        SymbolText.Declaration(method), SymbolText.Documentation(method), [.. method.Parameters.Select(one => new ParameterText(SymbolText.Declaration(one), SymbolText.Documentation(method, one.Name)))]);
}
