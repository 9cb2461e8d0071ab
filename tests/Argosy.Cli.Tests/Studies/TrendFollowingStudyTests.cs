using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Studies;

/// <summary>The documented study, for one of its series: what its document says is what its command finds.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TrendFollowingStudyTests : IDisposable
{
    const string Series = "ALGO-1d";

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void Study_OfOneSeries_FindsWhatTheDocumentSays()
    {
        var (code, output, error) = Run(SharedData.Path("data"), _folder.File("out"), Series);

        Assert.True(code == 0, error);
        foreach (var name in (string[])["results.json", "results.md", "windows.svg", "sharpe.svg"]) Assert.True(new FileInfo(Path.Combine(_folder.File("out"), name)).Length > 0, name);
        var document = File.ReadAllLines(Path.Combine(SharedData.Repository(), "docs", "studies", "trend-following.md")).ToHashSet();
        var found = output.Split('\n').Where(line => line.StartsWith($"| {Series}", StringComparison.Ordinal)).ToArray();
        Assert.Equal(9, found.Length);
        Assert.All(found, row => Assert.Contains(row, document));
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.File("out"), "results.json")));
        Assert.Equal([Series], results.RootElement.EnumerateObject().Select(series => series.Name));
    }

    [Theory]
    [InlineData("no series 'ALGO-1h'", "data", "ALGO-1h")]
    [InlineData("no folder 'candles'", "nowhere", Series)]
    public void Study_OfWrongInput_SaysWhatIsExpected(string said, string data, string series)
    {
        var (code, output, error) = Run(data == "data" ? SharedData.Path("data") : _folder.File(data), _folder.File("out"), series);

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.StartsWith($"error: {said}", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    // By the argosy of this build, not by the launcher, which would build another.
    (int Code, string Output, string Error) Run(params string[] words)
    {
        var dotnet = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet";
        var command = _folder.Write("argosy", $"#!/usr/bin/env bash\nexec '{dotnet}' '{Path.Combine(AppContext.BaseDirectory, "argosy.dll")}' \"$@\"\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(SharedData.Repository(), "samples", "studies", "trend-following.sh"));
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["ARGOSY_COMMAND"] = command;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
