using System.Reflection;
using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Microsoft.CodeAnalysis;

namespace Argosy.Scripting.CSharp;

/// <summary>What strategy files are compiled against: the libraries of this very process, so that no SDK is needed.</summary>
sealed record References(MetadataReference[] Metadata, string IndicatorUsings)
{
    static readonly string[] Framework =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Numerics.Vectors", "System.Runtime.Extensions",
    ];

    // Rules made in code, e.g. exits: offered where the process has them, needed by nothing here.
    const string Rules = "Argosy.Strategies";

    public static References OfThisProcess()
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in trusted) byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        Assembly[] own = [typeof(Bar).Assembly, typeof(IStrategy).Assembly, typeof(Cross).Assembly];
        var paths = Framework.Append(Rules).Where(byName.ContainsKey).Select(name => byName[name]).Concat(own.Select(assembly => assembly.Location));
        return new References([.. paths.Select(Reference)], Usings(typeof(Cross).Assembly));
    }

    // What stands beside an assembly says what its members mean.
    static PortableExecutableReference Reference(string path) => MetadataReference.CreateFromFile(path, documentation: new DocumentationFile(Path.ChangeExtension(path, ".xml")));

    // Indicators stand in a folder, and so a namespace, for each kind.
    static string Usings(Assembly indicators)
    {
        var spaces = indicators.GetExportedTypes().Select(type => type.Namespace!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return string.Concat(spaces.Select(space => $"\nglobal using {space};"));
    }
}
