using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Checks;

/// <summary>Finds what is not for bots, by what names mean and not by how they are written, and says what to use instead.</summary>
/// <remarks>For good messages, not for safety: a bot that gets past it still runs in a sandbox without files, network and further processes.</remarks>
static class SymbolCheck
{
    /// <summary>Each use of a symbol that is not for bots.</summary>
    public static IEnumerable<SourceProblem> Of(BotSource bot)
    {
        foreach (var node in bot.Tree.GetRoot().DescendantNodes())
        {
            if (Complaint(bot.Model, node) is { } complaint) yield return SourceProblems.At(bot, Place(node), SourceProblems.NotForBots, complaint);
        }
    }

    static string? Complaint(SemanticModel model, SyntaxNode node) => node switch
    {
        TypeOfExpressionSyntax => "typeof is not for bots: a bot does not look at types while it runs",
        UnsafeStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax or FixedStatementSyntax => "pointers are not for bots",
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "stackalloc is not for bots: take an array, made once in the constructor",
        IdentifierNameSyntax { Identifier.ValueText: "dynamic" } name when model.GetTypeInfo(name).Type?.TypeKind == TypeKind.Dynamic => "dynamic is not for bots: say the type, or write var",
        AwaitExpressionSyntax => "await is not for bots: a bot is called for each bar and answers at once",
        SimpleNameSyntax name => OfName(model, name),
        ImplicitObjectCreationExpressionSyntax made when model.GetSymbolInfo(made).Symbol is { } constructor => AllowList.Complaint(constructor),
        _ => null,
    };

    static string? OfName(SemanticModel model, SimpleNameSyntax name)
    {
        // Of a name of several parts the last one that means something is told.
        if (name.Parent is QualifiedNameSyntax outer && outer.Left == name) return null;
        if (name.Parent is UsingDirectiveSyntax || name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null) return null;
        var symbol = model.GetSymbolInfo(name).Symbol;
        if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol) return null;
        // new X() is told of by its constructor where that matters, else by its type; an attribute by its type.
        if (symbol is INamedTypeSymbol type && name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } made && made.Type.Span.Contains(name.Span) && model.GetSymbolInfo(made).Symbol is IMethodSymbol constructor
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type)) return AllowList.Complaint(constructor);
        // A type before a member that is told of itself.
        if (symbol is INamedTypeSymbol && name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && model.GetSymbolInfo(access).Symbol is { } member && AllowList.Complaint(member) is not null) return null;
        if (symbol is INamedTypeSymbol && name.Parent is MemberAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax further } inner && inner.Name == name && further.Expression == inner
            && model.GetSymbolInfo(further).Symbol is { } last && AllowList.Complaint(last) is not null) return null;
        return AllowList.Complaint(symbol);
    }

    static Microsoft.CodeAnalysis.Text.TextSpan Place(SyntaxNode node) => node is SimpleNameSyntax name ? name.Identifier.Span : node.Span;
}
