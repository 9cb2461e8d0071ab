using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Benching;

/// <summary><c>argosy bench web</c>: what the terminal costs in a real browser, each figure beside its limit.</summary>
static class WebBenchCommand
{
    // As the script names them.
    static readonly string[] Subjects = ["load", "clicks", "tables", "charts", "editor", "lighthouse", "live"];

    /// <summary>The command.</summary>
    public static DescribedCommand Create(Session session)
    {
        var command = new DescribedCommand("web", "Measure the web app in a real Chromium on a server of its own; needs the repository, Node.js and npm.")
        {
            Examples = ["argosy bench web", "argosy bench web --json web.json", "argosy bench web --only live --minutes 30"],
        };
        var json = OptionKinds.Text("--json", "file", "Write the measurements as JSON");
        var only = OptionKinds.Text("--only", "subject,…", $"Measure these alone: {string.Join(", ", Subjects)}");
        var minutes = OptionKinds.Whole("--minutes", "How long live rows are watched, frames and heap (default 1)", 1, 600);
        var web = WebFolder.Option();
        command.AddGroup("Options", only, minutes, json, web);
        command.Run(parse =>
        {
            if (OutputFiles.Check(session, ("--json", parse.GetValue(json))) is { } unwritable) return session.Fail(unwritable);
            var subjects = parse.GetValue(only)?.Split(',') ?? [];
            if (subjects.FirstOrDefault(subject => !Subjects.Contains(subject, StringComparer.Ordinal)) is { } unknown) return session.Fail(Error.BadInput($"--only: there is no '{unknown}'{Suggestion.Phrase(unknown, Subjects)}; expected one or several of {string.Join(", ", Subjects)}, with commas between"));
            if (WebFolder.Repository() is not { } root) return session.Fail(Error.NotFound("the measuring script is in the repository, in web/bench; this program lies outside of one"));
            var built = WebFolder.Find(parse.GetValue(web));
            if (!built.Ok) return session.Fail(built.Error!);
            var scripts = Path.Combine(root, "web", "bench");
            if (!Directory.Exists(Path.Combine(scripts, "node_modules")) && Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", scripts], root, session) is { } missing) return session.Fail(missing);
            var words = new List<string> { Path.Combine(scripts, "bench.mjs"), Environment.ProcessPath!, Path.GetFullPath(built.Value), string.Create(CultureInfo.InvariantCulture, $"--minutes={parse.GetValue(minutes) ?? 1}") };
            if (subjects.Length > 0) words.Add($"--only={string.Join(',', subjects)}");
            if (parse.GetValue(json) is { } file) words.Add($"--json={Path.GetFullPath(file)}");
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
}
