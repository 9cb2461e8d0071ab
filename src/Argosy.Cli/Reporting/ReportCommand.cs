using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Reports;
using Argosy.Research.Results;
using Argosy.Research.Validation;
using Argosy.Research.WalkForward;

namespace Argosy.Cli.Reporting;

/// <summary><c>argosy report</c>: one HTML file of a run, a comparison, an optimisation, a walk-forward or a validation, that opens anywhere without anything else.</summary>
static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session) => DescribedCommand.Of<ReportOptions>(
        "report", "Write one self-contained HTML file of a run, several runs compared, an optimisation, a walk-forward or a validation.",
        [
            "argosy report run.json",
            "argosy report run.json --html run.html --data prices.csv",
            "argosy report a.json b.json c.json --html compared.html",
            "argosy report optimization.json",
            "argosy report walk.json",
        ],
        (parse, options) => Run(session, parse, options));

    static ExitCode Run(Session session, ParseResult parse, ReportOptions options)
    {
        var files = parse.GetValue(options.Files)!;
        if (files.Contains("")) return session.Fail(Error.BadInput("the name of a file to report on is empty"));
        var html = parse.GetValue(options.Html) ?? Beside(files);
        if (html == OutputFiles.Standard) return session.Fail(Error.BadInput("--html: expected a file"));
        if (OutputFiles.Check(session, ("--html", html)) is { } unwritable) return session.Fail(unwritable);
        if (files.FirstOrDefault(file => Path.GetFullPath(file) == Path.GetFullPath(html)) is { } same) return session.Fail(Error.BadInput($"--html: {html} would replace {same}; expected another file"));
        var page = Page(session, parse, options, files);
        if (!page.Ok) return session.Fail(page.Error!);
        if (OutputFiles.Save(session, html, stream => Write(stream, page.Value)) is var written and not ExitCode.Done) return written;
        session.Terminal.Line($"{html} written; open it in a browser");
        return ExitCode.Done;
    }

    /// <summary>Writes a page: UTF-8 without a mark.</summary>
    public static void Write(Stream stream, string page)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(page);
    }

    // run.json becomes run.html, beside it.
    static string Beside(string[] files) => Path.ChangeExtension(files[0], null) + (files.Length > 1 ? "-compared.html" : ".html");

    static Result<string> Study(ReportSource study) => study.Format switch
    {
        WalkForwardJson.Format => ReportPage.OfWalkForward(Path.GetFileName(study.Path), study.Document),
        ValidationJson.Format => ReportPage.OfValidation(Path.GetFileName(study.Path), study.Document),
        _ => ReportPage.OfOptimization(Path.GetFileName(study.Path), study.Document),
    };

    static Result<string> Page(Session session, ParseResult parse, ReportOptions options, string[] files)
    {
        var sources = new List<ReportSource>();
        foreach (var file in files)
        {
            var read = ReportSource.Read(file);
            if (!read.Ok) return read.Error!;
            sources.Add(read.Value);
        }
        var study = sources.Find(source => source.Result is null);
        if (study is not null && sources.Count > 1) return Error.BadInput($"{study.Path} is {study.Kind}; it gets a report of its own, without other files");
        var given = OptionKinds.List(parse, options.Data).Count > 0 ? options.Data.Name : options.TicksGiven(parse);
        if (given is not null && (study is not null || sources.Count > 1)) return Error.BadInput($"{given}: candles are shown in the report of one run only");
        if (study is not null) return Study(study);
        if (sources.Count > 1) return ReportPage.OfComparison([.. sources.Select(s => KeyValuePair.Create(Path.GetFileName(s.Path), s.Result!))]);
        var bars = ReportBars.Read(session, parse, options, sources[0]);
        if (!bars.Ok) return bars.Error!;
        return ReportPage.OfRun(new RunReport(Path.GetFileName(sources[0].Path), sources[0].Result!) { Bars = bars.Value.Bars, Notes = bars.Value.Notes, Consensus = sources[0].Consensus });
    }
}
