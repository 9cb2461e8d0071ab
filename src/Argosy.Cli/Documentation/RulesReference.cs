using System.Text;
using Argosy.Cli.Rules;

namespace Argosy.Cli.Documentation;

/// <summary>The reference of all rules, made from their catalogues.</summary>
static class RulesReference
{
    /// <summary>As Markdown.</summary>
    public static string Text()
    {
        var text = new StringBuilder("""
            # Exit rules, guards, limits and sizes

            <!-- Generated: argosy docs rules > docs/reference/rules.md -->

            A rule is written `name`, `name:value` or `name(key=value, ...)`; the value after a colon is the first parameter. Ratios may be
            written as `0.02` or `2%`, lengths of time as `30m`, `12h`, `7d` or `2w`. The options `--exit`, `--guard` and `--limit` are repeated
            for each rule. What they mean and in which order they are asked: [risk](../concepts/risk.md). The sizes `all`, `quote:100`,
            `qty:1`, `equity:10%` and `risk:1%` are described under [money](../concepts/money.md).

            """);
        foreach (var kind in ListedRule.All.GroupBy(rule => rule.Option))
        {
            text.Append($"\n## {Title(kind.Key)} (`{kind.Key}`)\n");
            foreach (var rule in kind) Append(text, rule);
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    static string Title(string option) => option switch
    {
        "--exit" => "Exit rules",
        "--guard" => "Guards",
        "--limit" => "Limits",
        _ => "Sizes",
    };

    static void Append(StringBuilder text, ListedRule rule)
    {
        text.Append($"\n### {rule.Name}\n\n{rule.Summary}\n\n| Parameter | Default | Takes | Unit | Meaning |\n|---|---|---|---|---|\n");
        foreach (var p in rule.Parameters) text.Append($"| `{p.Name}` | {p.Default ?? "required"} | {p.Accepts.Replace("|", "\\|", StringComparison.Ordinal)} | {p.Unit} | {p.Help} |\n");
        text.Append($"\nE.g. `{rule.Option} {rule.Example}`\n");
    }
}
