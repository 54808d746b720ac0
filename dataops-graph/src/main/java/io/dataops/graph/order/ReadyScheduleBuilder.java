package io.dataops.graph.order;

import io.dataops.api.Provenance;
import io.dataops.graph.DependencyGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Collects how long assets take. Not safe for use by several threads.
 *
 * <pre>{@code
 * ReadySchedule schedule = ReadySchedule.of(graph)
 *         .duration("stg_orders", Duration.ofMinutes(20))
 *         .otherwise(Duration.ofMinutes(5))
 *         .maxParallel(4)
 *         .build();
 * ReadySchedule.of(graph).maxParallel(0);   // IllegalArgumentException: …
 * }</pre>
 */
public final class ReadyScheduleBuilder {
    private final Groups groups;
    private final Map<String, Duration> durations = new HashMap<>();
    private final Map<Integer, Duration> gates = new HashMap<>();
    private Duration otherwise = Duration.ofMinutes(1);
    private int places = Integer.MAX_VALUE;

    ReadyScheduleBuilder(DependencyGraph graph) {
        this.groups = new Groups(graph);
    }

    /**
     * Says how long an asset takes.
     *
     * @param asset an identifier or unambiguous alias
     * @param duration 0 or more
     * @return this
     */
    public ReadyScheduleBuilder duration(String asset, Duration duration) {
        durations.put(groups.idOf(asset), checked("duration of " + asset, duration));
        return this;
    }

    /**
     * Says how long all other assets take; a minute unless set, so that the makespan counts steps.
     *
     * @param duration 0 or more
     * @return this
     */
    public ReadyScheduleBuilder otherwise(Duration duration) {
        otherwise = checked("otherwise", duration);
        return this;
    }

    /**
     * Lets the readers of an asset wait for a time after it is done, for example until it has proven itself.
     *
     * @param asset an identifier or unambiguous alias
     * @param wait 0 or more
     * @return this
     */
    public ReadyScheduleBuilder gate(String asset, Duration wait) {
        gates.put(groups.of(asset), checked("gate of " + asset, wait));
        return this;
    }

    /**
     * Limits how many steps run at once.
     *
     * @param newPlaces 1 or more; without limit unless set
     * @return this
     */
    public ReadyScheduleBuilder maxParallel(int newPlaces) {
        if (newPlaces < 1) {
            throw new IllegalArgumentException("maxParallel (" + newPlaces + ") must be at least 1.");
        }
        places = newPlaces;
        return this;
    }

    private static Duration checked(String what, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " (" + duration + ") must not be negative.");
        }
        return duration;
    }

    /**
     * Schedules: of the steps that could start, the one with the longest chain behind it goes first, then by name. Time O(E + V log V).
     *
     * @return the schedule
     */
    public ReadySchedule build() {
        int n = groups.size();
        Duration[] takes = new Duration[n];
        List<List<Integer>> readers = new ArrayList<>();
        int[] missing = new int[n];
        for (int g = 0; g < n; g++) {
            Duration total = Duration.ZERO;
            for (String member : groups.members(g)) {
                total = total.plus(durations.getOrDefault(member, otherwise));
            }
            takes[g] = total;
            readers.add(new ArrayList<>());
            missing[g] = groups.read(g).length;
            for (int u : groups.read(g)) {
                readers.get(u).add(g);
            }
        }
        Duration[] tail = new Duration[n];
        int[] after = new int[n];
        int first = -1;
        for (int g = n - 1; g >= 0; g--) {
            after[g] = -1;
            Duration longest = Duration.ZERO;
            for (int reader : readers.get(g)) {
                Duration behind = gate(g).plus(tail[reader]);
                int longer = behind.compareTo(longest);
                if (after[g] < 0 || longer > 0 || (longer == 0 && comesBefore(reader, after[g]))) {
                    longest = behind;
                    after[g] = reader;
                }
            }
            tail[g] = takes[g].plus(longest);
            int longer = first < 0 ? 1 : tail[g].compareTo(tail[first]);
            first = longer > 0 || (longer == 0 && comesBefore(g, first)) ? g : first;
        }
        Run run = new Run(takes, tail, readers, missing);
        run.all();
        List<String> path = new ArrayList<>();
        for (int g = first; g >= 0; g = after[g]) {
            path.addAll(groups.members(g));
        }
        Duration work = Duration.ZERO;
        for (Duration d : takes) {
            work = work.plus(d);
        }
        Duration chain = first < 0 ? Duration.ZERO : tail[first];
        Duration share = places >= n ? Duration.ZERO : work.dividedBy(places);
        run.steps.sort(Comparator.comparing(ReadySchedule.Step::start)
                .thenComparing(s -> s.assets().get(0)));
        return new ReadySchedule(
                run.steps,
                run.end,
                chain.compareTo(share) > 0 ? chain : share,
                path,
                run.peak,
                Provenance.of("list scheduling by longest chain"));
    }

    private boolean comesBefore(int a, int b) {
        return groups.members(a).get(0).compareTo(groups.members(b).get(0)) < 0;
    }

    private Duration gate(int group) {
        return gates.getOrDefault(group, Duration.ZERO);
    }

    /** One pass through the events of a schedule in the order of time. */
    private final class Run {
        private final Duration[] takes;
        private final List<List<Integer>> readers;
        private final int[] missing;
        private final String[] because;
        private final PriorityQueue<Integer> ready;
        private final PriorityQueue<Event> events = new PriorityQueue<>(
                Comparator.comparing(Event::at).thenComparing(Event::gate).thenComparing(Event::group));
        private final List<ReadySchedule.Step> steps = new ArrayList<>();
        private Duration end = Duration.ZERO;
        private int running;
        private int peak;

        private record Event(Duration at, boolean gate, int group) {}

        Run(Duration[] takes, Duration[] tail, List<List<Integer>> readers, int[] missing) {
            this.takes = takes;
            this.readers = readers;
            this.missing = missing;
            this.because = new String[takes.length];
            this.ready = new PriorityQueue<>(Comparator.comparing((Integer g) -> tail[g], Collections.reverseOrder())
                    .thenComparing(g -> groups.members(g).get(0)));
        }

        void all() {
            for (int g = 0; g < missing.length; g++) {
                if (missing[g] == 0) {
                    because[g] = "";
                    ready.add(g);
                }
            }
            startAll(Duration.ZERO);
            while (!events.isEmpty()) {
                Duration now = events.element().at();
                while (!events.isEmpty() && events.element().at().equals(now)) {
                    Event event = events.remove();
                    if (!event.gate()) {
                        running--;
                        end = now.compareTo(end) > 0 ? now : end;
                    }
                    if (!event.gate() && !gate(event.group()).isZero()) {
                        events.add(new Event(now.plus(gate(event.group())), true, event.group()));
                    } else {
                        pass(event);
                    }
                }
                startAll(now);
            }
        }

        private void pass(Event event) {
            String name = groups.members(event.group()).get(0);
            for (int reader : readers.get(event.group())) {
                if (--missing[reader] == 0) {
                    because[reader] = event.gate() ? "the gate of " + name : name;
                    ready.add(reader);
                }
            }
        }

        private void startAll(Duration now) {
            while (running < places && !ready.isEmpty()) {
                int g = ready.remove();
                steps.add(new ReadySchedule.Step(groups.members(g), now, now.plus(takes[g]), because[g]));
                events.add(new Event(now.plus(takes[g]), false, g));
                running++;
                peak = Math.max(peak, running);
            }
            ready.forEach(g -> because[g] = "a free place");
        }
    }
}
