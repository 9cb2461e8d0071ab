namespace Argosy.Worker.Tests.Hostile;

/// <summary>Bots in TypeScript that mean harm: what they do at their first candle.</summary>
static class HostileScripts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileBot> All { get; } =
    [
        Script("endless loop", "for (;;) {}", "has not come back from one call"),
        Script("regular expression without end", "/^(a+)+$/.test('a'.repeat(64) + '!');", "has not come back from one call"),
        Script("heap that grows", "const all = []; for (;;) all.push(new Array(1000).fill({ a: 1.5 }).map((x) => ({ ...x })));", "of memory|has not come back from one call"),
        Script("memory beside the heap", "const all = []; for (;;) all.push(new Float64Array(1 << 22).fill(1));", "of memory|ended \\(exit code|Array buffer allocation failed|has not come back"),
        Script("array of 4 GB", "const all = new Float64Array(2 ** 29).fill(1); if (all.length) for (;;) {}", "of memory|ended \\(exit code|Array buffer allocation failed|has not come back"),
        Script("fetch", "fetch('http://127.0.0.1:{port}/');", "fetch|network"),
        Script("socket", "new WebSocket('ws://127.0.0.1:{port}/');", "WebSocket|network"),
        Script("file of the host", "Deno.readTextFileSync('{secret}');", "Deno"),
        Script("eval", "eval(\"Deno.readTextFileSync('/etc/passwd')\");", "Deno"),
        Script("function made of text", "[].constructor.constructor('return Deno.readTextFileSync(\"/etc/passwd\")')();", "Deno"),
        Script("process", "new (globalThis as any).Deno.Command('/usr/bin/sh', { args: ['-c', 'sleep 300; : {mark}'] }).spawn();", "undefined|Command"),
        Script("thread", "new Worker('data:application/javascript,for(;;){}', { type: 'module' });", "Worker|threads"),
        Script("shared memory", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);", "Atomics|SharedArrayBuffer|has not come back"),
        Script("exit", "Deno.exit(0);", "Deno"),
        Script("recursion", "const deep = (n: number): number => deep(n + 1) + 1; deep(1);", "Maximum call stack"),
        Script("flood of lines", "for (;;) console.log('x'.repeat(10000));", "has not come back from one call|more than its"),
    ];

    static HostileBot Script(string name, string body, string reason) => new(name, body, reason) { IsScript = true };
}
