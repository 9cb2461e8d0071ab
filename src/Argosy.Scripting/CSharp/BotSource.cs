using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Argosy.Scripting.CSharp;

/// <summary>One bot's file as the compiler sees it: its tree, and the compilation with what every bot may use.</summary>
sealed class BotSource
{
    /// <summary>Most characters of a file.</summary>
    public const int MostCharacters = 400_000;

    // What every strategy file may use without saying so.
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Argosy.Core.Instruments;
        global using Argosy.Core.MarketData;
        global using Argosy.Core.Orders;
        global using Argosy.Core.Values;
        global using Argosy.Engine.Orders;
        global using Argosy.Engine.Running;
        global using Argosy.Engine.Strategies;
        """;

    static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None);

    static readonly Lazy<CSharpCompilation> Empty = new(WithoutBot);

    BotSource(string name, SyntaxTree tree, CSharpCompilation compilation) => (Name, Tree, Compilation) = (name, tree, compilation);

    /// <summary>What the same source compiled by the same compiler against the same libraries has in common, lower-case hexadecimal.</summary>
    public static string Edition { get; } = MakeEdition();

    /// <summary>How messages call the file.</summary>
    public string Name { get; }

    /// <summary>The file's tree.</summary>
    public SyntaxTree Tree { get; }

    /// <summary>The file with what every bot may use.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>What names mean.</summary>
    public SemanticModel Model => field ??= Compilation.GetSemanticModel(Tree);

    /// <summary>Parses a file.</summary>
    public static BotSource Of(string source, string name)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Options, name);
        return new BotSource(name, tree, Empty.Value.AddSyntaxTrees(tree).WithAssemblyName($"strategy-{Path.GetFileNameWithoutExtension(name)}"));
    }

    static CSharpCompilation WithoutBot()
    {
        var known = References.OfThisProcess();
        var usings = CSharpSyntaxTree.ParseText(SourceText.From(Usings + known.IndicatorUsings, Encoding.UTF8), Options, "usings");
        return CSharpCompilation.Create("strategy", [usings], known.Metadata, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
    }

    static string MakeEdition()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Usings));
        hash.AppendData(typeof(CSharpCompilation).Assembly.ManifestModule.ModuleVersionId.ToByteArray());
        foreach (var reference in Empty.Value.References)
        {
            if (Empty.Value.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly && assembly.GetMetadata() is { } metadata) hash.AppendData(metadata.GetModules()[0].GetModuleVersionId().ToByteArray());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
