using Argosy.Server.Auth;

namespace Argosy.Server.Live;

/// <summary>Names of topics. One that every user sees an own part of, such as <c>jobs</c>, is one topic for each user and one for owners, who see all.</summary>
internal static class LiveTopic
{
    const char Part = '\u0001';

    static readonly string[] Personal = ["jobs"];

    /// <summary>The topic of one thing.</summary>
    public static string Of(string family, long id) => $"{family}:{id}";

    /// <summary>The parts of a personal topic that a change of a user's concerns: the user's own and the owners'.</summary>
    public static (string User, string All) OfUser(string topic, string user) => ($"{topic}{Part}{user}", $"{topic}{Part}");

    /// <summary>The part a visitor sees.</summary>
    public static string For(string topic, Visitor visitor)
    {
        if (!Personal.Contains(topic, StringComparer.Ordinal)) return topic;
        var (user, all) = OfUser(topic, visitor.Name);
        return visitor.May(Role.Owner) ? all : user;
    }

    /// <summary>What the visitor calls it.</summary>
    public static string NameOf(string part) => part.IndexOf(Part, StringComparison.Ordinal) is var at and >= 0 ? part[..at] : part;

    /// <summary>Whether a client may ask for a topic of this name at all.</summary>
    public static bool IsName(string topic) => topic.Length is > 0 and <= 200 && !topic.Any(char.IsControl);
}
