using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>Reads TypeScript bots: what parameters they declare, and how instances of them are made.</summary>
/// <remarks>A bot's file is run to be read, in a process without permissions. What it does is its own affair; the boundary is the sandbox around this process.</remarks>
public static class TypeScriptBots
{
    const int MostKept = 64;

    static readonly ConcurrentDictionary<string, JsonElement> Declared = new(StringComparer.Ordinal);

    /// <summary>Whether a text names a TypeScript file.</summary>
    public static bool IsFile(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".ts", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    public static Result<StrategyDescriptor> ReadFile(string path, TypeScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Read(File.ReadAllText(path), Path.GetFileName(path), options);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{path}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Reads a text; <paramref name="name"/> is how messages call it. An error holds the complaint with its place in the text.</summary>
    public static Result<StrategyDescriptor> Read(string source, string name, TypeScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        options ??= TypeScriptOptions.Default;
        var files = BotFiles.Of(source, name);
        var declared = DeclaredBy(files, source, options);
        if (!declared.Ok) return declared.Error!;
        var parameters = BotParameters.Read(declared.Value, files.Name);
        if (!parameters.Ok) return parameters.Error!;
        return StrategyDescriptor.Declared(
            typeof(TypeScriptStrategy), Path.GetFileNameWithoutExtension(files.Name), Summary(source), parameters.Value,
            values => new TypeScriptStrategy(new BotSource(files, BotParameters.Json(parameters.Value, values)), options));
    }

    static Result<JsonElement> DeclaredBy(BotFiles files, string source, TypeScriptOptions options)
    {
        var key = files.Name + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
        if (Declared.TryGetValue(key, out var known)) return known;
        var started = DenoProcess.Start(files, options);
        if (!started.Ok) return started.Error!;
        using var process = started.Value;
        try
        {
            var frame = new FrameWriter();
            frame.Begin((byte)BotFrame.Begin);
            frame.Raw(BotBegin.ToDescribe(files));
            var hello = BotHello.Read(process.Ask(frame)) ?? throw process.Confused();
            if (Declared.Count >= MostKept) Declared.Clear();
            return Declared[key] = hello.Parameters;
        }
        catch (BotFault fault)
        {
            return Error.BadInput(fault.Message);
        }
    }

    // The first comment line of a bot is "Title: one sentence".
    static string Summary(string source)
    {
        var line = source.Split('\n', 2)[0].Trim();
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return line.StartsWith("//", StringComparison.Ordinal) && colon > 0 ? line[(colon + 1)..].Trim() : "";
    }
}
