using Argosy.Core.Values;
using Argosy.Data.Files;

namespace Argosy.Data.Catalogue;

/// <summary>One series of a catalogue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its file.</param>
/// <param name="Info">What the file says about itself; null where it cannot be opened.</param>
/// <param name="Error">Why it cannot be opened.</param>
public sealed record CatalogueEntry(string Name, string Path, BarFileInfo? Info, Error? Error);
