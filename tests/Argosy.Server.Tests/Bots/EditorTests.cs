using System.Net;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Serving;
using Argosy.Cli.Terminals;
using Argosy.Server.Auth;
using Argosy.Server.Jobs;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Bots;

/// <summary>A server whose editor has the real compile worker and real sandboxes: one for all tests of the class, the compiler takes its time to start.</summary>
public sealed class EditorRig : IAsyncLifetime
{
    readonly Terminal _terminal = new(TextWriter.Null, TextWriter.Null);
    EditorHost _host = null!;
    string _folder = "";

    internal Lab Lab { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _folder = Directory.CreateTempSubdirectory("argosy-editor-").FullName;
        // Whoever holds a sandbox reads the catalogue; the folder above is its maker's alone.
        var catalogue = Directory.CreateDirectory(Path.Combine(_folder, "bars")).FullName;
        _host = EditorHost.Open(new Session(_terminal, CancellationToken.None), catalogue, Argosy.Sandbox.Starting.Sandboxes.Open());
        Assert.Equal("", _host.Refusal);
        Lab = await Lab.StartAsync(options => options with { AllowUserCode = true }, parts: parts => parts with { Editor = _host.Parts, QuickBacktests = _host.Quick });
        Lab.AddSeries("demo", 2_000, seed: 7, folder: catalogue);
    }

