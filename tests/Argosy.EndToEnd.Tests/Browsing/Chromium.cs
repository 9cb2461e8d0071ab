using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;

namespace Argosy.EndToEnd.Tests.Browsing;

/// <summary>A real Chromium without a window, driven through its own protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    static readonly string[] Flags =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1", "--remote-debugging-port=0", "about:blank",
    ];

    readonly Process _process;
    readonly string _profile;
    readonly ProtocolLine _line;

    Chromium(Process process, string profile, ProtocolLine line) => (_process, _profile, _line) = (process, profile, line);

    /// <summary>Starts it; fails with what to install where there is none.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The browser owns what it started.")]
    public static async Task<Chromium> Start()
    {
        var program = Program();
        Assert.True(program is not null, "no Chromium found: the end-to-end tests open reports in a real browser (Debian: apt install chromium); ARGOSY_CHROMIUM may name one");
        var profile = Directory.CreateTempSubdirectory("argosy-chromium-").FullName;
        var start = new ProcessStartInfo(program!, [$"--user-data-dir={profile}", .. Flags]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"{program} ended before it could be driven: {string.Join(" | ", said.TakeLast(5))}"));
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, told) =>
        {
            said.Enqueue(told.Data ?? "");
            if (told.Data?.IndexOf("ws://", StringComparison.Ordinal) is >= 0 and var at) address.TrySetResult(new Uri(told.Data[at..].Trim()));
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(await address.Task.WaitAsync(TimeSpan.FromSeconds(60)), CancellationToken.None);
        return new Chromium(process, profile, new ProtocolLine(socket));
    }

    /// <summary>A new page of a size, in a theme, without a network.</summary>
    public Task<BrowserPage> Open(int width, int height, bool dark, bool touch = false) => BrowserPage.Open(_line, width, height, dark, touch);

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        // A helper process of the browser may still be letting go of a file.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return;
            }
            catch (IOException)
            {
                await Task.Yield();
            }
        }
    }

    static string? Program()
    {
        var named = Environment.GetEnvironmentVariable("ARGOSY_CHROMIUM");
        if (!string.IsNullOrEmpty(named)) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
