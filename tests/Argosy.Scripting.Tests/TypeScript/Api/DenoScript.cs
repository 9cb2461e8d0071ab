using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Argosy.Core.MarketData;
using Argosy.Data.Import;
using Argosy.Scripting.TypeScript;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>A script of this folder in Deno, without any permission: bytes in, bytes out.</summary>
static class DenoScript
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs it to its end; fails with what it said where it did not end well.</summary>
    public static Task<byte[]> RunAsync(string script, ReadOnlyMemory<byte> input) =>
        DenoAsync(["run", "--no-prompt", "--no-config", .. Closed, Script(script)], input);

    /// <summary>Runs the tests of a script; gives what Deno said.</summary>
    public static async Task<string> TestAsync(string script) =>
        Encoding.UTF8.GetString(await DenoAsync(["test", "--no-prompt", "--no-config", "--no-check", .. Closed, Script(script)], default));

    /// <summary>Checks the types of bots as the editor does: with the typings alone, and nothing of a browser.</summary>
    /// <param name="bots">Texts by file name.</param>
    public static async Task CheckAsync(IReadOnlyDictionary<string, string> bots)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-types-").FullName;
        try
        {
            File.Copy(Typings, Path.Combine(folder, "argosy-bot.d.ts"));
            var config = Path.Combine(folder, "deno.json");
            await File.WriteAllTextAsync(config, """{"compilerOptions":{"lib":["es2023"],"types":["./argosy-bot.d.ts"],"strict":true,"noImplicitAny":false}}""");
            foreach (var (name, text) in bots) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
            await DenoAsync(["check", "--config", config, .. Closed, .. bots.Keys.Select(name => Path.Combine(folder, name))], default);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The typings of bots.</summary>
    public static string Typings => Path.Combine(SharedData.Repository(), "src", "Argosy.Scripting", "TypeScript", "Runtime", "argosy-bot.d.ts");

    /// <summary>A script of this folder.</summary>
    public static string Script(string name) => Path.Combine(SharedData.Repository(), "tests", "Argosy.Scripting.Tests", "TypeScript", "Api", "scripts", name);

    static string[] Closed => ["--no-remote", "--no-npm", "--no-lock"];

    static async Task<byte[]> DenoAsync(IReadOnlyList<string> words, ReadOnlyMemory<byte> input)
    {
        var deno = DenoBinary.Find();
        Assert.True(deno.Ok, deno.Error?.Message);
        var start = new ProcessStartInfo(deno.Value) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["NO_COLOR"] = "1";
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            await process.StandardInput.BaseStream.WriteAsync(input, limit.Token);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"deno {words[0]} ended with {process.ExitCode}: {await errors}\n{(words[0] == "run" ? "" : Encoding.UTF8.GetString(output.ToArray()))}");
            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The first bars of a file of the shared data.</summary>
    public static BarColumns Candles(string file)
    {
        var imported = Importer.Read([SharedData.Path("data", "candles", file)], ImportOptions.Default);
        Assert.True(imported.Ok, imported.Error?.Message);
        return imported.Value.Columns;
    }

    /// <summary>The columns of the first bars as host.ts reads them.</summary>
    public static byte[] Bytes(BarColumns bars, int count)
    {
        double[] times = [.. bars.OpenTimes.Take(count).Select(time => (double)time)];
        double[][] columns = [times, bars.Open[..count], bars.High[..count], bars.Low[..count], bars.Close[..count], bars.Volume[..count]];
        return [.. columns.SelectMany(column => MemoryMarshal.AsBytes<double>(column).ToArray())];
    }
}
