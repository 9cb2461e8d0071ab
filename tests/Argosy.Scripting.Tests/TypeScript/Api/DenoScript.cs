using System.Diagnostics;
using System.Runtime.InteropServices;
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
    public static async Task<byte[]> RunAsync(string script, ReadOnlyMemory<byte> input)
    {
        var deno = DenoBinary.Find();
        Assert.True(deno.Ok, deno.Error?.Message);
        var file = Path.Combine(SharedData.Repository(), "tests", "Argosy.Scripting.Tests", "TypeScript", "Api", "scripts", script);
        var start = new ProcessStartInfo(deno.Value) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])["run", "--no-prompt", "--no-remote", "--no-npm", "--no-config", "--no-lock", file]) start.ArgumentList.Add(word);
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
            Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await errors}");
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
