namespace Argosy.Cli.Plugging;

/// <summary>Where plug-ins lie.</summary>
static class PlugInFolders
{
    /// <summary>The folders, nearest first: the given one, or <c>plugins</c> here and beside the program.</summary>
    public static IReadOnlyList<string> Of(string? given) => given is not null ? [Path.GetFullPath(given)] : [Path.GetFullPath("plugins"), Path.Combine(AppContext.BaseDirectory, "plugins")];
}
