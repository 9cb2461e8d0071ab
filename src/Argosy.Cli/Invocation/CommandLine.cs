using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Argosy.Cli.Configuration;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Invocation;

/// <summary>Reads a command line and runs it: the one door, for the process and for tests.</summary>
static class CommandLine
{
    /// <summary>Runs one command line; never throws.</summary>
    public static int Run(IReadOnlyList<string> words, Terminal terminal, CancellationToken cancel) => Run(words, new Session(terminal, cancel));

    /// <summary>Runs one command line in these surroundings; never throws.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The process boundary: whatever escapes becomes one line and exit code 1.")]
    [SuppressMessage("Roslynator", "RCS1075:Avoid empty catch clause that catches System.Exception", Justification = "It is reported.")]
    public static int Run(IReadOnlyList<string> words, Session session)
    {
        var (terminal, cancel) = (session.Terminal, session.Cancel);
        try
        {
            return (int)RunOrHand(words, session);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine("stopped; nothing was written");
            return (int)ExitCode.Cancelled;
        }
        catch (Exception unexpected)
        {
            var debug = Environment.GetEnvironmentVariable("ARGOSY_DEBUG") == "1";
            var hint = debug ? "" : " (ARGOSY_DEBUG=1 shows where)";
            terminal.Error.WriteLine($"error: {unexpected.GetType().Name}: {unexpected.Message.ReplaceLineEndings(" ")}{hint}");
            if (debug) terminal.Error.WriteLine(unexpected.StackTrace);
            return (int)ExitCode.Failed;
        }
        finally
        {
            terminal.Output.Flush();
        }
    }

    /// <summary>Version of this build.</summary>
    public static string Version { get; } = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The option that runs bots without a sandbox; ARGOSY_UNSAFE_NO_SANDBOX=1 says the same.</summary>
    public const string Unsafe = "--unsafe-no-sandbox";

    /// <summary>How words are read.</summary>
    public static ParserConfiguration Parsing { get; } = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>The whole tree of commands, or the branch a command line begins with.</summary>
    public static RootCommand Tree(Session session, string? first = null)
    {
        var root = new RootCommand("Argosy: write a trading strategy, prove it on history, compare the results.");
        foreach (var option in root.Options.OfType<VersionOption>().ToArray()) root.Options.Remove(option);
        foreach (var command in Commands.Of(session, first)) root.Add(command);
        root.Add(new Option<bool>("--version") { Description = "Show the version", Action = new VersionAnswer(session) });
        root.Add(new Option<bool>(Unsafe) { Description = "Run bots without a sandbox, with all of your rights", Recursive = true, Arity = ArgumentArity.Zero });
        root.Directives.Clear();
        root.Options.OfType<HelpOption>().Single().Action = new HelpAnswer(session);
        return root;
    }

    // A command that meets the code of a file is done again, as a whole, where that may run.
    static ExitCode RunOrHand(IReadOnlyList<string> words, Session session)
    {
        try
        {
            return Invoke(words, session);
        }
        catch (NeedsSandboxException need)
        {
            return HostedJob.Run(words, session, need);
        }
    }

    static ExitCode Invoke(IReadOnlyList<string> given, Session session)
    {
        var expanded = ConfigExpansion.Of(given, session);
        if (!expanded.Ok) return session.Fail(expanded.Error!);
        session = session with { Origins = expanded.Value.Origins, Several = expanded.Value.Bots };
        var words = expanded.Value.Words;
        var root = Tree(session, words.Count > 0 ? words[0] : null);
        if (words.Count == 0)
        {
            HelpText.Write(root, session.Terminal.Output, session.Terminal.Width);
            Commands.WriteFirstSteps(session.Terminal.Output);
            return ExitCode.Done;
        }
        var parse = root.Parse(words, Parsing);
        if (parse.Action is HelpAnswer && parse.CommandResult.Command is RootCommand)
        {
            HelpText.Write(root, session.Terminal.Output, session.Terminal.Width);
            Commands.WriteFirstSteps(session.Terminal.Output);
            return ExitCode.Done;
        }
        if (parse.Errors.Count > 0 && parse.Action is not HelpAnswer and not VersionAnswer)
        {
            var usage = UsageError.Describe(parse);
            session.Terminal.Error.WriteLine($"error: {session.Origins?.Place(usage) ?? usage}");
            return ExitCode.BadInput;
        }
        return (ExitCode)parse.Invoke(new InvocationConfiguration
        {
            Output = session.Terminal.Output,
            Error = session.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    sealed class VersionAnswer(Session session) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            session.Terminal.Line($"argosy {Version}");
            return (int)ExitCode.Done;
        }
    }
}
