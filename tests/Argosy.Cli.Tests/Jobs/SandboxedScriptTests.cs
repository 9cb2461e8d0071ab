using System.Text.Json.Nodes;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>Searches and checks of a TypeScript file in sandboxed workers find what those of its twin in C# find, to the last digit.</summary>
public sealed class SandboxedScriptTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("optimize", 4, "--range", "fast=10,14", "--range", "slow=40,50", "--jobs", "1")]
    [InlineData("walkforward", 10, "--range", "fast=10,14", "--train", "360d", "--test", "180d", "--jobs", "1")]
    [InlineData("validate", 10)]
    public void Command_OnAScript_FindsWhatItFindsOnItsTwin(string command, int leastNumbers, params string[] words)
    {
        var (script, twin) = (_folder.File("script.json"), _folder.File("twin.json"));

        SandboxedRun.Of([command, "--data", CommandRun.FourHours, "--strategy", Sample("typescript", "sma-cross.ts"), .. words, "--json", script]).AssertDone();
        SandboxedRun.Of([command, "--data", CommandRun.FourHours, "--strategy", Sample("csharp", "sma-cross.cs"), .. words, "--json", twin]).AssertDone();

        var found = Result(script);
        Assert.Equal(Result(twin).Replace("sma-cross.cs", "sma-cross.ts", StringComparison.Ordinal), found);
        Assert.True(found.Count(c => c == '.') > leastNumbers, found);
    }

    static string Sample(string language, string name) => Path.Combine(SharedData.Repository(), "samples", "bots", language, name);

    // All of it but how long it took.
    static string Result(string path)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        root.Remove("performance");
        foreach (var trial in (root["trials"] as JsonArray ?? []).OfType<JsonObject>()) trial.Remove("seconds");
        return root.ToJsonString();
    }
}
