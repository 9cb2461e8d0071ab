using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Argosy.EndToEnd.Tests.Browsing;

/// <summary>One page of a browser: what it shows, and everything it complained about.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    static readonly string Axe = Path.Combine(TestSupport.SharedData.Repository(), "tests", "Argosy.EndToEnd.Tests", "node_modules", "axe-core", "axe.min.js");

    readonly ProtocolLine _line;
    readonly string _target, _session;
    readonly ConcurrentQueue<string> _messages = new(), _requests = new();
    TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    BrowserPage(ProtocolLine line, string target, string session) => (_line, _target, _session) = (line, target, session);

    /// <summary>Console messages, exceptions and browser log entries so far.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    /// <summary>Everything the page asked for, its own file included.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<BrowserPage> Open(ProtocolLine line, int width, int height, bool dark, bool touch)
    {
        var target = (await line.Send(null, "Target.createTarget", new JsonObject { ["url"] = "about:blank" })).GetProperty("targetId").GetString()!;
        var session = (await line.Send(null, "Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })).GetProperty("sessionId").GetString()!;
        var page = new BrowserPage(line, target, session);
        line.Listen(session, page.Hear);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" }) await page.Send($"{domain}.enable");
        await page.Send("Network.emulateNetworkConditions", new JsonObject { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = 0, ["uploadThroughput"] = 0 });
        await page.Send("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = touch });
        await page.Theme(dark);
        return page;
    }

    /// <summary>What the system prefers.</summary>
    public Task Theme(bool dark) => Send("Emulation.setEmulatedMedia", new JsonObject
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }, new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = "reduce" }),
    });

    /// <summary>Opens a file and waits until it is loaded and drawn.</summary>
    public async Task Go(string file)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        await _loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Drawn();
    }

    /// <summary>Waits for the next frames.</summary>
    public Task Drawn() => Evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))");

    /// <summary>The value of an expression in the page, promises awaited.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await Send("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out var wrong), $"{expression}: {wrong}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<string> Text(string expression) => (await Evaluate(expression)).ToString();

    public async Task<double> Number(string expression) => (await Evaluate(expression)).GetDouble();

    public async Task<bool> True(string expression) => (await Evaluate(expression)).ValueKind == JsonValueKind.True;

    /// <summary>Does something and waits until it is drawn.</summary>
    public async Task Do(string statement)
    {
        await Evaluate($"(() => {{ {statement}; return true; }})()");
        await Drawn();
    }

    /// <summary>A key pressed and let go.</summary>
    public async Task Press(string key, string? text = null)
    {
        await Send("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyDown", ["key"] = key, ["text"] = text ?? "" });
        await Send("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key });
        await Drawn();
    }

    /// <summary>The mouse dragged from one place of the window to another.</summary>
    public async Task Drag(double x0, double y0, double x1, double y1)
    {
        await Mouse("mouseMoved", x0, y0, 0);
        await Mouse("mousePressed", x0, y0, 1);
        for (var i = 1; i <= 4; i++) await Mouse("mouseMoved", x0 + ((x1 - x0) * i / 4), y0 + ((y1 - y0) * i / 4), 1);
        await Mouse("mouseReleased", x1, y1, 0);
        await Drawn();
    }

    /// <summary>A picture of what is in sight, or of the whole page.</summary>
    public async Task<byte[]> Picture(bool whole)
    {
        var shot = await Send("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = whole });
        return Convert.FromBase64String(shot.GetProperty("data").GetString()!);
    }

    /// <summary>What axe finds wrong with everything the page shows, one line a rule with where; empty when nothing.</summary>
    public async Task<string> Violations()
    {
        if (!await True("typeof axe === 'object'")) await Evaluate($"{await File.ReadAllTextAsync(Axe)};0");
        return await Text("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target.join(' ')} ${n.failureSummary}`).join(' | ')}`).join('\\n'))");
    }

    /// <summary>The page as it would be printed.</summary>
    public async Task<byte[]> Printed()
    {
        var printed = await Send("Page.printToPDF", new JsonObject { ["printBackground"] = true });
        return Convert.FromBase64String(printed.GetProperty("data").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _line.Listen(_session, null);
        await _line.Send(null, "Target.closeTarget", new JsonObject { ["targetId"] = _target });
    }

    Task Mouse(string type, double x, double y, int buttons) => Send("Input.dispatchMouseEvent", new JsonObject
    {
        ["type"] = type, ["x"] = x, ["y"] = y, ["button"] = type == "mouseMoved" && buttons == 0 ? "none" : "left", ["buttons"] = buttons, ["clickCount"] = 1,
    });

    Task<JsonElement> Send(string method, JsonObject? parameters = null) => _line.Send(_session, method, parameters);

    void Hear(string method, JsonElement told)
    {
        if (method == "Page.loadEventFired") _loaded.TrySetResult();
        else if (method == "Network.requestWillBeSent") _requests.Enqueue(told.GetProperty("request").GetProperty("url").GetString()!);
        else if (method is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" or "Page.javascriptDialogOpening") _messages.Enqueue($"{method}: {told}");
    }
}
