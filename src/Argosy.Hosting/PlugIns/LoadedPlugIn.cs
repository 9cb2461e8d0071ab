namespace Argosy.Hosting.PlugIns;

/// <summary>A plug-in that was chosen and loaded.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="File">Where it came from.</param>
/// <param name="PlugIn">The thing itself.</param>
/// <param name="Settings">Those of its line.</param>
public sealed record LoadedPlugIn(string Name, string File, IPlugIn PlugIn, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>service or venue.</summary>
    public string Kind => PlugIn is IVenuePlugIn ? "venue" : "service";
}
