namespace Argosy.Cli.Jobs;

/// <summary>What a frame between a host and its job worker is: the first byte of its body.</summary>
enum JobWord : byte
{
    /// <summary>Host: get warm, then say that you are ready.</summary>
    Warm = 1,
    /// <summary>Host: a bot, its file's name and what was compiled of it.</summary>
    Bot = 2,
    /// <summary>Host: the command, as JSON; the last thing said before it runs.</summary>
    Begin = 3,
    /// <summary>Host: stop as at Ctrl-C.</summary>
    Stop = 4,
    /// <summary>Host: the count after <see cref="Trials"/>.</summary>
    Counted = 5,

    /// <summary>Worker: warm.</summary>
    Ready = 16,
    /// <summary>Worker: bytes of the standard output.</summary>
    Output = 17,
    /// <summary>Worker: bytes of the standard error.</summary>
    Errors = 18,
    /// <summary>Worker: a file begins that is there whole or not at all.</summary>
    Draft = 19,
    /// <summary>Worker: further bytes of it.</summary>
    DraftBytes = 20,
    /// <summary>Worker: it is whole.</summary>
    DraftWhole = 21,
    /// <summary>Worker: it is dropped.</summary>
    DraftDropped = 22,
    /// <summary>Worker: bytes at a place of a file that grows.</summary>
    Journal = 23,
    /// <summary>Worker: the length such a file is cut to.</summary>
    JournalCut = 24,
    /// <summary>Worker: such a file is needed no more.</summary>
    JournalRemoved = 25,
    /// <summary>Worker: trials to count; the answer is <see cref="Counted"/>.</summary>
    Trials = 26,
    /// <summary>Worker: how often bots have come back, and whether one is being asked now.</summary>
    Beat = 27,
    /// <summary>Worker: the exit code; nothing follows.</summary>
    Exit = 28,
}
