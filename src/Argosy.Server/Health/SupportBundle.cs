using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Administration;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Health;

/// <summary>What somebody who helps needs to see, and nothing that opens anything: no database, no key, no hash.</summary>
internal static class SupportBundle
{
    const int TailBytes = 262_144;

    public static async Task<IResult> AnswerAsync(ServerHealth health, IDatabase database, ServerOptions options, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var made = new MemoryStream();
        await using (var zip = new ZipArchive(made, ZipArchiveMode.Create, leaveOpen: true))
        {
            await PutAsync(zip, "health.json", JsonSerializer.SerializeToUtf8Bytes(await health.AnswerAsync(cancel), ApiJson.Options), cancel);
            await PutAsync(zip, "settings.json", JsonSerializer.SerializeToUtf8Bytes(await ServerSettings.ReadAsync(database, cancel), ApiJson.Options), cancel);
            await PutAsync(zip, "system.txt", Encoding.UTF8.GetBytes($"argosy {options.Version}\n{RuntimeInformation.FrameworkDescription}\n{RuntimeInformation.OSDescription}\n{Environment.ProcessorCount} processors\n{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB memory\n"), cancel);
            var logs = Path.Combine(options.Folder, "logs");
            foreach (var file in Directory.Exists(logs) ? Directory.GetFiles(logs).Order(StringComparer.Ordinal).ToArray() : []) await PutAsync(zip, $"logs/{Path.GetFileName(file)}", Tail(file), cancel);
        }
        made.Position = 0;
        return TypedResults.Stream(made, "application/zip", "argosy-support.zip");
    }

    static async Task PutAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancel);
        await entry.WriteAsync(bytes, cancel);
    }

    static byte[] Tail(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(0, stream.Length - TailBytes);
        var bytes = new byte[stream.Length - stream.Position];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
