using System.CommandLine;
using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Hosting.PlugIns;

namespace Argosy.Cli.Plugging;

/// <summary><c>argosy plugins</c>: what a run would load, and what lies there unused.</summary>
static class PluginsCommand
{
    static readonly (string Name, string Kind, string Meaning)[] BuiltIn =
    [
        ("binance", "venue", "Binance spot"),
        ("binance-usdm", "venue", "Binance USD-M futures"),
        ("virtual", "venue", "candles of a file, played"),
        ("console", "service", "commands from the standard input (--console)"),
        ("http", "service", "commands over HTTP on loopback (--commands)"),
        ("webhook", "service", "commands of chart alerts (--commands)"),
    ];

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var config = OptionKinds.Text("--config", "file", "The configuration of a run, whose plug-ins are listed");
        var lines = OptionKinds.Texts("--plugin", "file", "A plug-in as 'argosy run' takes it, e.g. echo.dll;port=9000; several with commas");
        var folder = OptionKinds.Text("--plugins", "dir", "Folder of plug-ins (default: plugins here, then beside the program)");
        var json = OptionKinds.Text("--json", "file", "Write the list as JSON; - is the standard output");
        var command = new DescribedCommand("plugins", "List venues and services: built in, chosen by a configuration, and lying there unused.")
        {
            Examples = ["argosy plugins", "argosy plugins --config run.yaml", "argosy plugins --plugin echo.dll --json -"],
        };
        command.AddGroup("Which", config, lines, folder);
        command.AddGroup("Output", json);
        command.Run(parse =>
        {
            if (parse.GetValue(json) is { } file && OutputFiles.Check(session, ("--json", file)) is { } unwritable) return session.Fail(unwritable);
            var chosen = OptionKinds.List(parse, lines);
            var place = parse.GetValue(folder);
            if (parse.GetValue(config) is { } path)
            {
                var expanded = ConfigExpansion.Of(["run", "--config", path], session);
                if (!expanded.Ok) return session.Fail(expanded.Error!);
                var run = CommandLine.Tree(session).Parse(expanded.Value.Words);
                chosen = [.. chosen, .. (run.GetValue<string[]>("--plugin") ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
                place ??= run.GetValue<string?>("--plugins");
            }
            var loaded = PlugInFolders.Load(chosen, place);
            return loaded.Ok ? Show(session, loaded.Value, PlugInFolders.Of(place).Value, parse.GetValue(json)) : session.Fail(loaded.Error!);
        });
        return command;
    }

    static ExitCode Show(Session session, IReadOnlyList<LoadedPlugIn> chosen, IReadOnlyList<string> folders, string? json)
    {
        var rows = BuiltIn.Select(row => (row.Name, row.Kind, From: "built in", row.Meaning)).Concat(chosen.Select(plugIn => (plugIn.Name, plugIn.Kind, From: plugIn.File, plugIn.PlugIn.Meaning))).ToArray();
        var unused = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll")).Where(file => !chosen.Any(plugIn => plugIn.File == Path.GetFullPath(file))).Order(StringComparer.Ordinal).ToArray();
        if (json is not null && OutputFiles.WriteJson(session, json, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("plugins");
            foreach (var (name, kind, from, meaning) in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteString("kind", kind);
                writer.WriteString("from", from);
                writer.WriteString("meaning", meaning);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("unused");
            foreach (var file in unused) writer.WriteStringValue(file);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }) is var written and not ExitCode.Done) return written;
        if (json == OutputFiles.Standard) return ExitCode.Done;
        foreach (var (name, kind, from, meaning) in rows) session.Terminal.Line($"{kind,-8} {name,-16} {meaning}{(from == "built in" ? "" : session.Terminal.Paint(Tone.Dim, $"  {from}"))}");
        foreach (var file in unused) session.Terminal.Line(session.Terminal.Paint(Tone.Dim, $"unused   {Path.GetFileName(file),-16} no line of the configuration chooses it"));
        return ExitCode.Done;
    }
}
