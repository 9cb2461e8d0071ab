using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Data;

/// <summary>Where a data command speaks: results to one writer, its one failure message to the other.</summary>
sealed class DataTerminal(Session session)
{
    /// <summary>Exit code of a command that ran and failed.</summary>
    public const int Failed = (int)ExitCode.Failed;

    /// <summary>The invocation.</summary>
    public Session Session => session;

    /// <summary>Results.</summary>
    public TextWriter Output => session.Terminal.Output;

    /// <summary>Says what is wrong with usage or input.</summary>
    public int Fail(string message) => (int)session.Fail(Error.BadInput(message));

    /// <summary>Says what failed.</summary>
    public int Fail(Error error) => (int)session.Fail(error);

    /// <summary>Says what is wrong with a stored series: its damage is what was looked for, not bad input.</summary>
    public int FailStored(Error error)
    {
        var code = session.Fail(error);
        return error.Kind is ErrorKind.Corrupt ? Failed : (int)code;
    }

    /// <summary>Runs a command; a file that cannot be read or written ends it with one message.</summary>
    public static ExitCode Run(Session session, Func<DataTerminal, int> command)
    {
        var terminal = new DataTerminal(session);
        try
        {
            return (ExitCode)command(terminal);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return (ExitCode)terminal.Fail(broken.Message);
        }
    }
}
