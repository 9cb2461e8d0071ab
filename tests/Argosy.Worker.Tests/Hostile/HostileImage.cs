using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Argosy.Worker.Tests.Hostile;

/// <summary>Compiles hostile bots against everything, as somebody would who got round the compiler's checks.</summary>
static class HostileImage
{
    const string Head = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Net.Http; using System.Net.Sockets; using System.Runtime.InteropServices; using System.Threading;
        using Argosy.Core.MarketData; using Argosy.Engine.Strategies; using Microsoft.Win32.SafeHandles;
        public sealed class Hostile : IStrategy
        {
            [DllImport("libc")] static extern int kill(int process, int signal);
            [DllImport("libc")] static extern int getppid();
            public void OnBar(in Bar bar, StrategyContext context) { 
        """;

    static readonly MetadataReference[] Everything = [.. (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator).Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The strategy's JSON as a run's first message has it, with the image in it.</summary>
    public static string Text(string body)
    {
        var tree = CSharpSyntaxTree.ParseText(Head + body + " } }", new CSharpParseOptions(LanguageVersion.Latest));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);
        using var image = new MemoryStream();
        var made = CSharpCompilation.Create($"hostile-{Guid.NewGuid():N}", [tree], Everything, options).Emit(image);
        Assert.True(made.Success, string.Join('\n', made.Diagnostics));
        return $$"""{ "name": "hostile.cs", "parameters": {}, "images": { "hostile.cs": "{{Convert.ToBase64String(image.ToArray())}}" } }""";
    }
}
