using System.CommandLine;
using Argosy.Cli.Invocation;
using System.Globalization;
using Argosy.Data.Catalogue;
using Argosy.Data.Series;
using Argosy.Data.Synthesis;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data synth</c>: a synthetic series for demonstrations and load, marked as such wherever it is shown.</summary>
internal static class SynthCommand
{
    static readonly Option<int> Bars = new("--bars") { Description = "Number of bars", Required = true };
    static readonly Option<string> Timeframe = new("--timeframe") { Description = "Bar length", DefaultValueFactory = _ => "1m" };
    static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed gives the same bars", DefaultValueFactory = _ => 1 };
    static readonly Option<string?> Name = new("--name") { Description = "Name in the catalogue (default: synthetic_BASE-QUOTE_timeframe)" };
    static readonly Option<string> Instrument = new("--instrument") { Description = "Instrument", DefaultValueFactory = _ => "DEMO/USD" };
    static readonly Option<string> Start = new("--start") { Description = "First day, UTC", DefaultValueFactory = _ => "2020-01-01" };
    static readonly Option<decimal> Price = new("--price") { Description = "First price", DefaultValueFactory = _ => 20_000m };
    static readonly Option<int> Decimals = new("--decimals") { Description = "Decimal places of a price, 0 to 8", DefaultValueFactory = _ => 2 };
    static readonly Option<double> Volatility = new("--volatility") { Description = "Volatility a year, ratio", DefaultValueFactory = _ => 0.8 };
    static readonly Option<double> Drift = new("--drift") { Description = "Drift a year, ratio", DefaultValueFactory = _ => 0 };
    static readonly Option<double> Gaps = new("--gaps") { Description = "Chance that a gap begins after a bar, 0 to 1", DefaultValueFactory = _ => 0 };
    static readonly Option<string?> Store = DataOptions.Store();
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("synth", "Generate a synthetic series: random walk with volatility clustering.")
        {
            Examples = ["argosy data synth --bars 525600 --timeframe 1m --seed 1 --name demo"],
        };
        command.AddGroup("Options", Bars, Timeframe, Seed, Name, Instrument, Start, Price, Decimals, Volatility, Drift, Gaps, Store, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--json", parsed.GetValue(Json))) is { } unwritable) return terminal.Fail(unwritable);
        var timeframe = DataOptions.Parse(parsed.GetValue(Timeframe));
        if (!timeframe.Ok) return terminal.Fail(timeframe.Error!.Message);
        if (Refusal(parsed) is { } refusal) return terminal.Fail(refusal);
        var assets = parsed.GetValue(Instrument)!.Split('/');
        if (assets.Length != 2 || assets.Any(asset => asset.Length == 0 || !asset.All(char.IsAsciiLetterOrDigit))) return terminal.Fail($"--instrument: '{parsed.GetValue(Instrument)}' is no instrument; expected BASE/QUOTE, e.g. DEMO/USD");
        if (!DateTimeOffset.TryParse(parsed.GetValue(Start), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)) return terminal.Fail($"--start: '{parsed.GetValue(Start)}' is no date; expected e.g. 2020-01-01");
        var bars = SeriesGenerator.Generate(new SynthesisOptions
        {
            Bars = parsed.GetValue(Bars),
            Timeframe = timeframe.Value!.Value,
            Seed = parsed.GetValue(Seed),
            Start = start.ToUnixTimeMilliseconds(),
            Price = parsed.GetValue(Price),
            PriceScale = parsed.GetValue(Decimals),
            AnnualVolatility = parsed.GetValue(Volatility),
            AnnualDrift = parsed.GetValue(Drift),
            GapRatio = parsed.GetValue(Gaps),
        });
        var origin = new SeriesOrigin(assets[0], assets[1], "synthetic", [$"synth seed {parsed.GetValue(Seed)}"]);
        var name = parsed.GetValue(Name) ?? BarCatalogue.NameOf(origin, bars);
        var added = BarCatalogue.Open(parsed.GetValue(Store)).Add(name, bars, origin);
        if (!added.Ok) return terminal.Fail(added.Error!);
        var report = SeriesReport.Of(name, origin, bars, []) with { Stored = added.Value };
        report.Write(terminal.Output);
        if (parsed.GetValue(Json) is { } path) report.WriteJson(path);
        return 0;
    }

    static string? Refusal(ParseResult parsed)
    {
        if (parsed.GetValue(Bars) is < 1 or > 20_000_000) return $"--bars: {parsed.GetValue(Bars)} is out of range; expected 1 to 20,000,000";
        if (parsed.GetValue(Price) is <= 0 or > 1_000_000m) return $"--price: {parsed.GetValue(Price)} is out of range; expected above 0, at most 1,000,000";
        if (parsed.GetValue(Decimals) is < 0 or > 8) return $"--decimals: {parsed.GetValue(Decimals)} is out of range; expected 0 to 8";
        if (parsed.GetValue(Volatility) is not (>= 0 and <= 5)) return $"--volatility: {parsed.GetValue(Volatility)} is out of range; expected 0 to 5";
        if (parsed.GetValue(Drift) is not (>= -5 and <= 5)) return $"--drift: {parsed.GetValue(Drift)} is out of range; expected -5 to 5";
        return parsed.GetValue(Gaps) is not (>= 0 and <= 1) ? $"--gaps: {parsed.GetValue(Gaps)} is out of range; expected 0 to 1" : null;
    }
}
