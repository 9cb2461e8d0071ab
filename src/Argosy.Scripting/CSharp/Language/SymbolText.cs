using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Argosy.Scripting.CSharp.Language;

/// <summary>Symbols in words: their declaration, their kind, what their documentation says.</summary>
static class SymbolText
{
    static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The declaration, one line.</summary>
    public static string Declaration(ISymbol symbol) => symbol.ToDisplayString(Format);

    /// <summary>A parameter as it stands in its method's declaration.</summary>
    public static string Declaration(IParameterSymbol parameter) => parameter.ToDisplayString(Format);

    /// <summary>What the summary says, and the remarks after it.</summary>
    public static string Documentation(ISymbol symbol)
    {
        if (Element(symbol) is not { } member) return "";
        var (summary, remarks) = (Plain(member.Element("summary")), Plain(member.Element("remarks")));
        return remarks.Length == 0 ? summary : $"{summary}\n\n{remarks}";
    }

    /// <summary>What the documentation says of a parameter.</summary>
    public static string Documentation(ISymbol method, string parameter) =>
        Plain(Element(method)?.Elements("param").FirstOrDefault(one => one.Attribute("name")?.Value == parameter));

    /// <summary>What the documentation says of what is returned.</summary>
    public static string Returns(ISymbol method) => Plain(Element(method)?.Element("returns"));

    /// <summary>The kind of a symbol, one word.</summary>
    public static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        ITypeSymbol => "class",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum-member",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol => "field",
        IParameterSymbol => "parameter",
        _ => "local",
    };

    /// <summary>XML documentation in plain words: what is referred to by its short name, paragraphs in one line each.</summary>
    public static string Plain(XElement? element)
    {
        if (element is null) return "";
        var text = string.Concat(element.Nodes().Select(Words));
        return string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => see.Nodes().Any() ? Plain(see) : Short(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Attribute("href")?.Value ?? ""),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")?.Value ?? "",
        XElement { Name.LocalName: "para" or "item" } block => $" {Plain(block)} ",
        XElement other => Plain(other),
        _ => "",
    };

    // M:Argosy.Engine.Strategies.StrategyContext.Plot(System.String,System.Double) is Plot to who reads.
    static string Short(string reference)
    {
        var name = reference.Length > 2 && reference[1] == ':' ? reference[2..] : reference;
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0) name = name[..open];
        var last = name[(name.LastIndexOf('.') + 1)..];
        var tick = last.IndexOf('`', StringComparison.Ordinal);
        return tick >= 0 ? last[..tick] : last;
    }

    static XElement? Element(ISymbol symbol)
    {
        var definition = symbol.OriginalDefinition is IMethodSymbol { ReducedFrom: { } full } ? full : symbol.OriginalDefinition;
        var xml = definition.GetDocumentationCommentXml() ?? "";
        if (xml.Length == 0) return null;
        var element = XElement.Parse(xml);
        if (element.Element("inheritdoc") is null) return element;
        return Inherited(definition) is { } origin ? Element(origin) : null;
    }

    static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(contract => contract.GetMembers(symbol.Name)).FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };
}
