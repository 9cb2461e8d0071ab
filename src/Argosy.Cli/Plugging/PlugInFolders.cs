using Argosy.Core.Values;
using Argosy.Hosting.PlugIns;

namespace Argosy.Cli.Plugging;

/// <summary>Where plug-ins lie.</summary>
static class PlugInFolders
{
    /// <summary>The folders, nearest first: the given one, or <c>plugins</c> here and beside the program.</summary>
    public static Result<IReadOnlyList<string>> Of(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return given is null ? new[] { Path.GetFullPath("plugins"), Path.Combine(AppContext.BaseDirectory, "plugins") } : Error.BadInput("--plugins: the folder's name is empty");
        return new[] { Path.GetFullPath(given) };
    }

    /// <summary>Loads the plug-ins of these lines from there.</summary>
    public static Result<IReadOnlyList<LoadedPlugIn>> Load(IReadOnlyList<string> lines, string? given)
    {
        var folders = Of(given);
        if (!folders.Ok) return folders.Error!;
        var loaded = PlugInLoader.Load(lines, folders.Value);
        return loaded.Ok ? loaded : loaded.Error! with { Message = $"--plugin: {loaded.Error!.Message}" };
    }
}
