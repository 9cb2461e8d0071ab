using System.Text.Json.Nodes;

namespace Argosy.Cli.Tests.Optimising;

/// <summary>An optimisation file without what differs between two equal searches.</summary>
static class SearchText
{
    public static string Of(string path)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        root.Remove("performance");
        foreach (var trial in root["trials"]!.AsArray()) trial!.AsObject().Remove("seconds");
        return root.ToJsonString();
    }
}
