using System.Reflection;
using System.Text;

namespace Argosy.Architecture.Tests;

/// <summary>What a library offers is a decision: it is printed and compared with the text that was approved.</summary>
public sealed class PublicApiTests
{
    const string Renew = "ARGOSY_APPROVE";

    [Theory]
    [InlineData("Argosy.Core")]
    [InlineData("Argosy.Indicators")]
    [InlineData("Argosy.Engine")]
    [InlineData("Argosy.Simulation")]
    [InlineData("Argosy.Hosting")]
    [InlineData("Argosy.Sandbox")]
    [InlineData("Argosy.Storage")]
    [InlineData("Argosy.Venues")]
    public void PublicApi_IsTheApprovedOne(string library)
    {
        var path = Path.Combine(Repository.Root, "src", library, "PublicApi.approved.txt");
        var actual = Print(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Renew) == "1") File.WriteAllText(path, actual);
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        var (was, now) = (approved.Split('\n'), actual.Split('\n'));
        var changes = was.Except(now).Select(line => $"- {line}").Concat(now.Except(was).Select(line => $"+ {line}")).ToArray();
        Assert.True(approved == actual, $"the public API of {library} changed; {Renew}=1 approves it:\n{string.Join('\n', changes.Take(40))}");
    }

    static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    static IEnumerable<string> Members(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type)) yield return $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}";
            yield break;
        }
        foreach (var constructor in type.GetConstructors(all).Where(Seen)) yield return $"new({Parameters(constructor)})";
        foreach (var field in type.GetFields(all).Where(f => f.IsPublic || f.IsFamily)) yield return $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";
        foreach (var property in type.GetProperties(all).Where(p => p.GetMethod is { } get && Seen(get)))
        {
            var set = property.SetMethod is { } setter && Seen(setter) ? IsInit(setter) ? " init;" : " set;" : "";
            yield return $"{(property.GetMethod!.IsStatic ? "static " : "")}{Name(property.PropertyType)} {property.Name} {{ get;{set} }}";
        }
        foreach (var method in type.GetMethods(all).Where(m => Seen(m) && !m.IsSpecialName && !IsOfEveryRecord(m)))
        {
            yield return $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})";
        }
    }

    static bool Seen(MethodBase method) => method.IsPublic || (method.IsFamily && method.DeclaringType is { IsSealed: false });

    static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    static bool IsOfEveryRecord(MethodInfo method) => method.Name is "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "PrintMembers" or "Deconstruct";

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => $"{(p.IsIn ? "in " : p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = …" : "")}"));

    static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    static string Bases(Type type)
    {
        if (type.IsEnum) return "";
        var own = type.GetInterfaces().Where(i => i.Namespace?.StartsWith("Argosy", StringComparison.Ordinal) == true).Select(Name).Order(StringComparer.Ordinal).ToArray();
        return own.Length == 0 ? "" : $" : {string.Join(", ", own)}";
    }

    static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        if (!type.IsGenericType) return type.IsGenericParameter || type.Namespace?.StartsWith("Argosy", StringComparison.Ordinal) != true ? type.Name : type.FullName!.Replace('+', '.');
        var open = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        var prefix = type.Namespace?.StartsWith("Argosy", StringComparison.Ordinal) == true ? type.Namespace + "." : "";
        return $"{prefix}{open}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
