namespace Argosy.Research.Validation;

/// <summary>The first place at which two runs part that should agree.</summary>
/// <param name="Time">The instant, Unix ms.</param>
/// <param name="Instrument">Whose order it is.</param>
/// <param name="Expected">What the run over all data did.</param>
/// <param name="Found">What the other run did instead.</param>
public sealed record TapeDifference(long Time, string Instrument, string Expected, string Found)
{
    const string Nothing = "nothing";

    /// <summary>The first difference among the first entries of two tapes; null where they agree.</summary>
    internal static TapeDifference? First(RunTape expected, int expectedCount, RunTape found, int foundCount, IReadOnlyList<string> instruments)
    {
        var common = Math.Min(expectedCount, foundCount);
        for (var i = 0; i < common; i++)
        {
            if (expected.Entries[i] != found.Entries[i]) return Of(expected.Entries[i], found.Entries[i], instruments);
        }
        if (expectedCount > common) return Of(expected.Entries[common], null, instruments);
        return foundCount > common ? Of(null, found.Entries[common], instruments) : null;
    }

    // The earlier of the two is where they part: there one did something and the other nothing.
    static TapeDifference Of(TapeEntry? expected, TapeEntry? found, IReadOnlyList<string> instruments)
    {
        if (expected is { } e && found is { } f && e.Instant != f.Instant)
        {
            if (e.Instant < f.Instant) found = null;
            else expected = null;
        }
        var entry = (expected ?? found)!.Value;
        return new TapeDifference(entry.Instant, instruments[entry.Instrument], expected?.ToString() ?? Nothing, found?.ToString() ?? Nothing);
    }
}
