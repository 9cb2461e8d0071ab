using Microsoft.CodeAnalysis;

namespace Argosy.Scripting.CSharp.Checks;

/// <summary>What of the framework is for bots, and what to say of the rest.</summary>
static class AllowList
{
    const string NoFiles = "a bot has no files; keep what you need in context.State";
    const string NoNetwork = "a bot has no network; it sees the market through its bars";
    const string NoReflection = "a bot does not look at types while it runs";
    const string NoThreads = "a bot is called for each bar and answers at once, on one thread";
    const string NoClock = "a bot's time is the market's: context.Time, or bar.OpenTime (Unix ms)";
    const string NoMachine = "a bot does not see the machine it runs on";
    const string NoConsole = "write with context.Log(\"…\")";
    const string NoChance = "two runs must be alike: take context.Random, or new Random(seed)";
    const string NoHash = "it differs from run to run; compare the values themselves";
    const string NoMemory = "memory is managed for a bot";

    /// <summary>Namespaces whose types are for bots, but for those below.</summary>
    static readonly HashSet<string> Spaces = new(StringComparer.Ordinal)
    {
        "System", "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.Frozen", "System.Collections.ObjectModel", "System.Linq", "System.Text",
        "System.Numerics", "System.Globalization", "System.Diagnostics.CodeAnalysis", "System.ComponentModel",
    };

    /// <summary>What to say of namespaces, the longest that fits.</summary>
    static readonly (string Space, string Why)[] OtherSpaces =
    [
        ("System.IO", NoFiles), ("System.Net", NoNetwork), ("System.Reflection", NoReflection), ("System.Threading", NoThreads), ("System.Timers", NoThreads),
        ("System.Diagnostics", NoMachine), ("System.Runtime.InteropServices", NoMemory), ("System.Runtime.Loader", NoReflection), ("System.Security", NoMachine),
        ("System.Resources", NoFiles), ("Microsoft.Win32", NoFiles),
    ];

    static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["System.Environment"] = NoMachine, ["System.AppContext"] = NoMachine, ["System.AppDomain"] = NoMachine, ["System.OperatingSystem"] = NoMachine,
        ["System.GC"] = NoMemory, ["System.WeakReference"] = NoMemory, ["System.Buffer"] = NoMemory, ["System.RuntimeTypeHandle"] = NoReflection,
        ["System.Activator"] = NoReflection, ["System.Type"] = NoReflection, ["System.TypedReference"] = NoReflection, ["System.Delegate"] = NoReflection,
        ["System.Console"] = NoConsole, ["System.TimeProvider"] = NoClock, ["System.Diagnostics.Stopwatch"] = NoClock, ["System.TimeZoneInfo"] = "a bot's time is UTC",
        ["System.HashCode"] = NoHash, ["System.LocalDataStoreSlot"] = NoThreads, ["System.ThreadStaticAttribute"] = NoThreads,
        ["System.Runtime.CompilerServices.ModuleInitializerAttribute"] = "nothing of a bot runs before its constructor", ["System.Runtime.CompilerServices.Unsafe"] = NoMemory,
    };

    static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["System.DateTime.Now"] = NoClock, ["System.DateTime.UtcNow"] = NoClock, ["System.DateTime.Today"] = NoClock,
        ["System.DateTimeOffset.Now"] = NoClock, ["System.DateTimeOffset.UtcNow"] = NoClock, ["System.DateTime.ToLocalTime"] = "a bot's time is UTC", ["System.DateTimeOffset.ToLocalTime"] = "a bot's time is UTC",
        ["System.Guid.NewGuid"] = NoChance, ["System.Guid.CreateVersion7"] = NoChance, ["System.Random.Shared"] = NoChance,
        ["object.GetType"] = NoReflection, ["object.GetHashCode"] = NoHash, ["string.GetHashCode"] = NoHash,
    };

    /// <summary>What of System.Runtime.CompilerServices is harmless and of use.</summary>
    static readonly HashSet<string> CompilerServices = new(StringComparer.Ordinal)
    {
        "MethodImplAttribute", "MethodImplOptions", "InlineArrayAttribute", "CallerMemberNameAttribute", "IsExternalInit", "RequiredMemberAttribute", "CompilerFeatureRequiredAttribute", "ITuple", "TupleElementNamesAttribute",
        "DefaultInterpolatedStringHandler",
    };

    /// <summary>Names that bots often reach for and that are not even there, with what to say.</summary>
    public static readonly IReadOnlyDictionary<string, string> Missing = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Console"] = NoConsole, ["File"] = NoFiles, ["Directory"] = NoFiles, ["Path"] = NoFiles, ["StreamReader"] = NoFiles, ["StreamWriter"] = NoFiles,
        ["HttpClient"] = NoNetwork, ["WebClient"] = NoNetwork, ["Socket"] = NoNetwork, ["TcpClient"] = NoNetwork, ["WebSocket"] = NoNetwork, ["ClientWebSocket"] = NoNetwork,
        ["Process"] = NoMachine, ["Thread"] = NoThreads, ["Task"] = NoThreads, ["Timer"] = NoThreads, ["Parallel"] = NoThreads, ["Stopwatch"] = NoClock,
        ["Assembly"] = NoReflection, ["Marshal"] = NoMemory, ["JsonSerializer"] = "values are kept with context.State, no JSON is needed", ["Regex"] = "string has what a bot needs: Split, IndexOf, StartsWith",
    };

    /// <summary>Why a symbol is not for bots; null where it is.</summary>
    public static string? Complaint(ISymbol symbol)
    {
        var definition = symbol.OriginalDefinition;
        if (definition.Locations.Any(place => place.IsInSource)) return null;
        var type = definition as INamedTypeSymbol ?? definition.ContainingType;
        if (type is null) return null;
        if (definition is not INamedTypeSymbol && OfMember(definition, type) is { } member) return member;
        return OfType(type);
    }

    static string? OfMember(ISymbol member, INamedTypeSymbol type)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 } && Name(type) == "System.Random") return $"new Random() is not for bots: {NoChance}";
        for (var origin = member; ; origin = Overridden(origin)!)
        {
            var name = $"{Name(origin.ContainingType)}.{origin.Name}";
            if (Members.TryGetValue(name, out var why)) return $"{name} is not for bots: {why}";
            if (Overridden(origin) is null) return null;
        }
    }

    static ISymbol? Overridden(ISymbol member) => member is IMethodSymbol { OverriddenMethod: { } method } ? method : null;

    static string? OfType(INamedTypeSymbol type)
    {
        var outermost = type;
        while (outermost.ContainingType is { } container) outermost = container;
        var name = Name(outermost);
        if (Types.TryGetValue(name, out var why)) return $"{name} is not for bots: {why}";
        var space = outermost.ContainingNamespace?.ToDisplayString() ?? "";
        if (Spaces.Contains(space) || space.StartsWith("Argosy.", StringComparison.Ordinal) || outermost.ContainingNamespace is null or { IsGlobalNamespace: true }) return null;
        if (space == "System.Runtime.CompilerServices" && CompilerServices.Contains(outermost.Name)) return null;
        var reason = OtherSpaces.Where(one => space == one.Space || space.StartsWith(one.Space + ".", StringComparison.Ordinal)).Select(one => one.Why).FirstOrDefault();
        return $"{name} is not for bots: {reason ?? $"bots use System, System.Collections.Generic, System.Linq, System.Text and Argosy, not {space}"}";
    }

    static string Name(INamedTypeSymbol type) => type.ToDisplayString(Format);

    static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);
}
