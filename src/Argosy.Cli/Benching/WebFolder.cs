using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Benching;

/// <summary>Where the web app that is measured lies, and the repository it was built in.</summary>
static class WebFolder
{
    /// <summary>The option that names it.</summary>
    public static Option<string?> Option() => OptionKinds.Folder("--web", "Folder of the built web app (default artifacts/web of the repository)");

    /// <summary>The folder, by its option or in the repository.</summary>
    public static Result<string> Find(string? given)
    {
        if (given is null && Repository() is null) return Error.NotFound("the web app is built in the repository, and this program lies outside of one; expected --web");
        var built = given ?? Path.Combine(Repository()!, "artifacts", "web");
        return File.Exists(Path.Combine(built, "index.html")) ? built : Error.NotFound($"there is no web app in {built}; './argosy up' builds it");
    }

    /// <summary>The repository this program lies in; null outside of one.</summary>
    public static string? Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "web", "bench", "bench.mjs"))) return folder.FullName;
        }
        return null;
    }
}
