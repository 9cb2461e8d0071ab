using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Indicators;
using Microsoft.CodeAnalysis;

namespace Argosy.Scripting.CSharp.Language;

/// <summary>What bots may use, read from the libraries and their documentation: the source of the API reference and of the editor's help.</summary>
public static class ApiReference
{
    static readonly (string Title, string Summary, Type[] Types)[] Parts =
    [
        ("The bot's file", "A bot is one class that implements `IStrategy`; its parameters are those of its only public constructor.", [typeof(IStrategy), typeof(IPortfolioStrategy), typeof(IMigratesState), typeof(StrategyAttribute), typeof(ParameterAttribute)]),
        ("The context", "What every callback is given: the bot's whole view of its run.", [typeof(StrategyContext)]),
        ("State, plots and log", "What a bot keeps, shows and says.", [typeof(StateBag), typeof(PlotKind), typeof(LogLevel)]),
        ("Bars", "The market as a bot sees it: what has closed.", [typeof(Bar), typeof(BarSeries), typeof(Timeframe), typeof(Instrument)]),
        ("Orders and fills", "What targets cannot say.", [typeof(OrderSize), typeof(Protection), typeof(OrderIntent), typeof(OrderTerms), typeof(ApprovedOrder), typeof(Fill), typeof(Direction), typeof(Side), typeof(OrderType), typeof(TimeInForce)]),
        ("Chance", "`context.Random`: the run's own, so that two runs are alike.", [typeof(SeededGenerator)]),
    ];

    /// <summary>All of it, in the order of reading; the indicators last.</summary>
    public static IReadOnlyList<ApiSection> Sections()
    {
        var compilation = BotSource.Of("", "bot.cs").Compilation;
        var sections = Parts.SelectMany(part => part.Types.Select(type => Section(compilation, part.Title, part.Summary, type))).ToList();
        var spaces = typeof(Cross).Assembly.GetExportedTypes().Where(IsIndicator).GroupBy(type => type.Namespace!, StringComparer.Ordinal).OrderBy(space => space.Key, StringComparer.Ordinal);
        sections.AddRange(spaces.Select(space => Indicators(compilation, space.Key, space)));
        return sections;
    }

    static bool IsIndicator(Type type) => type == typeof(Cross) || (type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(one => one.Name is "IValueIndicator`1" or "IBarIndicator`1" or "IPairIndicator`1"));

    static ApiSection Section(Compilation compilation, string title, string summary, Type type)
    {
        var symbol = Symbol(compilation, type);
        return new ApiSection(type.Name, title, summary, SymbolText.Documentation(symbol), [.. Members(symbol).Select(Member)]);
    }

    static ApiSection Indicators(Compilation compilation, string space, IEnumerable<Type> types)
    {
        var members = types.OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => Indicator(Symbol(compilation, type)));
        var name = space[(space.LastIndexOf('.') + 1)..];
        return new ApiSection(name, "Indicators", "Made once, in a field; fed with each bar by `Push`, which answers the value, NaN until there is one.", name == "Indicators" ? "For crossings of two series." : "", [.. members]);
    }

    static ApiMember Indicator(INamedTypeSymbol type)
    {
        var made = type.InstanceConstructors.Where(one => one.DeclaredAccessibility == Accessibility.Public).OrderByDescending(one => one.Parameters.Length).First();
        var pushes = type.GetMembers("Push").OfType<IMethodSymbol>().Select(SymbolText.Declaration);
        return new ApiMember(type.Name, $"new {SymbolText.Declaration(made).Replace($"{type.Name}.{type.Name}", type.Name, StringComparison.Ordinal)}; {string.Join("; ", pushes)}", SymbolText.Documentation(type), Parameters(made), "");
    }

    static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member.DeclaredAccessibility == Accessibility.Public && !member.IsOverride && member is not ITypeSymbol
        && (type.TypeKind == TypeKind.Enum ? member is IFieldSymbol : member is IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers" or "CompareTo" or "<Clone>$")
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "EditorBrowsableAttribute" or "CompilerGeneratedAttribute"));

    static ApiMember Member(ISymbol member)
    {
        var returns = member is IMethodSymbol ? SymbolText.Returns(member) : "";
        return new ApiMember(member is IPropertySymbol { IsIndexer: true } ? "[]" : member.Name, SymbolText.Declaration(member), SymbolText.Documentation(member), member is IMethodSymbol method ? Parameters(method) : [], returns);
    }

    static ApiParameter[] Parameters(IMethodSymbol method) => [.. method.Parameters.Select(one => new ApiParameter(one.Name, SymbolText.Documentation(method, one.Name)))];

    static INamedTypeSymbol Symbol(Compilation compilation, Type type) => compilation.GetTypeByMetadataName(type.FullName!) ?? throw new InvalidOperationException($"bots do not see {type.FullName}");
}

/// <summary>A type that bots use.</summary>
/// <param name="Name">Its name, or an indicators' namespace.</param>
/// <param name="Title">The part of the reference it belongs to.</param>
/// <param name="About">What that part is about.</param>
/// <param name="Summary">What the type is.</param>
/// <param name="Members">What it offers.</param>
public sealed record ApiSection(string Name, string Title, string About, string Summary, IReadOnlyList<ApiMember> Members);

/// <summary>Something a type offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Its declaration.</param>
/// <param name="Summary">What it means; may be empty.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Returns">What it answers; may be empty.</param>
public sealed record ApiMember(string Name, string Signature, string Summary, IReadOnlyList<ApiParameter> Parameters, string Returns);

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it means; may be empty.</param>
public sealed record ApiParameter(string Name, string Text);
