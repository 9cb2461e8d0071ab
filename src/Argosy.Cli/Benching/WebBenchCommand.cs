using System.ComponentModel;
using System.Diagnostics;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench web</c>: what the terminal costs in a real browser, each figure beside its limit.</summary>
static class WebBenchCommand
{
    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("web", "Measure the web app in a real Chromium on a server of its own; needs the repository, Node.js and npm.")
        {
            Examples = ["argosy bench web", "argosy bench web --json web.json"],
        };
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON");
        var web = OptionKinds.Folder("--web", "Folder of the built web app (default artifacts/web of the repository)");
        command.AddGroup("Options", json, web);
        command.Run(parse =>
        {
            if (OutputFiles.Check(session, ("--json", parse.GetValue(json))) is { } unwritable) return session.Fail(unwritable);
            if (Repository() is not { } root) return session.Fail(Error.NotFound("the measuring script is in the repository, in web/bench; this program lies outside of one"));
            var built = parse.GetValue(web) ?? Path.Combine(root, "artifacts", "web");
            if (!File.Exists(Path.Combine(built, "index.html"))) return session.Fail(Error.NotFound($"there is no web app in {built}; './argosy up' builds it"));
            var scripts = Path.Combine(root, "web", "bench");
            if (!Directory.Exists(Path.Combine(scripts, "node_modules")) && Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", scripts], root, session) is { } missing) return session.Fail(missing);
            var words = new List<string> { Path.Combine(scripts, "bench.mjs"), Environment.ProcessPath!, built };
            if (parse.GetValue(json) is { } file) words.Add(Path.GetFullPath(file));
            return Run("node", words, root, session) is { } failed ? session.Fail(failed) : ExitCode.Done;
        });
        return command;
    }

    // Its words are the user's: they are not taken from the terminal.
    static Error? Run(string program, IReadOnlyList<string> words, string folder, Session session)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, UseShellExecute = false })!;
            using var stop = session.Cancel.Register(() => process.Kill(entireProcessTree: true));
            process.WaitForExit();
            session.Cancel.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? null : new Error(ErrorKind.Refused, $"{program} {Path.GetFileName(words[0])} ended with {process.ExitCode}");
        }
        catch (Win32Exception missing)
        {
            return Error.NotFound($"{program} cannot be started: {missing.Message}; expected Node.js 20.19 or later with npm");
        }
    }

    static string? Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "web", "bench", "bench.mjs"))) return folder.FullName;
        }
        return null;
    }
}
