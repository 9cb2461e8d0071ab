using System.CommandLine;
using Argosy.Core.Values;

namespace Argosy.Cli.Data;

/// <summary>Where a data command speaks: results to one writer, progress and its one failure message to the other.</summary>
internal sealed class DataTerminal(ParseResult parsed)
{
    /// <summary>Exit code of a command that ran and failed.</summary>
    public const int Failed = 1;

    /// <summary>Exit code of bad usage or input.</summary>
    public const int Refused = 2;

    /// <summary>Results.</summary>
    public TextWriter Output => parsed.InvocationConfiguration.Output;

    /// <summary>Progress and failures.</summary>
    public TextWriter Error => parsed.InvocationConfiguration.Error;

    /// <summary>Says what is wrong with usage or input.</summary>
    public int Fail(string message)
    {
        Error.WriteLine($"argosy: {message}");
        return Refused;
    }

    /// <summary>Says what failed; damaged data are a failure, everything else is bad input.</summary>
    public int Fail(Error error)
    {
        Fail(error.Message);
        return error.Kind is ErrorKind.Corrupt ? Failed : Refused;
    }

    /// <summary>Runs a command; a file that cannot be read or written ends it with one message.</summary>
    public static int Run(ParseResult parsed, Func<DataTerminal, int> command)
    {
        var terminal = new DataTerminal(parsed);
        try
        {
            return command(terminal);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(broken.Message);
        }
    }
}
