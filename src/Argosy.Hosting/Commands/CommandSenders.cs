namespace Argosy.Hosting.Commands;

/// <summary>Who may command, by mouth. A mouth that is not named here obeys nobody.</summary>
/// <param name="bySource">Senders of each mouth; "*" among them: everybody, where the mouth itself has proven who speaks.</param>
public sealed class CommandSenders(IReadOnlyDictionary<string, IReadOnlyCollection<string>> bySource)
{
    /// <summary>Whether that mouth knows that sender.</summary>
    public bool Knows(string source, string sender) => bySource.TryGetValue(source, out var senders) && (senders.Contains(sender, StringComparer.Ordinal) || senders.Contains("*", StringComparer.Ordinal));
}
