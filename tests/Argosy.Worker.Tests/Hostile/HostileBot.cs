namespace Argosy.Worker.Tests.Hostile;

/// <summary>A bot that means harm: what it does at its first candle, and the words that whoever stops it must find.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Body">Statements of C#, with {secret}, {port}, {mark} and {host} to be filled in.</param>
/// <param name="Reason">A pattern of why it was stopped.</param>
public sealed record HostileBot(string Name, string Body, string Reason)
{
    /// <summary>Whether the statements are TypeScript.</summary>
    public bool IsScript { get; init; }

    /// <summary>All of them. None is caught by the compiler's list of what bots may use: these come as images, as from somebody who got round it.</summary>
    public static IReadOnlyList<HostileBot> All { get; } =
    [
        new("endless loop", "while (bar.Close > 0) { }", "^the worker was killed: it has not answered for"),
        new("sleeper", "Thread.Sleep(-1);", "^the worker was killed: it has not answered for"),
        new("array of 4 GB", "var all = new long[1 << 29]; Array.Fill(all, 1);", "OutOfMemoryException"),
        new("heap that grows", "var all = new List<byte[]>(); while (true) { var part = new byte[16 << 20]; Array.Fill(part, (byte)1); all.Add(part); }", "OutOfMemoryException|used more than its 768 MiB of memory"),
        new("memory beside the heap", "while (true) { var part = Marshal.AllocHGlobal(16 << 20); unsafe { new Span<byte>((void*)part, 16 << 20).Fill(1); } }", "used more than its 768 MiB of memory"),
        new("socket", "using var client = new TcpClient(\"127.0.0.1\", {port});", "SocketException"),
        new("fetch", "using var client = new HttpClient(); _ = client.GetStringAsync(\"http://127.0.0.1:{port}/\").GetAwaiter().GetResult();", "HttpRequestException"),
        new("file of the system", "_ = File.ReadAllText(\"/etc/passwd\");", "(File|Directory)NotFoundException"),
        new("file of the host", "_ = File.ReadAllText(\"{secret}\");", "(File|Directory)NotFoundException"),
        new("all that may be found", """
            var found = new List<string>();
            foreach (var path in new[] { "/etc/passwd", "/etc/shadow", "/root", "/home", "/var", "/run", "/sys", "{secret}", "/proc/{host}/environ", "/proc/1/root/etc/passwd" }) if (File.Exists(path) || Directory.Exists(path)) found.Add(path);
            foreach (var process in Directory.GetDirectories("/proc")) if (File.Exists(process + "/root/tmp/others")) found.Add(process);
            foreach (var line in File.ReadAllLines("/proc/self/environ")) if (line.Contains("ARGOSY_TEST_SECRET")) found.Add("environment");
            foreach (var name in Directory.GetFiles("/proc/self/fd")) if (new FileInfo(name).LinkTarget is { } target && target.StartsWith("/") && !target.StartsWith("/usr") && !target.StartsWith("/dev") && !target.StartsWith("/proc") && !target.StartsWith("/memfd") && !target.StartsWith(AppContext.BaseDirectory)) found.Add(target);
            throw new InvalidOperationException("found " + found.Count + ": " + string.Join(", ", found));
            """, "found 0:"),
        new("files that are changed", """
            var changed = new List<string>();
            foreach (var path in new[] { AppContext.BaseDirectory + "Argosy.Core.dll", AppContext.BaseDirectory + "new", "/usr/bin/true", "/usr/new", "/etc/new", "/new", "{secret}" }) try { File.WriteAllText(path, "x"); changed.Add(path); } catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
            throw new InvalidOperationException("changed " + changed.Count + ": " + string.Join(", ", changed));
            """, "changed 0:"),
        new("process", "Process.Start(\"/usr/bin/sh\", [\"-c\", \"sleep 300; : {mark}\"]); while (bar.Close > 0) { }", "^the worker was killed: it has not answered for"),
        new("fork bomb", "Process.Start(\"/usr/bin/sh\", [\"-c\", \"f() { f | f & }; : {mark}; f\"]); while (bar.Close > 0) { }", "^the worker was killed: it has not answered for"),
        new("threads", "while (true) new Thread(() => Thread.Sleep(-1), 1 << 16).Start();", "OutOfMemoryException|ThreadStartException|ended by signal 6"),
        new("disk filler", "var one = new byte[1 << 20]; for (var i = 0; ; i++) File.WriteAllBytes($\"/tmp/{i}\", one);", "No space left on device"),
        new("file without end", "using var file = File.OpenWrite(\"/tmp/all\"); var one = new byte[1 << 20]; while (true) { file.Write(one); file.Flush(); }", "No space left on device|File too large|longer than"),
        new("signal sender", "kill(-1, 9); kill({host}, 9); kill(1, 9); kill(getppid(), 9); kill(Environment.ProcessId, 9);", "ended by signal 9|closed its pipe"),
        new("flood of lines", "var line = new string('x', 1000); while (true) Console.WriteLine(line);", "wrote more than its 1 MiB of error output"),
        new("flood of the pipe", "using var pipe = new FileStream(new SafeFileHandle(1, false), FileAccess.Write); var part = new byte[1 << 16]; Array.Fill(part, (byte)'x'); while (true) pipe.Write(part);", "its answer cannot be read"),
        new("exit", "Environment.Exit(0);", "^the worker ended by itself"),
        new("fail fast", "Environment.FailFast(\"enough\");", "ended by signal 6"),
        new("recursion", "static int Deep(int n) => n < 0 ? 0 : 1 + Deep(n + 1); _ = Deep(1);", "ended by signal 6"),
        new("memory of the process", "unsafe { *(int*)64 = 1; } Marshal.WriteInt32(new IntPtr(4096), 1);", "NullReferenceException|AccessViolation|ended by signal (6|11)"),
        new("reflection", "_ = typeof(object).Assembly.GetType(\"System.IO.File\")!.GetMethod(\"ReadAllText\", [typeof(string)])!.Invoke(null, [\"/etc/passwd\"]);", "TargetInvocationException"),
        new("deserialisation", """
            var document = new System.Xml.XmlDocument { XmlResolver = new System.Xml.XmlUrlResolver() };
            document.LoadXml("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>");
            throw new InvalidOperationException(document.InnerText);
            """, "(File|Directory)NotFoundException|XmlException"),
        new("program's own parts", "foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, \"*.dll\")) { } AppDomain.CurrentDomain.ProcessExit += (_, _) => { while (true) { } }; Environment.Exit(3);", "ended with exit code 3|has not answered for"),
    ];
}
