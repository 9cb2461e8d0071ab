namespace Argosy.Indicators.Tests;

public class ReferenceTests
{
    /// <summary>Equal to 1e-9 relative, or, where the value itself is a small difference, to 1e-12 of the column's greatest value.</summary>
    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Indicator_OnReferenceBars_EqualsItsDefinition(string name)
    {
        var one = Catalogue.Named(name);
        var rows = one.Run(Reference.Bars);
        for (var output = 0; output < one.Outputs.Count; output++)
        {
            var expected = Reference.Column($"{name}|{one.Outputs[output]}");
            var greatest = expected.Where(value => !double.IsNaN(value)).Max(Math.Abs);
            Assert.Equal(rows.Length, expected.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                if (double.IsNaN(expected[i])) continue;
                var difference = Math.Abs(rows[i][output] - expected[i]);
                Assert.True(difference <= Math.Max(1e-9 * Math.Abs(expected[i]), 1e-12 * greatest), $"{name} {one.Outputs[output]} at {i}: {rows[i][output]:R}, reference {expected[i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Indicator_DuringWarmUp_IsNaN(string name)
    {
        var one = Catalogue.Named(name);
        var rows = one.Run(Reference.Bars);
        // a session indicator's warm-up is the least: two sessions of one bar; here a session has 24
        var warmUp = one.Indicator == typeof(Trend.PivotPoints) ? 24 * one.WarmUp : one.WarmUp;
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(i < warmUp, rows[i].Any(double.IsNaN));
            Assert.Equal(i < warmUp, double.IsNaN(Reference.Column($"{name}|{one.Outputs[0]}")[i]));
        }
    }

    [Fact]
    public void Catalogue_HasEveryPublicIndicator()
    {
        var missing = Catalogue.Indicators.Except(Catalogue.Cases.Select(one => one.Indicator)).Select(type => type.Name);
        Assert.Equal([], missing);
        Assert.True(Catalogue.Indicators.Count() >= 60);
    }
}
