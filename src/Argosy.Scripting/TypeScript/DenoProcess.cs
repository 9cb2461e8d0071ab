using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Scripting.TypeScript;

/// <summary>One bot's Deno process: a child of this one, without permissions, that is asked by one frame and answers by one.</summary>
sealed class DenoProcess : IDisposable
{
    const int HeadLength = 4, MostBytes = 64 << 20, MostErrorCharacters = 64 << 10, FirstLook = 200;

    readonly Process _process;
    readonly Stream _input;
    readonly Stream _output;
    readonly BotFiles _files;
    readonly TypeScriptOptions _options;
    byte[] _answer = new byte[1 << 14];
    string? _why;
    long _askedAt;
    long _seenAsk;
    TimeSpan _spentThen;
    bool _hasBegun;

    DenoProcess(Process process, BotFiles files, TypeScriptOptions options)
    {
        _process = process;
        _files = files;
        _options = options;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        Id = process.Id;
        Watchdog.Add(this);
    }

    /// <summary>Process id.</summary>
    public int Id { get; }

    /// <summary>Starts Deno on a bot's files; it waits for its first frame.</summary>
    public static Result<DenoProcess> Start(BotFiles files, TypeScriptOptions options)
    {
        var binary = DenoBinary.Find();
        if (!binary.Ok) return binary.Error!;
        if (!File.Exists(Path.Combine(DenoBinary.RuntimeFolder, "shim.ts"))) return Error.NotFound($"the runtime of TypeScript bots is missing; expected it in {DenoBinary.RuntimeFolder}");
        var start = new ProcessStartInfo(binary.Value)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(files.Entry)!,
        };
        foreach (var argument in (string[])["run", "--quiet", "--no-prompt", "--no-remote", "--no-npm", "--no-config", "--no-lock", $"--v8-flags=--max-old-space-size={options.HeapMegabytes}{options.EngineFlags}", files.Entry]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["DENO_DIR"] = BotFiles.Cache;
        start.Environment["DENO_NO_UPDATE_CHECK"] = "1";
        start.Environment["HOME"] = Path.GetDirectoryName(files.Entry);
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TZ"] = "UTC";
        try
        {
            return new DenoProcess(Process.Start(start)!, files, options);
        }
        catch (Exception cannot) when (cannot is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return new Error(ErrorKind.Unavailable, $"{binary.Value} cannot be started: {cannot.Message}");
        }
    }

    /// <summary>Sends a frame and waits for the answer.</summary>
    /// <returns>The answer's bytes, good until the next one.</returns>
    /// <exception cref="BotFault">The process ended, said nothing in time, or sent what is no frame.</exception>
    public ReadOnlySpan<byte> Ask(FrameWriter frame)
    {
        Volatile.Write(ref _askedAt, Environment.TickCount64);
        try
        {
            _input.Write(frame.Finish());
            return Receive();
        }
        catch (IOException)
        {
            throw Ended();
        }
        finally
        {
            Volatile.Write(ref _askedAt, 0);
            _hasBegun = true;
        }
    }

    ReadOnlySpan<byte> Receive()
    {
        var got = 0;
        while (got < HeadLength)
        {
            var n = _output.Read(_answer, got, _answer.Length - got);
            if (n == 0) throw Ended();
            got += n;
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(_answer);
        if (length is <= 0 or > MostBytes) throw Confused();
        if (_answer.Length < HeadLength + length) Array.Resize(ref _answer, Math.Max(HeadLength + length, _answer.Length * 2));
        while (got < HeadLength + length)
        {
            var n = _output.Read(_answer, got, HeadLength + length - got);
            if (n == 0) throw Ended();
            got += n;
        }
        return got == HeadLength + length ? _answer.AsSpan(HeadLength, length) : throw Confused();
    }

    /// <summary>What is wrong with a process that answers nonsense.</summary>
    public BotFault Confused()
    {
        Kill($"the process of {_files.Name} sent what is no answer and was ended");
        return new BotFault(_why!);
    }

    BotFault Ended()
    {
        Volatile.Write(ref _askedAt, 0);
        Kill(null);
        if (_why is { } why) return new BotFault(why);
        var said = BotComplaint.Of(ReadErrors(), _files);
        var memory = said.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || said.Contains("OOM", StringComparison.Ordinal);
        if (memory) return new BotFault($"{_files.Name} needed more than {_options.HeapMegabytes} MB of memory and was ended");
        return new BotFault(said.Length > 0 ? said : $"the process of {_files.Name} ended (exit code {ExitCode()})");
    }

    string ReadErrors()
    {
        try
        {
            var buffer = new char[MostErrorCharacters];
            var read = _process.StandardError.ReadBlock(buffer, 0, buffer.Length);
            return new string(buffer, 0, read);
        }
        catch (IOException)
        {
            return "";
        }
    }

    string ExitCode() => _process.HasExited ? _process.ExitCode.ToString(CultureInfo.InvariantCulture) : "unknown";

    // Looked at by the watchdog, on its own thread.
    internal void Look(long now)
    {
        var asked = Volatile.Read(ref _askedAt);
        if (asked == 0) return;
        var silent = now - asked;
        if (silent < FirstLook) return;
        if (_seenAsk != asked)
        {
            _seenAsk = asked;
            _spentThen = _hasBegun ? Spent() : TimeSpan.Zero;
        }
        if (silent < _options.MostSilence) return;
        // A process that had no turn on a busy machine has done nothing wrong; one that used its turns, or sleeps for ever, has.
        var spent = (Spent() - _spentThen).TotalMilliseconds;
        var isTooLong = spent >= (_hasBegun ? _options.MostSilence / 10.0 : _options.MostSilence / 2.0);
        if (!isTooLong && silent < _options.MostSilence * 15L) return;
        var what = _hasBegun ? "has not come back from one call" : "has not finished its first lines";
        Kill(string.Create(CultureInfo.InvariantCulture, $"{_files.Name} {what} for {silent / 1000.0:0.0} s and was ended; is there a loop that does not end?"));
    }

    /// <summary>Processor time it has used; zero when it has ended.</summary>
    public TimeSpan Spent()
    {
        try
        {
            return _process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return TimeSpan.Zero;
        }
    }

    void Kill(string? why)
    {
        if (why is not null) Interlocked.CompareExchange(ref _why, why, null);
        try
        {
            // At the end of its output it is ending by itself; its exit code is worth a moment.
            if (why is null && _process.WaitForExit(1_000)) return;
            _process.Kill(entireProcessTree: false);
            _process.WaitForExit();
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        Watchdog.Remove(this);
        try
        {
            _process.Kill(entireProcessTree: false);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
        _process.Dispose();
    }
}
