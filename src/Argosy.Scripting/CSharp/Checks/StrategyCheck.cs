using Argosy.Engine.Strategies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Argosy.Scripting.CSharp.Checks;

/// <summary>Whether a file holds exactly one strategy that can be made of texts.</summary>
static class StrategyCheck
{
    /// <summary>What is wrong; nothing where the compiler has found errors, which come first.</summary>
    public static IEnumerable<SourceProblem> Of(BotSource bot, IReadOnlyList<SourceProblem> problems)
    {
        if (problems.Any(p => p.Severity == ProblemSeverity.Error)) yield break;
        var contract = bot.Compilation.GetTypeByMetadataName(typeof(IStrategy).FullName!) ?? throw new InvalidOperationException("bots are compiled without the engine");
        var found = bot.Tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<TypeDeclarationSyntax>()
            .Select(node => (Node: node, Type: bot.Model.GetDeclaredSymbol(node) as INamedTypeSymbol))
            .Where(one => one.Type is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct } type && type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default))
            .DistinctBy(one => one.Type, SymbolEqualityComparer.Default).ToArray();
        if (found.Length == 1)
        {
            foreach (var problem in Constructors(bot, found[0].Node, found[0].Type!)) yield return problem;
            yield break;
        }
        var span = found.Length == 0 ? default : found[1].Node.Identifier.Span;
        yield return SourceProblems.At(bot, span, SourceProblems.NoStrategy, StrategyLoader.WrongCount([.. found.Select(one => one.Type!.Name)]));
    }

    static IEnumerable<SourceProblem> Constructors(BotSource bot, TypeDeclarationSyntax node, INamedTypeSymbol type)
    {
        var open = type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public && !(c.IsImplicitlyDeclared && type.IsValueType)).ToArray();
        if (open.Length != 1 && !(open.Length == 0 && type.IsValueType))
        {
            yield return SourceProblems.At(bot, node.Identifier.Span, SourceProblems.NoStrategy, $"{type.Name} has {open.Length} public constructors; expected one, whose parameters are the bot's");
            yield break;
        }
        foreach (var parameter in open.SelectMany(c => c.Parameters))
        {
            if (CanBeGiven(parameter.Type)) continue;
            var place = parameter.DeclaringSyntaxReferences.Length > 0 ? parameter.DeclaringSyntaxReferences[0].Span : node.Identifier.Span;
            yield return SourceProblems.At(bot, place, SourceProblems.NoStrategy, $"parameter '{parameter.Name}' is a {parameter.Type.ToDisplayString()}, which nobody can type in; expected int, long, double, decimal, bool, string or an enum");
        }
    }

    static bool CanBeGiven(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Boolean or SpecialType.System_String;
}
