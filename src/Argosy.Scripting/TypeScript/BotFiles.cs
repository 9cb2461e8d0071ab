using System.Security.Cryptography;
using System.Text;

namespace Argosy.Scripting.TypeScript;

/// <summary>A bot's text as files that Deno can run: a copy of it, and the generated entry that imports the runtime and then the copy.</summary>
/// <remarks>They lie in a folder of this process alone, by their content, and go with it.</remarks>
sealed record BotFiles(string Name, string Entry)
{
    // What the bot exports, and what bots define without exporting it. On a line behind the last: line numbers stay.
    const string Names = "parameters initializeState onData onFill migrateState";

    static readonly Lazy<string> Root = new(MakeRoot);

    /// <summary>Where Deno keeps what it has made of the sources.</summary>
    public static string Cache => Path.Combine(Root.Value, "deno");

    /// <summary>The files of a text.</summary>
    /// <param name="source">The bot's text.</param>
    /// <param name="name">What messages call it; letters, digits, dots, hyphens and underscores stay as they are.</param>
    public static BotFiles Of(string source, string name)
    {
        var file = Plain(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file + "\n" + source)))[..24];
        var folder = Path.Combine(Root.Value, hash);
        var entry = Path.Combine(folder, "entry.ts");
        if (File.Exists(entry)) return new BotFiles(file, entry);
        Directory.CreateDirectory(folder);
        Put(Path.Combine(folder, file), $"{source}\n;export const __argosy = {{ {string.Join(", ", Names.Split(' ').Select(one => $"{one}: typeof {one} === 'undefined' ? undefined : {one}"))} }};\n");
        var shim = new Uri(Path.Combine(DenoBinary.RuntimeFolder, "shim.ts")).AbsoluteUri;
        Put(entry, $"import {{ serve }} from '{shim}';\nimport * as bot from './{file}';\nawait serve(bot as unknown as Record<string, unknown>);\n");
        return new BotFiles(file, entry);
    }

    static string Plain(string name)
    {
        var characters = Path.GetFileName(name).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_').ToArray();
        var file = new string(characters);
        if (!file.EndsWith(".ts", StringComparison.OrdinalIgnoreCase)) file += ".ts";
        return file is "entry.ts" ? "bot.ts" : file;
    }

    // Whole or not at all: another thread may want the same file.
    static void Put(string path, string text)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, path, overwrite: true);
    }

    static string MakeRoot()
    {
        var root = Directory.CreateTempSubdirectory("argosy-bots-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(root);
        return root;
    }

    static void Remove(string root)
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            // A process that still ends may write into its cache; what is left is the temporary folder's to clean.
        }
    }
}
