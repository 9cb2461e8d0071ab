using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Simulation.Margin;

namespace Argosy.Research.Perpetuals;

/// <summary>Reads recorded funding: CSV with a header (time,rate) or a venue's JSON (fundingTime, fundingRate); gzipped or not.</summary>
public static class FundingFile
{
    const string Expected = "time,rate with the rate as a share of the notional, e.g. 1638316800000,0.0001";

    // No venue lets a settlement go that far; a percent mistaken for a ratio does.
    const decimal MostRate = 0.1m;

    static readonly string[] TimeNames = ["time", "fundingtime", "funding_time", "calc_time", "timestamp"];
    static readonly string[] RateNames = ["rate", "fundingrate", "funding_rate", "last_funding_rate"];

    /// <summary>The settlements of a file, or what is wrong with it.</summary>
    public static Result<FundingRates> Read(string path)
    {
        var text = TableText.Read(path);
        return text.Ok ? Parse(text.Value) : text.Error!;
    }

    static Result<FundingRates> Parse(TableText text)
    {
        if (text.Name.StartsWith("coinalyze", StringComparison.OrdinalIgnoreCase)) return Summary(text, "its name says so");
        var (times, rates) = (new List<long>(), new List<decimal>());
        if ((text.IsJson ? ReadJson(text, times, rates) : ReadCsv(text, times, rates)) is { } wrong) return wrong;
        if (times.Count == 0) return Error.BadInput($"{text.Name} holds no settlement of funding; expected {Expected}");
        for (var i = 1; i < times.Count; i++)
        {
            if (FundingRates.RoundToSecond(times[i]) > FundingRates.RoundToSecond(times[i - 1])) continue;
            return Error.BadInput($"{text.Name}: settlement {i + 1} at {times[i]} does not follow the one at {times[i - 1]}; expected rising times");
        }
        return new FundingRates(times, rates, text.Hash);
    }

    static Error? ReadCsv(TableText text, List<long> times, List<decimal> rates)
    {
        var (time, rate) = (-1, -1);
        foreach (var (number, cells) in text.Rows())
        {
            if (time < 0)
            {
                string[] names = [.. cells.Select(cell => cell.Trim('"').ToLowerInvariant())];
                (time, rate) = (Array.FindIndex(names, name => TimeNames.Contains(name)), Array.FindIndex(names, name => RateNames.Contains(name)));
                if (time < 0 || rate < 0) return Error.BadInput($"{text.Name} line {number}: '{string.Join(',', cells)}' is not the header of funding; expected {Expected}");
                if (names.Contains("open") && names.Contains("high") && names.Contains("low")) return Summary(text, "it has columns open, high and low");
                continue;
            }
            if (cells.Length <= Math.Max(time, rate)) return Error.BadInput($"{text.Name} line {number}: {cells.Length} columns, expected {Expected}");
            if (Add(text.Name, $"line {number}", cells[time], cells[rate], times, rates) is { } wrong) return wrong;
        }
        return null;
    }

    static Error? ReadJson(TableText text, List<long> times, List<decimal> rates)
    {
        try
        {
            using var document = JsonDocument.Parse(text.Text);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return Error.BadInput($"{text.Name} is not a list of settlements; expected [{{\"fundingTime\":…,\"fundingRate\":\"…\"}}, …]");
            foreach (var item in document.RootElement.EnumerateArray())
            {
                var where = $"settlement {times.Count + 1}";
                if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("fundingTime", out var time) || !item.TryGetProperty("fundingRate", out var rate))
                {
                    return Error.BadInput($"{text.Name} {where}: expected fundingTime and fundingRate");
                }
                if (Add(text.Name, where, time.ToString(), rate.ToString(), times, rates) is { } wrong) return wrong;
            }
            return null;
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"{text.Name} line {(broken.LineNumber ?? 0) + 1}: no valid JSON");
        }
    }

    static Error? Add(string name, string where, string time, string rate, List<long> times, List<decimal> rates)
    {
        if (!TableText.TryTime(time.Trim('"'), out var at)) return Error.BadInput($"{name} {where}: '{time}' is not a time; expected Unix ms or a date");
        if (!TableText.TryNumber(rate.Trim('"'), out var value)) return Error.BadInput($"{name} {where}: '{rate}' is not a rate; expected a share of the notional, e.g. 0.0001");
        if (Math.Abs(value) > MostRate) return Error.BadInput($"{name} {where}: a rate of {rate} is {Exact.Text(value * 100)} % of the notional at one settlement; expected a share such as 0.0001, not a percentage");
        times.Add(at);
        rates.Add(value);
        return null;
    }

    static Error Summary(TableText text, string why) =>
        Error.BadInput($"{text.Name} holds daily summaries of the rate in percent ({why}), not settlements; expected one row for each settlement, {Expected}");
}
