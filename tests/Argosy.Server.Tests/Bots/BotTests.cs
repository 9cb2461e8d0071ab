using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Bots;

namespace Argosy.Server.Tests.Bots;

public sealed class BotTests : IAsyncLifetime
{
    ServerRig _rig = null!;
    HttpClient _dana = null!;

    public async Task InitializeAsync()
    {
        _rig = await ServerRig.StartAsync(parts: parts => parts with
        {
            Editor = new EditorParts { Material = new BotMaterial { Templates = [new BotTemplate("cross", "typescript", "Cross", "Two averages.", "export function onData() {}")], Typings = [new BotFile("argosy-bot.d.ts", "declare const x: number;")], Help = new Dictionary<string, string> { ["csharp"] = "{\"language\":\"csharp\"}" } } },
        });
        _dana = await _rig.LoginAsync(Role.Developer, "dana");
    }

    public async Task DisposeAsync()
    {
        _dana.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Bot_IsMadeSavedFoundChangedClonedAndDeleted()
    {
        var made = await _dana.PostedAsync("/api/bots", new { name = "Momentum", text = "class A {}", description = "tries", tags = new[] { "swing", "btc" }, instruments = new[] { "BTC/USDT" }, timeframe = "1h" }, HttpStatusCode.Created);
        var id = made.GetProperty("bot").GetProperty("id").GetInt64();
        Assert.Equal(JsonValueKind.Null, made.GetProperty("bot").GetProperty("latest").ValueKind);
        Assert.True(made.GetProperty("bot").GetProperty("hasDraft").GetBoolean());
        Assert.Equal("1.0", (await _dana.PostedAsync($"/api/bots/{id}/versions", new { note = "first" }, HttpStatusCode.Created)).Text("version"));
        Assert.Equal("1.0", await _dana.VersionAsync(id, "class A {}", expected: HttpStatusCode.OK));
        Assert.Equal("1.1", await _dana.VersionAsync(id, "class B {}", "better"));
        Assert.Equal("2.0", (await _dana.PostedAsync($"/api/bots/{id}/versions", new { text = "class C {}", major = true, label = "winner" }, HttpStatusCode.Created)).Text("version"));

        var detail = await _dana.ReadAsync($"/api/bots/{id}");
        Assert.Equal(["2.0", "1.1", "1.0"], detail.GetProperty("versions").EnumerateArray().Select(version => version.Text("version")));
        Assert.Equal(("better", "dana"), (detail.GetProperty("versions")[1].Text("note"), detail.GetProperty("versions")[1].Text("by")));
        Assert.Equal("class B {}", (await _dana.ReadAsync($"/api/bots/{id}/versions/1.1")).Text("text"));
        Assert.Equal("class C {}", (await _dana.ReadAsync($"/api/bots/{id}/versions/latest")).Text("text"));
        Assert.Equal("winner", detail.GetProperty("bot").GetProperty("latest").Text("label"));

        var changed = await _dana.PatchedAsync($"/api/bots/{id}", new { name = "Momentum II", tags = new[] { "slow" } });
        Assert.Equal(("Momentum II", "tries", "slow"), (changed.GetProperty("bot").Text("name"), changed.GetProperty("bot").Text("description"), changed.GetProperty("bot").GetProperty("tags")[0].GetString()));
        var clone = await _dana.PostedAsync($"/api/bots/{id}/clone", new { version = "1.1" }, HttpStatusCode.Created);
        var other = clone.GetProperty("bot").GetProperty("id").GetInt64();
        Assert.Equal("Momentum II 2", clone.GetProperty("bot").Text("name"));
        Assert.Equal("class B {}", (await _dana.ReadAsync($"/api/bots/{other}/draft")).Text("text"));
        Assert.Equal("name", (await _dana.PatchedAsync($"/api/bots/{other}", new { name = "Momentum II" }, HttpStatusCode.Conflict)).Text("field"));

        await _dana.PostedAsync($"/api/bots/{other}/archive");
        Assert.Equal([id], await IdsAsync("/api/bots?archived=false"));
        Assert.Equal([other], await IdsAsync("/api/bots?archived=true"));
        await _dana.PostedAsync($"/api/bots/{other}/restore");
        Assert.Equal([id, other], await IdsAsync("/api/bots?sort=name"));
        Assert.Equal([other, id], await IdsAsync("/api/bots?sort=-created"));
        Assert.Equal([id], await IdsAsync("/api/bots?tag=slow&language=csharp&text=momentum&sort=name").ContinueWith(task => task.Result.Take(1).ToArray(), TaskScheduler.Default));
        await _dana.DeletedAsync($"/api/bots/{other}", HttpStatusCode.NoContent);
        await _dana.DeletedAsync($"/api/bots/{other}", HttpStatusCode.NotFound);
        Assert.Equal([id], await IdsAsync("/api/bots"));
    }

    [Fact]
    public async Task Template_IsTheFirstText()
    {
        var made = await _dana.PostedAsync("/api/bots", new { name = "cross", template = "cross" }, HttpStatusCode.Created);
        Assert.Equal(("typescript", "Two averages."), (made.GetProperty("bot").Text("language"), made.GetProperty("bot").Text("description")));
        Assert.Equal("export function onData() {}", (await _dana.ReadAsync($"/api/bots/{made.GetProperty("bot").GetProperty("id").GetInt64()}/draft")).Text("text"));
        Assert.Equal("template", (await _dana.PostedAsync("/api/bots", new { name = "x", template = "none" }, HttpStatusCode.BadRequest)).Text("field"));
        Assert.Equal("cross", (await _dana.ReadAsync("/api/editor/templates"))[0].Text("name"));
        Assert.Equal("argosy-bot.d.ts", (await _dana.ReadAsync("/api/editor/typings")).GetProperty("files")[0].Text("name"));
        Assert.Equal("csharp", (await _dana.ReadAsync("/api/editor/help?language=csharp")).Text("language"));
        await _dana.ReadAsync("/api/editor/help?language=cobol", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Draft_TwoTabs_NeitherOverwritesTheOther()
    {
        var id = await _dana.MakeBotAsync("tabs", "zero");
        var read = await _dana.ReadAsync($"/api/bots/{id}/draft");
        var revision = read.GetProperty("revision").GetInt64();
        var first = await _dana.SaveDraftAsync(id, "first tab", revision);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var next = (await ServerRig.JsonAsync(first)).GetProperty("revision").GetInt64();
        Assert.Equal($"\"{next}\"", first.Headers.ETag!.Tag);
        var conflict = await ServerRig.JsonAsync(await _dana.SaveDraftAsync(id, "second tab", revision), HttpStatusCode.PreconditionFailed);
        Assert.Equal(("changed", "If-Match"), (conflict.Text("code"), conflict.Text("field")));
        Assert.Equal(("first tab", next), (conflict.GetProperty("draft").Text("text"), conflict.GetProperty("draft").GetProperty("revision").GetInt64()));
        Assert.Equal("first tab", (await _dana.ReadAsync($"/api/bots/{id}/draft")).Text("text"));
        await ServerRig.JsonAsync(await _dana.SaveDraftAsync(id, "merged", next));
        // A version made of the draft becomes its base, and the tab goes on saving under its revision.
        var merged = (await _dana.ReadAsync($"/api/bots/{id}/draft")).GetProperty("revision").GetInt64();
        await _dana.PostedAsync($"/api/bots/{id}/versions", expected: HttpStatusCode.Created);
        var based = await _dana.ReadAsync($"/api/bots/{id}/draft");
        Assert.Equal(("1.0", merged), (based.Text("base"), based.GetProperty("revision").GetInt64()));
        await ServerRig.JsonAsync(await _dana.SaveDraftAsync(id, "on", merged));
        // Thrown away: the newest version again, from nothing.
        await _dana.DeletedAsync($"/api/bots/{id}/draft", HttpStatusCode.NoContent);
        var fresh = await _dana.ReadAsync($"/api/bots/{id}/draft");
        Assert.Equal(("merged", 0L, "1.0"), (fresh.Text("text"), fresh.GetProperty("revision").GetInt64(), fresh.Text("base")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _dana.SaveDraftAsync(id, "a tab that slept", merged)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _dana.SaveDraftAsync(id, "begun again", 0)).StatusCode);
    }

    [Fact]
    public async Task Draft_SavedWhileTyping_LeavesNoAuditLines()
    {
        var id = await _dana.MakeBotAsync("quiet");
        var before = await LinesAsync();
        var revision = (await _dana.ReadAsync($"/api/bots/{id}/draft")).GetProperty("revision").GetInt64();
        for (var i = 0; i < 5; i++) revision = (await ServerRig.JsonAsync(await _dana.SaveDraftAsync(id, $"letter {i}", revision))).GetProperty("revision").GetInt64();
        Assert.Equal(before, await LinesAsync());
        await _dana.VersionAsync(id, "class A {}");
        Assert.Equal(before + 1, await LinesAsync());
        async Task<int> LinesAsync() => (await _dana.ReadAsync("/api/audit?kind=write&limit=1000")).GetProperty("items").GetArrayLength();
    }

    [Fact]
    public async Task Bots_OfOthers_AreSeenOnlyWhereShared()
    {
        var (own, shared) = (await _dana.MakeBotAsync("secret", "class S {}"), await _dana.MakeBotAsync("open", "class O {}"));
        await _dana.VersionAsync(own, "class S {}");
        await _dana.VersionAsync(shared, "class O {}");
        await _dana.PatchedAsync($"/api/bots/{shared}", new { shared = true });
        using var eve = await _rig.LoginAsync(Role.Developer, "eve");
        Assert.Equal([shared], (await eve.ReadAsync("/api/bots")).GetProperty("items").EnumerateArray().Select(bot => bot.GetProperty("id").GetInt64()));
        foreach (var path in (string[])["", "/draft", "/versions", "/versions/1.0", "/export", "/quick-backtest"])
        {
            await eve.ReadAsync($"/api/bots/{own}{path}", HttpStatusCode.NotFound);
            await eve.ReadAsync($"/api/bots/{shared}{path}");
        }
        foreach (var (id, status) in ((long, HttpStatusCode)[])[(own, HttpStatusCode.NotFound), (shared, HttpStatusCode.Forbidden)])
        {
            await eve.PatchedAsync($"/api/bots/{id}", new { name = "mine" }, status);
            await eve.DeletedAsync($"/api/bots/{id}", status);
            await eve.PostedAsync($"/api/bots/{id}/archive", expected: status);
            await eve.PostedAsync($"/api/bots/{id}/versions", new { text = "class E {}" }, status);
            await eve.PatchedAsync($"/api/bots/{id}/versions/1.0", new { note = "mine" }, status);
            await eve.DeletedAsync($"/api/bots/{id}/versions/1.0", status);
            Assert.Equal(status, (await eve.SaveDraftAsync(id, "mine", 0)).StatusCode);
        }
        // A clone is one's own, with the version's text, not with the other's draft.
        var clone = await eve.PostedAsync($"/api/bots/{shared}/clone", expected: HttpStatusCode.Created);
        Assert.Equal(("eve", "open", false), (clone.GetProperty("bot").Text("owner"), clone.GetProperty("bot").Text("name"), clone.GetProperty("bot").GetProperty("shared").GetBoolean()));
        await eve.PostedAsync($"/api/bots/{own}/clone", expected: HttpStatusCode.NotFound);
        using var owner = await _rig.LoginAsync(Role.Owner);
        Assert.Equal(3, (await owner.ReadAsync("/api/bots")).GetProperty("total").GetInt32());
        await owner.PatchedAsync($"/api/bots/{own}", new { description = "looked at" });
        using var viewer = await _rig.LoginAsync(Role.Viewer, "vera");
        await viewer.ReadAsync($"/api/bots/{shared}");
        await viewer.PostedAsync("/api/bots", new { name = "x" }, HttpStatusCode.Forbidden);
        await viewer.PostedAsync("/api/editor/check", new { language = "csharp", text = "" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Version_OnceLocked_NeverChanges()
    {
        var id = await _dana.MakeBotAsync("lock");
        await _dana.VersionAsync(id, "class A {}");
        Assert.Equal("before", (await _dana.PatchedAsync($"/api/bots/{id}/versions/1.0", new { note = "before", label = "l", text = "class Z {}" })).Text("note"));
        Assert.NotNull(await _rig.Database.Library.Use(id, "1.0"));
        foreach (var patch in (object[])[new { note = "late" }, new { label = "late" }, new { text = "class Late {}" }]) Assert.Equal("conflict", (await _dana.PatchedAsync($"/api/bots/{id}/versions/1.0", patch, HttpStatusCode.Conflict)).Text("code"));
        await _dana.DeletedAsync($"/api/bots/{id}/versions/1.0", HttpStatusCode.Conflict);
        var found = await _dana.ReadAsync($"/api/bots/{id}/versions/1.0");
        Assert.Equal(("class Z {}", "before", true), (found.Text("text"), found.GetProperty("version").Text("note"), found.GetProperty("version").GetProperty("locked").GetBoolean()));
        await _dana.VersionAsync(id, "class B {}");
        await _dana.DeletedAsync($"/api/bots/{id}/versions/1.1", HttpStatusCode.NoContent);
        await _dana.ReadAsync($"/api/bots/{id}/versions/1.1", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("name", """{"name":""}""")]
    [InlineData("name", """{"name":" x"}""")]
    [InlineData("name", """{"name":"a\nb"}""")]
    [InlineData("name", """{"name":"a\u0000b"}""")]
    [InlineData("language", """{"name":"x","language":"cobol"}""")]
    [InlineData("tags", """{"name":"x","tags":["a,b"]}""")]
    [InlineData("timeframe", """{"name":"x","timeframe":"sometimes"}""")]
    [InlineData("text", """{"name":"x","text":"a\u0000b"}""")]
    public async Task BadBot_IsRefusedWithItsField(string field, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(field, (await ServerRig.JsonAsync(await _dana.PostAsync("/api/bots", content), HttpStatusCode.BadRequest)).Text("field"));
        Assert.Equal(0, (await _dana.ReadAsync("/api/bots")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task HostileNamesAndHugeTexts_DoNoHarm()
    {
        foreach (var name in (string[])["../../etc/passwd", "'; DROP TABLE library; --", "<script>alert(1)</script>", "ünïcode 🚢", "CON.cs", "-rf", "--json=/tmp/x", "\u202Egnp.exe"])
        {
            var id = await _dana.MakeBotAsync(name);
            Assert.Equal(name, (await _dana.ReadAsync($"/api/bots/{id}")).GetProperty("bot").Text("name"));
            var file = BotRules.FileOf(name, "csharp");
            Assert.Matches("^[a-z0-9][a-z0-9-]*\\.cs$", file);
            var export = await _dana.ReadAsync($"/api/bots/{id}/export");
            Assert.Equal(name, export.Text("name"));
        }
        var huge = await _dana.MakeBotAsync("huge", new string('x', BotRules.MostText));
        var late = await ServerRig.JsonAsync(await _dana.SaveDraftAsync(huge, new string('x', BotRules.MostText + 1), 1), HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("too-large", late.Text("code"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _dana.SaveDraftAsync(huge, new string('ü', (BotRules.MostText / 2) + 1), 1)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _dana.SaveDraftAsync(huge, new string('x', BotRules.MostBody), 1)).StatusCode);
        Assert.Equal(BotRules.MostText, (await _dana.ReadAsync($"/api/bots/{huge}/draft")).Text("text").Length);
    }

    [Fact]
    public async Task Export_ImportedAgain_IsTheSame()
    {
        var id = await _dana.MakeBotAsync("Traveller 🚢", "draft text");
        await _dana.PatchedAsync($"/api/bots/{id}", new { tags = new[] { "a", "b" }, timeframe = "5m", description = "goes" });
        await _dana.VersionAsync(id, "class A {}", "first\nnote");
        await _dana.VersionAsync(id, "class B {}", "second");
        var answer = await _dana.ReadAsync($"/api/bots/{id}/export");
        using var eve = await _rig.LoginAsync(Role.Developer, "eve");
        var imported = await eve.PostedAsync("/api/bots/import", answer, HttpStatusCode.Created);
        var other = imported.GetProperty("bot").GetProperty("id").GetInt64();
        Assert.Equal(("Traveller 🚢", "eve", "goes", "5m"), (imported.GetProperty("bot").Text("name"), imported.GetProperty("bot").Text("owner"), imported.GetProperty("bot").Text("description"), imported.GetProperty("bot").Text("timeframe")));
        Assert.Equal(answer.GetRawText(), (await eve.ReadAsync($"/api/bots/{other}/export")).GetRawText());
        Assert.Equal("Traveller 🚢 2", (await eve.PostedAsync("/api/bots/import", answer, HttpStatusCode.Created)).GetProperty("bot").Text("name"));
        Assert.Equal("format", (await eve.PostedAsync("/api/bots/import", new { format = "zip", name = "x", language = "csharp" }, HttpStatusCode.BadRequest)).Text("field"));
        foreach (var version in (string[])["1", "01.0", "1.0.0", "0.1", "1.-1", "x"]) Assert.Equal("versions", (await eve.PostedAsync("/api/bots/import", new { format = "argosy-bot/1", name = "x", language = "csharp", versions = new[] { new { version, note = "", label = "", created = 1, hash = "", text = "t" } } }, HttpStatusCode.BadRequest)).Text("field"));
    }

    [Fact]
    public async Task Publish_ByToken_MakesTheBotAndThenItsVersions()
    {
        var made = await _dana.PostedAsync("/api/tokens", new { name = "cli", scopes = new[] { "develop" } }, HttpStatusCode.Created);
        using var robot = _rig.Stranger();
        robot.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Text("token"));
        var first = await robot.PostedAsync("/api/bots/publish", new { name = "cli-bot", language = "typescript", text = "export const a = 1;", note = "n" }, HttpStatusCode.Created);
        Assert.Equal(("1.0", true), (first.Text("version"), first.GetProperty("created").GetBoolean()));
        var again = await robot.PostedAsync("/api/bots/publish", new { name = "cli-bot", language = "typescript", text = "export const a = 1;" });
        Assert.Equal(("1.0", false, first.GetProperty("id").GetInt64()), (again.Text("version"), again.GetProperty("created").GetBoolean(), again.GetProperty("id").GetInt64()));
        Assert.Equal("1.1", (await robot.PostedAsync("/api/bots/publish", new { name = "cli-bot", language = "typescript", text = "export const a = 2;" }, HttpStatusCode.Created)).Text("version"));
        Assert.Equal("language", (await robot.PostedAsync("/api/bots/publish", new { name = "cli-bot", language = "csharp", text = "x" }, HttpStatusCode.Conflict)).Text("field"));
        Assert.Equal(1, (await _dana.ReadAsync("/api/bots")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task SaveOfAVersion_RepeatedUnderItsKey_IsOneVersion()
    {
        var id = await _dana.MakeBotAsync("once");
        async Task<JsonElement> SaveAsync(string text)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/bots/{id}/versions") { Content = JsonContent.Create(new { text, major = true }) };
            request.Headers.Add("Idempotency-Key", "save-0001");
            return await ServerRig.JsonAsync(await _dana.SendAsync(request), HttpStatusCode.Created);
        }
        Assert.Equal((await SaveAsync("class A {}")).Text("version"), (await SaveAsync("class A {}")).Text("version"));
        Assert.Single((await _dana.ReadAsync($"/api/bots/{id}/versions")).EnumerateArray());
    }

    [Fact]
    public async Task Change_OverAStateThatIsGone_IsRefused()
    {
        var id = await _dana.MakeBotAsync("tag");
        var tag = (await _dana.GetAsync(new Uri($"/api/bots/{id}", UriKind.Relative))).Headers.ETag!.ToString();
        await _dana.PatchedAsync($"/api/bots/{id}", new { description = "one" });
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/bots/{id}") { Content = JsonContent.Create(new { description = "two" }) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        Assert.Equal("changed", (await ServerRig.JsonAsync(await _dana.SendAsync(request), HttpStatusCode.PreconditionFailed)).Text("code"));
    }

    [Fact]
    public async Task Editor_WithoutAWorker_SaysSo()
    {
        Assert.Equal("unavailable", (await _dana.PostedAsync("/api/editor/check", new { language = "csharp", text = "class A {}" }, HttpStatusCode.ServiceUnavailable)).Text("code"));
        Assert.Equal("offset", (await _dana.PostedAsync("/api/editor/complete", new { language = "csharp", text = "abc", offset = 4 }, HttpStatusCode.BadRequest)).Text("field"));
        Assert.Equal("language", (await _dana.PostedAsync("/api/editor/hover", new { language = "typescript", text = "abc", offset = 1 }, HttpStatusCode.BadRequest)).Text("field"));
    }

    async Task<long[]> IdsAsync(string path) => [.. (await _dana.ReadAsync(path)).GetProperty("items").EnumerateArray().Select(bot => bot.GetProperty("id").GetInt64())];
}
