using System.Net;
using System.Text.Json;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Research;

public sealed class StudyTests : IAsyncLifetime
{
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Optimisation_IsOrderedCutAndItsTrialsBecomeRuns()
    {
        var job = await _lab.QueueAsync("optimise", new { strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = "5..20:5", slow = "30..60:10", exit = "none,stop:5%" }, note = "first" });
        var study = (await _lab.UntilAsync(job, "done")).GetProperty("optimisation").GetInt64();
        var told = await _lab.GetAsync($"/api/optimisations/{study}");
        Assert.Equal((32, 32, "grid", "first"), (told.GetProperty("trialsDone").GetInt32(), told.GetProperty("trialsTotal").GetInt32(), told.GetProperty("sampler").GetString(), told.GetProperty("note").GetString()));
        Assert.Equal(3, told.GetProperty("importance").GetArrayLength());
        var best = told.GetProperty("best");

        var trials = await _lab.GetAsync($"/api/optimisations/{study}/trials?sort=-objective&limit=5");
        Assert.Equal(32, trials.GetProperty("total").GetInt32());
        double[] objectives = [.. trials.GetProperty("items").EnumerateArray().Select(Objective)];
        Assert.Equal(objectives.OrderDescending(), objectives);
        Assert.Equal(Objective(best), objectives[0]);
        var fast = await _lab.GetAsync($"/api/optimisations/{study}/trials?sort=fast&limit=8");
        Assert.All(fast.GetProperty("items").EnumerateArray(), trial => Assert.Equal("5", trial.GetProperty("parameters").GetProperty("fast").GetString()));
        Assert.Equal("sort", (await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/optimisations/{study}/trials?sort=speed"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());

        await Cuts(study);
        var number = best.GetProperty("id").GetInt32();
        var run = await _lab.UntilAsync((await _lab.PostAsync($"/api/optimisations/{study}/trials/{number}/run", expected: HttpStatusCode.Created)).GetProperty("id").GetInt64(), "done");
        var row = (await _lab.GetAsync($"/api/runs/{run.GetProperty("run").GetInt64()}")).GetProperty("run");
        Assert.Equal(best.GetProperty("tradeHash").GetString(), row.GetProperty("tradeHash").GetString());
        Assert.Equal([$"optimisation {study}"], row.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.PostAsync($"/api/optimisations/{study}/trials/99/run", null)).StatusCode);

        Assert.Equal("argosy-optimization/1", (await _lab.GetAsync($"/api/optimisations/{study}/result")).GetProperty("format").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await _lab.Client.DeleteAsync($"/api/optimisations/{study}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync($"/api/optimisations/{study}")).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(_lab.Rig.Folder, "research", "studies", $"{study}")));
    }

    [Fact]
    public async Task OtherStudies_KeepTheirResults_AndAModelBecomesAVoter()
    {
        var walk = await Done("walkforward", new { strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = "5,10" }, train = "60d", test = "20d" });
        Assert.Equal("walkforward", (await _lab.GetAsync($"/api/optimisations/{walk}")).GetProperty("kind").GetString());
        Assert.True((await _lab.GetAsync($"/api/optimisations/{walk}/result")).GetProperty("windows").GetArrayLength() > 0);
        var checks = await Done("validate", new { strategy = "ma-cross", series = new[] { "demo" }, checks = new[] { "look-ahead", "costs" } });
        Assert.True((await _lab.GetAsync($"/api/optimisations/{checks}/result")).TryGetProperty("format", out _));
        var model = await Done("train", new { series = new[] { "demo" }, features = "return:1; rsi:14", trees = 10 });
        var run = await _lab.RunAsync(new { strategy = "prediction", parameters = new { model = $"study:{model}" }, series = new[] { "demo" } });
        Assert.Equal("prediction", (await _lab.GetAsync($"/api/runs/{run}")).GetProperty("run").GetProperty("strategy").GetString());
        Assert.Equal(0, (await _lab.GetAsync("/api/optimisations")).GetProperty("items").GetArrayLength());
        Assert.Equal([model, checks, walk], (await _lab.GetAsync("/api/optimisations?kind=all")).GetProperty("items").EnumerateArray().Select(study => study.GetProperty("id").GetInt64()));
    }

    async Task Cuts(long study)
    {
        var trials = (await _lab.GetAsync($"/api/optimisations/{study}/trials?limit=100")).GetProperty("items").EnumerateArray().ToArray();
        foreach (var over in (string[])["max", "median", "min"])
        {
            var heat = await _lab.GetAsync($"/api/optimisations/{study}/heat?x=fast&y=slow&over={over}");
            Assert.Equal(["5", "10", "15", "20"], heat.GetProperty("xs").EnumerateArray().Select(x => x.GetString()));
            double[] cell = [.. trials.Where(trial => trial.GetProperty("parameters").GetProperty("fast").GetString() == "10" && trial.GetProperty("parameters").GetProperty("slow").GetString() == "40").Select(Objective).Order()];
            Assert.Equal(2, cell.Length);
            Assert.Equal(over switch { "max" => cell[1], "min" => cell[0], _ => (cell[0] + cell[1]) / 2 }, heat.GetProperty("cells")[1][1].GetDouble(), 1e-12);
            Assert.Equal(2, heat.GetProperty("counts")[1][1].GetInt32());
        }
        Assert.Equal("x", (await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/optimisations/{study}/heat?x=speed&y=slow"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
    }

    async Task<long> Done(string kind, object request) => (await _lab.UntilAsync(await _lab.QueueAsync(kind, request), "done")).GetProperty("optimisation").GetInt64();

    static double Objective(JsonElement trial) => trial.GetProperty("objectives")[0].GetDouble();
}
