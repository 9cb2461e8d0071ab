namespace Argosy.TestSupport;

/// <summary>The one way to the folder of real market data that lies beside the project.</summary>
internal static class SharedData
{
    /// <summary>Full path of a file or folder of the shared data; fails with a clear message where it is missing.</summary>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root(), .. parts]);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"shared data not found: {string.Join('/', parts)} under {Root()}");
        return path;
    }

    /// <summary>The root of this repository.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Argosy.slnx"))) folder = folder.Parent;
        Assert.True(folder is not null, $"no Argosy.slnx above {AppContext.BaseDirectory}");
        return folder!.FullName;
    }

    private static string Root()
    {
        var set = Environment.GetEnvironmentVariable("ARGOSY_SHARED");
        if (!string.IsNullOrEmpty(set)) return set;
        for (var folder = new DirectoryInfo(Repository()).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "data"))) return candidate;
        }
        Assert.Fail("The folder 'shared' with the market data must lie beside the repository, or ARGOSY_SHARED must name it.");
        return "";
    }
}
