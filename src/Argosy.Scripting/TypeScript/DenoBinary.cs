using Argosy.Core.Values;

namespace Argosy.Scripting.TypeScript;

/// <summary>Where the runtime of TypeScript bots lies: the sources beside this program, and Deno, which runs them.</summary>
public static class DenoBinary
{
    /// <summary>Environment variable that names the binary.</summary>
    public const string Variable = "ARGOSY_DENO";

    const string Package = "node_modules/@deno/linux-x64-glibc/deno";
    const string Sources = "src/Argosy.Scripting/TypeScript/Runtime";

    /// <summary>Folder with the runtime's TypeScript sources, beside this program.</summary>
    public static string RuntimeFolder => Path.Combine(AppContext.BaseDirectory, "typescript");

    /// <summary>The binary: what <see cref="Variable"/> names, else beside the program, else in the sources' folder of the repository the program was built in.</summary>
    /// <returns>A full path, or where it was looked for and how to get it.</returns>
    public static Result<string> Find() => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    internal static Result<string> Find(string? named, string programFolder)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named) ? Path.GetFullPath(named) : Error.NotFound($"{Variable} names {named}, but no such file is there; expected the path of the deno program");
        }
        foreach (var place in Places(programFolder))
        {
            if (File.Exists(place)) return place;
        }
        return Error.NotFound($"TypeScript bots need Deno, which is not here; get it by 'npm ci --ignore-scripts' in {Wanted(programFolder)}, or set {Variable} to the path of a deno program (version 2.9.6)");
    }

    static IEnumerable<string> Places(string programFolder)
    {
        yield return Path.Combine(programFolder, "typescript", Package);
        yield return Path.Combine(programFolder, "deno");
        if (Repository(programFolder) is { } root) yield return Path.Combine(root, Sources, Package);
    }

    static string Wanted(string programFolder) =>
        Repository(programFolder) is { } root ? Path.Combine(root, Sources) : Path.Combine(programFolder, "typescript");

    static string? Repository(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Sources, "package.json"))) return at.FullName;
        }
        return null;
    }
}
