using System.Text;
using Argosy.Hosting.Auditing;

namespace Argosy.Hosting.Tests.Auditing;

public sealed class AuditFileTests
{
    [Fact]
    public void Verify_AsWritten_CountsTheLines() => Assert.Equal(12, AuditFile.Verify(new StringReader(Text())).Value);

    [Fact]
    public void Verify_AnyOneByteChanged_NamesItsLine()
    {
        var bytes = Encoding.UTF8.GetBytes(Text());
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == (byte)'\n') continue;
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            if (changed[at] is (byte)'\n' or (byte)'\r') continue;
            var line = bytes.AsSpan(0, at).Count((byte)'\n') + 1;
            var verified = AuditFile.Verify(new StringReader(Encoding.UTF8.GetString(changed)));
            Assert.False(verified.Ok, $"byte {at} changed and nothing was said");
            Assert.StartsWith($"audit line {line}", verified.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verify_ALineRemoved_NamesWhereItWas()
    {
        var lines = Text().Split('\n').ToList();
        lines.RemoveAt(4);
        Assert.StartsWith("audit line 5:", AuditFile.Verify(new StringReader(string.Join('\n', lines))).Error!.Message, StringComparison.Ordinal);
    }

    static string Text()
    {
        var text = new StringBuilder();
        AuditEntry? last = null;
        for (var i = 1; i <= 12; i++)
        {
            last = AuditEntry.After(last, 1_000 + i, "bot 5", "order", $$"""{"votes":[1,0,-1],"price":"100.{{i}}","note":"Grüße"}""");
            text.Append(AuditFile.Line(last)).Append('\n');
        }
        return text.ToString();
    }
}
