using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>A command whose bots run in real sandboxed workers.</summary>
static class SandboxedRun
{
    /// <summary>Runs a command line of these words.</summary>
    public static CommandRun Of(params string[] words) => Of(new JobLimits(), CancellationToken.None, words);

    /// <summary>Runs a command line under limits; it may be asked to stop.</summary>
    public static CommandRun Of(JobLimits limits, CancellationToken cancel, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(words, new Session(new Terminal(output, error) { Width = 120 }, cancel) { JobLimits = limits });
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A bot of one file with this body of <c>OnBar</c>.</summary>
    public static string Bot(string onBar) => $$"""
        public sealed class Bot : IStrategy
        {
            int _bars;

            public void OnBar(in Bar bar, StrategyContext context)
            {
                _bars++;
                {{onBar}}
            }

            static int Deeper(int depth) => depth < 0 ? 0 : Deeper(depth + 1) + 1;
        }
        """;
}
