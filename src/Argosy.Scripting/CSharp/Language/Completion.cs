using System.ComponentModel;
using Argosy.Scripting.CSharp.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Language;

/// <summary>What may stand at a place: members after a dot, else names in reach, keywords and snippets.</summary>
static class Completion
{
    const int MostItems = 400;

    static readonly HashSet<string> Hidden = new(StringComparer.Ordinal) { "GetType", "GetHashCode", "ReferenceEquals", "MemberwiseClone", "Finalize", "Deconstruct", "PrintMembers", "EqualityContract" };

    static readonly string[] InBodies =
    [
        "var", "if", "else", "for", "foreach", "while", "do", "switch", "return", "break", "continue", "new", "null", "true", "false", "this", "is", "not", "and", "or", "with", "in", "out", "ref", "const", "default", "nameof",
        "throw", "try", "catch", "finally", "int", "long", "double", "decimal", "bool", "string",
    ];

    static readonly string[] InTypes =
        ["public", "private", "static", "readonly", "const", "sealed", "override", "record", "class", "struct", "enum", "void", "int", "long", "double", "decimal", "bool", "string"];

    static readonly string[] InFiles = ["using", "public", "sealed", "class", "record", "struct", "enum", "interface", "namespace"];

    /// <summary>What may stand at an offset; nothing inside a text or a comment.</summary>
    public static CompletionList At(BotSource bot, int offset)
    {
        var text = bot.Tree.GetText();
        var (from, to) = (offset, offset);
        while (from > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[from - 1])) from--;
        while (to < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[to])) to++;
        if (IsWords(bot, from)) return new CompletionList(from, to, []);
        var before = from - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before])) before--;
        var typed = text.ToString(new Microsoft.CodeAnalysis.Text.TextSpan(from, offset - from));
        var items = before >= 0 && text[before] == '.' && !(before > 0 && text[before - 1] == '.')
            ? Items(bot, AfterDot(bot, before))
            : [.. Items(bot, InReach(bot, from)), .. Words(bot, from)];
        return new CompletionList(from, to, [.. items.Where(item => Fits(item.Label, typed)).DistinctBy(item => (item.Label, item.IsSnippet)).OrderBy(Rank).ThenBy(item => item.Label, StringComparer.OrdinalIgnoreCase).Take(MostItems)]);
    }

    // The first letter decides; the others stand in their order somewhere.
    static bool Fits(string label, string typed)
    {
        var at = 0;
        foreach (var c in label)
        {
            if (at < typed.Length && char.ToLowerInvariant(c) == char.ToLowerInvariant(typed[at])) at++;
            else if (at == 0 && typed.Length > 0 && !label.Any(char.IsUpper)) return false;
        }
        return at == typed.Length;
    }

    static int Rank(CompletionItem item) => item.Kind switch
    {
        "local" or "parameter" => 0,
        "snippet" => 1,
        "field" or "property" or "method" or "constant" or "enum-member" or "event" => 2,
        "keyword" => 3,
        "namespace" => 5,
        _ => 4,
    };

    static bool IsWords(BotSource bot, int offset)
    {
        var root = bot.Tree.GetRoot();
        var trivia = root.FindTrivia(Math.Max(0, offset - 1));
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia && offset > trivia.SpanStart) return true;
        var token = root.FindToken(Math.Max(0, offset - 1));
        return token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.NumericLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && offset > token.SpanStart && offset <= token.Span.End && !(token.Kind() is SyntaxKind.StringLiteralToken && offset == token.Span.End && token.ValueText.Length + 2 <= token.Text.Length);
    }

    static IEnumerable<ISymbol> AfterDot(BotSource bot, int dot)
    {
        var node = bot.Tree.GetRoot().FindToken(dot).Parent;
        ExpressionSyntax? left = node switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (left is null) return [];
        var (symbol, type) = Meaning(bot, left);
        return symbol switch
        {
            INamespaceSymbol space => bot.Model.LookupNamespacesAndTypes(dot, space),
            ITypeSymbol statics => bot.Model.LookupStaticMembers(dot, statics).Where(member => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary }),
            _ when type is not null => bot.Model.LookupSymbols(dot, Unwrapped(type, node), includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not ITypeSymbol),
            _ => [],
        };
    }

    // In bar?.x what comes after the dot is a member of the value.
    static ITypeSymbol Unwrapped(ITypeSymbol type, SyntaxNode? node) =>
        node is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    // A statement that has only begun reads like a declaration, "context.\n x = 1": what stands left of the dot is then asked for as an expression.
    static (ISymbol? Symbol, ITypeSymbol? Type) Meaning(BotSource bot, ExpressionSyntax left)
    {
        var symbol = bot.Model.GetSymbolInfo(left).Symbol;
        var type = bot.Model.GetTypeInfo(left).Type;
        if (type is not (null or IErrorTypeSymbol) || symbol is not null) return (symbol, type);
        var expression = SyntaxFactory.ParseExpression(left.ToString());
        symbol = bot.Model.GetSpeculativeSymbolInfo(left.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Symbol;
        type = bot.Model.GetSpeculativeTypeInfo(left.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type;
        return (symbol, type is IErrorTypeSymbol ? null : type);
    }

    static IEnumerable<ISymbol> InReach(BotSource bot, int offset)
    {
        var found = bot.Model.LookupSymbols(offset);
        return Previous(bot, offset).Kind() switch
        {
            SyntaxKind.NewKeyword => found.Where(symbol => symbol is INamedTypeSymbol { IsAbstract: false, IsStatic: false }),
            SyntaxKind.ColonToken when Previous(bot, offset).Parent is BaseListSyntax => found.Where(symbol => symbol is INamedTypeSymbol { IsStatic: false, IsSealed: false }),
            _ => found,
        };
    }

    static SyntaxToken Previous(BotSource bot, int offset) => bot.Tree.GetRoot().FindToken(offset) is var token && token.SpanStart < offset && token.Span.End <= offset ? token : token.GetPreviousToken();

    static IEnumerable<CompletionItem> Items(BotSource bot, IEnumerable<ISymbol> symbols)
    {
        foreach (var group in symbols.Where(IsShown).GroupBy(symbol => symbol.Name, StringComparer.Ordinal))
        {
            var first = group.First();
            var overloads = first is IMethodSymbol ? group.Count() - 1 : 0;
            var detail = SymbolText.Declaration(first) + (overloads > 0 ? $" (+{overloads} more)" : "");
            yield return new CompletionItem(first.Name, SyntaxFacts.GetKeywordKind(first.Name) != SyntaxKind.None ? "@" + first.Name : first.Name, SymbolText.Kind(first), detail, SymbolText.Documentation(first));
        }
    }

    static bool IsShown(ISymbol symbol)
    {
        if (symbol.Name.Length == 0 || !symbol.CanBeReferencedByName || symbol.Name[0] == '<' || Hidden.Contains(symbol.Name)) return false;
        if (symbol is INamespaceSymbol space) return space.ToDisplayString() is "System" or "Argosy" || space.ContainingNamespace is { IsGlobalNamespace: false };
        if (symbol is INamedTypeSymbol { Name: var name } && (name.EndsWith("Attribute", StringComparison.Ordinal) && symbol.ContainingNamespace.ToDisplayString() == "System")) return false;
        if (AllowList.Complaint(symbol) is not null) return false;
        return !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "EditorBrowsableAttribute" or "ObsoleteAttribute" && !(attribute.ConstructorArguments.FirstOrDefault().Value is int state && state == (int)EditorBrowsableState.Always));
    }

    static IEnumerable<CompletionItem> Words(BotSource bot, int offset)
    {
        var token = Previous(bot, offset);
        if (token.Kind() is SyntaxKind.NewKeyword || token.Parent is BaseListSyntax) return [];
        var place = token.Parent?.AncestorsAndSelf().FirstOrDefault(node => node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ArgumentListSyntax or TypeDeclarationSyntax or CompilationUnitSyntax);
        // Behind the brace that closes a body there is the type, behind that of a type the file.
        if (token.IsKind(SyntaxKind.CloseBraceToken) && token.Parent == place) place = place?.Parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is BlockSyntax or TypeDeclarationSyntax or CompilationUnitSyntax);
        return place switch
        {
            TypeDeclarationSyntax type => [.. InTypes.Select(Keyword), .. Snippets.InTypes.Where(one => !type.Members.OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == one.Label))],
            CompilationUnitSyntax or null => [.. InFiles.Select(Keyword), .. Snippets.InFiles],
            _ => [.. InBodies.Select(Keyword), .. Snippets.InBodies],
        };
    }

    static CompletionItem Keyword(string word) => new(word, word, "keyword", "", "");
}
