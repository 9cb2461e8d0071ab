using System.Reflection;
using System.Runtime.Loader;
using Argosy.Core.Values;

namespace Argosy.Hosting.PlugIns;

/// <summary>Loads the plug-ins a configuration names, each into a context of its own; what it does not name is not looked at.</summary>
public static class PlugInLoader
{
    /// <summary>Loads them, or says which cannot be.</summary>
    /// <param name="lines">As in <see cref="PlugInLine.Read"/>.</param>
    /// <param name="folders">Where files without a path are looked for, the first that has them.</param>
    public static Result<IReadOnlyList<LoadedPlugIn>> Load(IReadOnlyList<string> lines, IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var loaded = new List<LoadedPlugIn>();
        var assemblies = new List<(string File, Assembly Assembly)>();
        foreach (var text in lines)
        {
            var line = PlugInLine.Read(text);
            if (!line.Ok) return line.Error!;
            var path = Find(line.Value.File, folders);
            if (path is null) return Error.NotFound($"there is no plug-in {line.Value.File} in {string.Join(" or ", folders)}");
            if (assemblies.Exists(other => other.File == path)) return Error.BadInput($"{line.Value.File} is chosen twice; once is enough");
            var made = Load(path, line.Value);
            if (!made.Ok) return made.Error!;
            assemblies.Add((path, made.Value.Assembly));
            foreach (var plugIn in made.Value.PlugIns)
            {
                if (loaded.Find(other => other.Name == plugIn.Name) is { } twin) return Error.BadInput($"{line.Value.File}: a plug-in called {plugIn.Name} came from {twin.File} already");
                loaded.Add(plugIn);
            }
        }
        foreach (var (file, assembly) in assemblies)
        {
            var names = assembly.GetReferencedAssemblies().Select(reference => reference.Name).ToHashSet(StringComparer.Ordinal);
            if (assemblies.Find(other => names.Contains(other.Assembly.GetName().Name)) is { File: { } other }) return Error.BadInput($"{Path.GetFileName(file)} references the plug-in {Path.GetFileName(other)}; plug-ins never reference one another");
        }
        return loaded;
    }

    static string? Find(string file, IReadOnlyList<string> folders)
    {
        if (Path.GetFileName(file) != file) return File.Exists(file) ? Path.GetFullPath(file) : null;
        // One with libraries of its own has a folder of its own.
        var places = folders.SelectMany(folder => new[] { Path.Combine(folder, file), Path.Combine(folder, Path.GetFileNameWithoutExtension(file), file) });
        return places.FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;
    }

    static Result<(Assembly Assembly, IReadOnlyList<LoadedPlugIn> PlugIns)> Load(string path, PlugInLine line)
    {
        try
        {
            var assembly = new Context(path).LoadFromAssemblyPath(path);
            var named = assembly.GetCustomAttributes<PlugInAttribute>().ToArray();
            if (named.Length == 0) return Error.BadInput($"{line.File} names no plug-in; expected [assembly: PlugIn(\"name\", typeof(…))] in it");
            var made = new List<LoadedPlugIn>();
            foreach (var one in named)
            {
                if (Activator.CreateInstance(one.Type) is not IPlugIn plugIn || plugIn is not (IServicePlugIn or IVenuePlugIn)) return Error.BadInput($"{line.File}: {one.Type.Name} is neither a service nor a venue");
                made.Add(new LoadedPlugIn(one.Name, path, plugIn, line.Settings));
            }
            return (assembly, made);
        }
        catch (Exception strange) when (strange is BadImageFormatException or IOException or UnauthorizedAccessException or TypeLoadException or MissingMemberException or TargetInvocationException or ReflectionTypeLoadException)
        {
            return Error.BadInput($"{line.File} cannot be loaded: {(strange.InnerException ?? strange).Message}; it must be built for .NET 10 against this version of Argosy.Hosting");
        }
    }

    // Argosy and the framework are the host's; everything else comes from the plug-in's own folder, where it has one.
    sealed class Context(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        readonly string? _own = Path.GetFileName(Path.GetDirectoryName(path)) == Path.GetFileNameWithoutExtension(path) ? Path.GetDirectoryName(path) : null;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (_own is null || assemblyName.Name is not { } name || name.StartsWith("Argosy.", StringComparison.Ordinal)) return null;
            var file = Path.Combine(_own, name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
