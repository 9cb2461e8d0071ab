using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Research.Results;

namespace Argosy.Cli.Comparing;

/// <summary><c>argosy compare</c>: results side by side, what went in differently and what came out.</summary>
static class CompareCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("result.json") { Description = "Results written by 'argosy backtest --json', two or more", Arity = new ArgumentArity(2, 20) };
        var json = OptionKinds.Text("--json", "file", "Write the comparison as JSON; - is the standard output");
        var command = new DescribedCommand("compare", "Compare two or more results: figures, parameters, settings, data, trades.")
        {
            Examples = ["argosy compare a.json b.json", "argosy compare run-*.json --json -"],
        };
        command.Add(files);
        command.Add(json);
        command.Run(parse => Compare(session, parse.GetValue(files)!, parse.GetValue(json)));
        return command;
    }

    static ExitCode Compare(Session session, string[] files, string? json)
    {
        if (json is not null && OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        var results = new List<KeyValuePair<string, StoredResult>>();
        foreach (var file in files)
        {
            var read = ResultFile.Read(file);
            if (!read.Ok) return session.Fail(read.Error!);
            results.Add(new(file, read.Value));
        }
        var compared = ResultComparison.Of(results);
        if (!compared.Ok) return session.Fail(compared.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, writer => ComparisonJson.Write(writer, compared.Value)) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) ComparisonReport.Write(session.Terminal, compared.Value);
        return ExitCode.Done;
    }
}
