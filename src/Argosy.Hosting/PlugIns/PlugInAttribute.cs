namespace Argosy.Hosting.PlugIns;

/// <summary>Names one plug-in of an assembly: <c>[assembly: PlugIn("echo", typeof(EchoService))]</c>. Nothing is found by a scan.</summary>
/// <param name="name">What it is called, kebab-case.</param>
/// <param name="type">An <see cref="IServicePlugIn"/> or an <see cref="IVenuePlugIn"/> with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class PlugInAttribute(string name, Type type) : Attribute
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public Type Type { get; } = type;
}
