using System.Reflection;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.CSharp;

/// <summary>Makes a compiled file's strategy known to this process. It needs no compiler: a process that only loads never reads Roslyn.</summary>
public static class StrategyLoader
{
    /// <summary>Loads an image and reads what its strategy says of itself; none of its code runs before an instance is made.</summary>
    public static Result<CompiledStrategy> Load(CompiledImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var context = new StrategyLoadContext(image.Name);
        var described = Describe(context, image);
        if (described.Ok) return new CompiledStrategy(context, described.Value);
        context.Unload();
        return described.Error!;
    }

    static Result<StrategyDescriptor> Describe(StrategyLoadContext context, CompiledImage image)
    {
        var name = image.Name;
        Type[] types;
        try
        {
            types = context.LoadFromStream(new MemoryStream(image.Assembly.ToArray(), writable: false)).GetTypes();
        }
        catch (Exception broken) when (broken is BadImageFormatException or FileLoadException or FileNotFoundException or ReflectionTypeLoadException)
        {
            return Error.Corrupt($"{name}: what was compiled cannot be loaded: {broken.Message}");
        }
        var candidates = types.Where(t => typeof(IStrategy).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false, IsNested: false }).ToArray();
        if (candidates.Length != 1) return Error.BadInput($"{name}: {WrongCount([.. candidates.Select(c => c.Name)])}");
        var described = StrategyDescriptor.Read(candidates[0]);
        return described.Ok ? described : Error.BadInput($"{name}: {described.Error!.Message}");
    }

    /// <summary>What to say where a file has not exactly one strategy.</summary>
    internal static string WrongCount(IReadOnlyList<string> found) => found.Count == 0
        ? $"no strategy in it; expected one class that implements {nameof(IStrategy)}"
        : $"{found.Count} strategies in it ({string.Join(", ", found)}); expected one, further classes may be nested or not implement {nameof(IStrategy)}";
}
