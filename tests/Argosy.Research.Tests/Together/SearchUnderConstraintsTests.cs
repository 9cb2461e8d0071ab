using Argosy.Research.Optimisation;
using Argosy.Research.Tests.Optimisation;

namespace Argosy.Research.Tests.Together;

/// <summary>Samplers that learn, with several objectives and constraints at once.</summary>
public sealed class SearchUnderConstraintsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-search").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static OptimisationRequest Request(SearchMethod method, int? trials) => PlantedSearch.Traded(method, trials) with
    {
        Objectives = [Objective.Parse("totalReturn").Value, Objective.Parse("min:exposure").Value],
        Constraints = [Constraint.Parse("exposure<=0.3").Value, Constraint.Parse("trades>=10").Value, Constraint.Parse("maxDrawdown<=0.15").Value],
    };

    static bool Keeps(SearchTrial trial) => trial.Metrics is { Exposure: <= 0.3, Trades: >= 10, MaxDrawdown: <= 0.15 };

    [Theory]
    [InlineData(SearchMethod.Random)]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Front_HoldsWhatKeepsTheConstraints_AndNothingThatKeepsThemBeatsIt(SearchMethod method)
    {
        var found = PlantedSearch.Run(Request(method, 240));
        var feasible = found.Trials.Where(Keeps).ToArray();
        Assert.Contains(found.Trials, trial => !Keeps(trial));
        static bool Beats(SearchTrial a, SearchTrial b)
        {
            var (ra, ea, rb, eb) = (a.Metrics!.TotalReturn, a.Metrics.Exposure!.Value, b.Metrics!.TotalReturn, b.Metrics.Exposure!.Value);
            return ra >= rb && ea <= eb && (ra > rb || ea < eb);
        }

        Assert.Equal(feasible.Where(a => !feasible.Any(b => Beats(b, a))).Select(trial => trial.Id), found.Front.Select(trial => trial.Id));
        Assert.True(found.Front.Count > 3);
        Assert.All(found.Trials, trial => Assert.Equal(Keeps(trial), trial.Counts));
    }

    [Theory]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void SamplersThatLearn_ComeNearTheTrueFront(SearchMethod method)
    {
        // Area under the front between exposure 0 and 0.3: what share of the grid's is found in 240 of 1,000 trials.
        var whole = Area(PlantedSearch.Run(Request(SearchMethod.Grid, null)));
        var share = Area(PlantedSearch.Run(Request(method, 240))) / whole;
        Assert.InRange(share, 0.9, 1.0000001);
    }

    [Theory]
    [InlineData(SearchMethod.Tpe, 1)]
    [InlineData(SearchMethod.Genetic, 1)]
    [InlineData(SearchMethod.Tpe, 3)]
    [InlineData(SearchMethod.Genetic, 3)]
    public void Resume_WithConstraintsAndSeveralObjectives_GoesOnAsIfNothingHadHappened(SearchMethod method, int jobs)
    {
        var whole = PlantedSearch.Text(PlantedSearch.Run(Request(method, 90) with { Jobs = jobs }));
        var path = Path.Combine(_folder, "search.jsonl");
        var part = PlantedSearch.Run(Request(method, 50) with { Jobs = jobs, Journal = path });
        Assert.Equal(50, part.Trials.Count);
        Assert.Equal(whole, PlantedSearch.Text(PlantedSearch.Run(Request(method, 90) with { Jobs = jobs, Journal = path, Resume = true })));
    }

    static double Area(OptimisationResult result)
    {
        var (area, best, at) = (0.0, 0.0, 0.0);
        foreach (var trial in result.Front.OrderBy(trial => trial.Metrics!.Exposure))
        {
            area += best * (trial.Metrics!.Exposure!.Value - at);
            (best, at) = (Math.Max(best, trial.Metrics.TotalReturn), trial.Metrics.Exposure.Value);
        }
        return area + (best * (0.3 - at));
    }
}
