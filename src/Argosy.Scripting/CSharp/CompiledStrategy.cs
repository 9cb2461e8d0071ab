using System.Runtime.Loader;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.CSharp;

/// <summary>A strategy that was compiled from a file; disposing it lets its code be unloaded once no instance is left.</summary>
public sealed class CompiledStrategy : IDisposable
{
    readonly StrategyLoadContext _context;

    internal CompiledStrategy(StrategyLoadContext context, StrategyDescriptor descriptor) => (_context, Descriptor) = (context, descriptor);

    /// <summary>Name, parameters, and how instances are made.</summary>
    public StrategyDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();
}

/// <summary>Holds one compiled strategy apart, so that it can be dropped; everything it refers to is the process's own.</summary>
sealed class StrategyLoadContext(string name) : AssemblyLoadContext(name, isCollectible: true);
