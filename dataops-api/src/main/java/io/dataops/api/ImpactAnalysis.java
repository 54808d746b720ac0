package io.dataops.api;

/**
 * Decides who is hit by a change set, and how likely.
 *
 * <p>Implementations are deterministic and safe for use by several threads. A lambda can stand in for one in a test.
 *
 * <pre>{@code
 * ImpactAnalysis analysis = graph;   // a graph is one; so is a question to it with limits
 * analysis.impactOf(changes).affected();
 * }</pre>
 */
@FunctionalInterface
public interface ImpactAnalysis {

    /**
     * Returns what the changes affect.
     *
     * @param changes what changed; names that the graph does not have are reported in {@link Impact#notInGraph()}
     * @return the impact; without changes, an impact without assets
     */
    Impact impactOf(ChangeSet changes);
}
