using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Argosy.TestSupport;

/// <summary>The one way to check a property: from the same seeds in every run, from random ones in the long campaigns.</summary>
/// <remarks>ARGOSY_LONG=1 starts from random seeds and takes more cases; ARGOSY_REPLAY=seed,gamma[,size] starts from one a failure printed.</remarks>
internal static class PropertyChecks
{
    static readonly bool Long = string.Equals(Environment.GetEnvironmentVariable("ARGOSY_LONG"), "1", StringComparison.Ordinal);
    static readonly string? Replayed = Environment.GetEnvironmentVariable("ARGOSY_REPLAY");

    /// <summary>Fails where the property does not hold, and says how to see that again.</summary>
    /// <param name="property">What holds for every value.</param>
    /// <param name="cases">Values to try.</param>
    /// <param name="longTimes">How many times as many the long campaigns try.</param>
    /// <param name="file">Left out: the test's own file.</param>
    /// <param name="test">Left out: the test's own name.</param>
    public static void Holds(this Property property, int cases, int longTimes = 50, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var start = Start($"{Path.GetFileNameWithoutExtension(file)}.{test}");
        try
        {
            property.Check(Config.QuickThrowOnFailure.WithMaxTest(Long ? cases * longTimes : cases).WithReplay(FSharpOption<Replay>.Some(start)));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\nstarted from {start.Rnd.Seed},{start.Rnd.Gamma}; ARGOSY_REPLAY=seed,gamma,size of the last step shows it again", e);
        }
    }

    /// <summary>Fails where something does not hold for a seed of its own generator, 1 to 2^31 − 1.</summary>
    public static void ForSeeds(int cases, Action<int> holds, int longTimes = 50, [CallerFilePath] string file = "", [CallerMemberName] string test = "") =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), holds).Holds(cases, longTimes, file, test);

    static Replay Start(string name)
    {
        if (!string.IsNullOrEmpty(Replayed)) return Parse(Replayed);
        // Another start for every test, the same one for each of its runs.
        var bytes = Long ? RandomNumberGenerator.GetBytes(16) : SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return From(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8), FSharpOption<int>.None);
    }

    static Replay Parse(string text)
    {
        var parts = text.Trim('(', ')', ' ').Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is 2 or 3
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var gamma))
        {
            var size = parts.Length == 3 ? FSharpOption<int>.Some(int.Parse(parts[2], CultureInfo.InvariantCulture)) : FSharpOption<int>.None;
            return From(seed, gamma, size);
        }
        throw new InvalidOperationException($"ARGOSY_REPLAY is '{text}'; expected seed,gamma or seed,gamma,size as a failure printed it");
    }

    // A step of the generator is odd.
    static Replay From(ulong seed, ulong gamma, FSharpOption<int> size) => new(new Rnd(seed, gamma | 1), size);
}
