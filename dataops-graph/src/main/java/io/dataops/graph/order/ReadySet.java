package io.dataops.graph.order;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may start now: an asset is ready as soon as everything that it reads itself is done, without waiting for a wave.
 *
 * <p>Members of a cycle start together. Behind a gate readers wait until it is opened, for example by a health check. What fails
 * blocks everything behind it and nothing else. Not safe for use by several threads; each event takes time linear in what it touches.
 *
 * <pre>{@code
 * ReadySet run = ReadySet.of(graph).gate("stg_orders");
 * run.ready();              // [raw.orders]
 * run.start("raw.orders").done("raw.orders");
 * run.ready();              // [stg_orders]
 * run.start("stg_orders").done("stg_orders");
 * run.ready();              // []: the gate is shut
 * run.open("stg_orders");
 * run.done("dashboard");    // IllegalStateException: dashboard is ready, not running. …
 * }</pre>
 */
public final class ReadySet {
    private final Groups groups;
    private final State[] states;
    private final int[] missing;
    private final boolean[] gated;
    private final List<List<Integer>> readers = new ArrayList<>();

    private enum State {
        WAITING,
        READY,
        RUNNING,
        BEHIND_GATE,
        DONE,
        FAILED,
        BLOCKED
    }

    private ReadySet(DependencyGraph graph) {
        this.groups = new Groups(graph);
        int n = groups.size();
        this.states = new State[n];
        this.missing = new int[n];
        this.gated = new boolean[n];
        Arrays.fill(states, State.WAITING);
        for (int g = 0; g < n; g++) {
            readers.add(new ArrayList<>());
        }
        for (int g = 0; g < n; g++) {
            for (int u : groups.read(g)) {
                readers.get(u).add(g);
            }
            missing[g] = groups.read(g).length;
            states[g] = missing[g] == 0 ? State.READY : State.WAITING;
        }
    }

    /**
     * Starts a run over all assets of a graph.
     *
     * @param graph the graph; columns count as their asset
     * @return the run, with nothing done
     */
    public static ReadySet of(DependencyGraph graph) {
        return new ReadySet(graph);
    }

    /**
     * Starts a run over some assets; the others are in place already.
     *
     * @param graph the graph; columns count as their asset
     * @param assets identifiers or unambiguous aliases; with a member of a cycle come the others
     * @return the run, with nothing done
     */
    public static ReadySet of(DependencyGraph graph, Collection<String> assets) {
        ReadySet run = new ReadySet(graph);
        boolean[] wanted = new boolean[run.states.length];
        assets.forEach(asset -> wanted[run.groups.of(asset)] = true);
        for (int g = 0; g < wanted.length; g++) {
            if (!wanted[g]) {
                run.pass(g);
            }
        }
        return run;
    }

    /**
     * Puts a gate behind an asset.
     *
     * @param asset an asset that is not done yet
     * @return this
     */
    public ReadySet gate(String asset) {
        int g = groups.of(asset);
        if (states[g] == State.DONE || states[g] == State.BEHIND_GATE) {
            throw new IllegalStateException(asset + " is done already, so a gate would come too late.");
        }
        gated[g] = true;
        return this;
    }

    /**
     * Returns what may start.
     *
     * @return identifiers, sorted; a member of a cycle with all others
     */
    public Set<String> ready() {
        return in(State.READY);
    }

    /**
     * Returns what has started and is neither done nor failed.
     *
     * @return identifiers, sorted
     */
    public Set<String> running() {
        return in(State.RUNNING);
    }

    /**
     * Returns what is done while its gate is shut.
     *
     * @return identifiers, sorted
     */
    public Set<String> behindGates() {
        return in(State.BEHIND_GATE);
    }

    /**
     * Returns what cannot start any more because something that it needs failed.
     *
     * @return identifiers, sorted
     */
    public Set<String> blocked() {
        return in(State.BLOCKED);
    }

    /**
     * Says whether nothing is left to start, to finish or to open.
     *
     * @return true at the end
     */
    public boolean isOver() {
        return Arrays.stream(states).allMatch(s -> s == State.DONE || s == State.FAILED || s == State.BLOCKED);
    }

    private Set<String> in(State state) {
        Set<String> found = new TreeSet<>();
        for (int g = 0; g < states.length; g++) {
            if (states[g] == state) {
                found.addAll(groups.members(g));
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /**
     * Notes that an asset, with the other members of its cycle, has started.
     *
     * @param asset an asset that is ready
     * @return this
     */
    public ReadySet start(String asset) {
        move(asset, State.READY, State.RUNNING);
        return this;
    }

    /**
     * Notes that an asset, with the other members of its cycle, is done; its readers may become ready.
     *
     * @param asset an asset that is running
     * @return this
     */
    public ReadySet done(String asset) {
        int g = move(asset, State.RUNNING, State.BEHIND_GATE);
        if (!gated[g]) {
            pass(g);
        }
        return this;
    }

    /**
     * Opens the gate behind an asset that is done.
     *
     * @param asset an asset behind its gate
     * @return this
     */
    public ReadySet open(String asset) {
        pass(move(asset, State.BEHIND_GATE, State.DONE));
        return this;
    }

    /**
     * Notes that an asset failed, or that its gate will not open; everything behind it is blocked.
     *
     * @param asset an asset that is running or behind its gate
     * @return this
     */
    public ReadySet failed(String asset) {
        int g = groups.of(asset);
        move(asset, states[g] == State.BEHIND_GATE ? State.BEHIND_GATE : State.RUNNING, State.FAILED);
        List<Integer> open = new ArrayList<>(readers.get(g));
        while (!open.isEmpty()) {
            int w = open.remove(open.size() - 1);
            if (states[w] == State.WAITING) {
                states[w] = State.BLOCKED;
                open.addAll(readers.get(w));
            }
        }
        return this;
    }

    private int move(String asset, State from, State to) {
        int g = groups.of(asset);
        if (states[g] != from) {
            throw new IllegalStateException(asset + " is " + words(states[g]) + ", not " + words(from)
                    + ". Maybe look at ready() and running() first.");
        }
        states[g] = to;
        return g;
    }

    private static String words(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void pass(int group) {
        states[group] = State.DONE;
        for (int reader : readers.get(group)) {
            if (--missing[reader] == 0 && states[reader] == State.WAITING) {
                states[reader] = State.READY;
            }
        }
    }
}