    public async Task DisposeAsync()
    {
        await Lab.DisposeAsync();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>The editor's questions to the real compile worker, and quick backtests in real sandboxes.</summary>
public sealed class EditorTests(EditorRig rig) : IClassFixture<EditorRig>
{
    readonly Lab _lab = rig.Lab;

    [Fact]
    public async Task Questions_OfCSharp_AreAnswered()
    {
        var client = _lab.Client;
        var sound = await client.PostedAsync("/api/editor/check", new { language = "csharp", text = BotSteps.Pulse(), name = "Pulse" });
        Assert.True(sound.GetProperty("ok").GetBoolean(), sound.GetRawText());
        var parameter = sound.GetProperty("parameters")[0];
        Assert.Equal(("bars", "whole-number", "12", 1.0, "bars"), (parameter.Text("name"), parameter.Text("type"), parameter.Text("default"), parameter.GetProperty("min").GetDouble(), parameter.Text("unit")));

        var broken = BotSteps.Pulse().Replace("context.Target(", "context.Tarrget(", StringComparison.Ordinal);
        var problem = (await client.PostedAsync("/api/editor/check", new { language = "csharp", text = broken })).GetProperty("problems")[0];
        Assert.Equal(("error", 8), (problem.Text("severity"), problem.GetProperty("line").GetInt32()));
        Assert.Contains("Tarrget", problem.Text("message"), StringComparison.Ordinal);

        var text = BotSteps.Pulse();
        var place = text.IndexOf("context.Target", StringComparison.Ordinal) + "context.Ta".Length;
        var items = (await client.PostedAsync("/api/editor/complete", new { language = "csharp", text, offset = place })).GetProperty("items").EnumerateArray().Select(item => item.Text("label")).ToArray();
        Assert.Contains("Target", items);
        Assert.Contains("Target", (await client.PostedAsync("/api/editor/hover", new { language = "csharp", text, offset = place })).Text("text"), StringComparison.Ordinal);
        var call = text.IndexOf("context.Target(", StringComparison.Ordinal) + "context.Target(".Length;
        Assert.NotEmpty((await client.PostedAsync("/api/editor/signature", new { language = "csharp", text, offset = call })).GetProperty("signatures").EnumerateArray());
    }

    [Fact]
    public async Task Version_WithErrors_IsRefusedWithThem_AndTheDraftStays()
    {
        var bot = await _lab.Client.MakeBotAsync("broken", "class {");
        var refused = await _lab.Client.PostedAsync($"/api/bots/{bot}/versions", expected: HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("refused", "text"), (refused.Text("code"), refused.Text("field")));
        Assert.NotEmpty(refused.GetProperty("problems").EnumerateArray());
        Assert.Equal("class {", (await _lab.GetAsync($"/api/bots/{bot}/draft")).Text("text"));
        await _lab.Client.VersionAsync(bot, BotSteps.Pulse());
        var detail = await _lab.GetAsync($"/api/bots/{bot}");
        Assert.True(detail.GetProperty("versions")[0].GetProperty("checked").GetBoolean());
        Assert.Equal("bars", detail.GetProperty("parameters")[0].Text("name"));
    }

    [Fact]
    public async Task QuickBacktest_OfADraft_AnswersAndRemembersItsSettings()
    {
        var bot = await _lab.Client.MakeBotAsync("quick", BotSteps.Pulse());
        Assert.Equal("settings", (await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest", expected: HttpStatusCode.BadRequest)).Text("field"));
        var first = await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest", new { settings = new { series = new[] { "demo" }, cash = "10000", parameters = new { bars = 20 } } });
        Assert.True(first.GetProperty("error").ValueKind == JsonValueKind.Null, first.GetRawText());
        Assert.True(first.GetProperty("trades").GetInt32() > 10);
        Assert.True(first.GetProperty("equity").GetArrayLength() > 100);
        var again = await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest");
        Assert.Equal(first.GetProperty("figures").GetProperty("finalEquity").GetString(), again.GetProperty("figures").GetProperty("finalEquity").GetString());
        Assert.Equal("10000", (await _lab.GetAsync($"/api/bots/{bot}/quick-backtest")).GetProperty("settings").Text("cash"));
        var broken = await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest", new { text = "class {" });
        Assert.Equal((JsonValueKind.Null, 0), (broken.GetProperty("figures").ValueKind, broken.GetProperty("trades").GetInt32()));
        Assert.NotEqual("", broken.Text("error"));
        Assert.Equal("series", (await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest", new { settings = new { series = new[] { "../demo" } } }, HttpStatusCode.BadRequest)).Text("field"));
        Assert.Equal("strategy", (await _lab.Client.PostedAsync($"/api/bots/{bot}/quick-backtest", new { settings = new { series = new[] { "demo" }, strategy = "ma-cross" } }, HttpStatusCode.BadRequest)).Text("field"));
    }

    [Fact]
    public async Task TypeScript_IsReadInASandbox()
    {
        const string Text = """
            export const parameters = { fast: { default: 20, min: 1, max: 1000, help: 'length', unit: 'bars' } };
            export function onData(input) {}
            """;
        var bot = await _lab.Client.MakeBotAsync("script", Text, "typescript");
        await _lab.Client.VersionAsync(bot, Text);
        var parameter = (await _lab.GetAsync($"/api/bots/{bot}")).GetProperty("parameters")[0];
        Assert.Equal(("fast", "20", "bars", "length"), (parameter.Text("name"), parameter.Text("default"), parameter.Text("unit"), parameter.Text("help")));
        var broken = (await _lab.Client.PostedAsync("/api/editor/check", new { language = "typescript", text = Text + "\nexport function ({" })).GetProperty("problems")[0];
        Assert.Equal(("error", 3), (broken.Text("severity"), broken.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Document_IsCheckedKeptAndRun()
    {
        const string Text = "consensus:\n  mode: weighted\n  threshold: 0.3\n  voters:\n    cross: ma-cross(fast=5, slow=30)\n    trend: {strategy: supertrend, weight: 2}\nexits: stop:5%\ndata: prices.csv\n";
        var bot = await _lab.Client.MakeBotAsync("votes", Text, "consensus");
        await _lab.Client.VersionAsync(bot, Text);
        var run = await _lab.RunAsync(new Dictionary<string, object> { ["bot"] = $"{bot}@1.0", ["series"] = new[] { "demo" }, ["cash"] = "10000" });
        var row = (await _lab.GetAsync($"/api/runs/{run}")).GetProperty("run");
        Assert.Equal(("consensus", "votes"), (row.Text("strategy"), row.GetProperty("bot").Text("name")));
        foreach (var (wrong, says) in ((string, string)[])[
            ("strategy: ma-crss\n", "ma-cross"), ("strategy: ma-cross\noutput: {json: /tmp/x.json}\n", "no part of a bot"), ("strategy: /etc/passwd.cs\n", "names a file"), ("strategy: ma-cross\nparameters: {fast: x}\n", "fast"), (new string('[', 60_000), "levels deep"), ("a: [", "YAML")])
        {
            var found = await _lab.Client.PostedAsync("/api/editor/check", new { language = "consensus", text = wrong });
            Assert.False(found.GetProperty("ok").GetBoolean(), wrong[..Math.Min(40, wrong.Length)]);
            Assert.Contains(says, found.GetProperty("problems")[0].Text("message"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Questions_WithoutEnd_AreHeldBack()
    {
        using var eve = await _lab.Rig.LoginAsync(Role.Developer, "eve");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 200 && !statuses.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var body = new StringContent("{\"language\":\"yaml\",\"text\":\"strategy: ma-cross\"}", System.Text.Encoding.UTF8, "application/json");
            var answer = await eve.PostAsync("/api/editor/check", body);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Assert.NotNull(answer.Headers.RetryAfter);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.True(statuses.Count > Server.Bots.EditorLimits.Burst);
    }
}
