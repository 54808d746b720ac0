package io.dataops.benchmarks.scheduling;

import io.dataops.scheduling.project.Project;
import io.dataops.scheduling.project.ProjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A benchmark project in plain figures, from which each solver builds its own model.
 *
 * @param name its file
 * @param capacity units of each renewable resource
 * @param stock units of each resource that is used up
 * @param modes for each job, its modes
 * @param successors for each job, those that come after it
 */
record Instance(String name, int[] capacity, int[] stock, List<List<Mode>> modes, List<List<Integer>> successors) {

    record Mode(int duration, int[] demand, int[] consumption) {}

    int jobs() {
        return modes.size();
    }

    /** Long enough for any order. */
    int horizon() {
        return modes.stream()
                .mapToInt(all -> all.stream().mapToInt(Mode::duration).max().orElse(0))
                .sum();
    }

    Project project() {
        ProjectBuilder b = Project.builder(horizon());
        for (int c : capacity) {
            b.resource(c);
        }
        for (int s : stock) {
            b.stock(s);
        }
        for (int j = 0; j < jobs(); j++) {
            b.job();
            for (Mode m : modes.get(j)) {
                b.mode(j, m.duration, 0, positive(m.demand), positive(m.consumption), Optional.empty());
            }
        }
        for (int j = 0; j < jobs(); j++) {
            for (int next : successors.get(j)) {
                b.after(j, next, 0);
            }
        }
        return b.build();
    }

    private static Map<Integer, Integer> positive(int[] units) {
        Map<Integer, Integer> map = new TreeMap<>();
        for (int r = 0; r < units.length; r++) {
            if (units[r] > 0) {
                map.put(r, units[r]);
            }
        }
        return map;
    }

    /** The makespan of a schedule, or -1 if it breaks anything; written apart from every solver. */
    int check(List<Integer> starts, List<Integer> chosen) {
        int makespan = 0;
        int[][] held = new int[2 * horizon() + 1][capacity.length];
        int[] used = new int[stock.length];
        for (int j = 0; j < jobs(); j++) {
            Mode m = modes.get(j).get(chosen.get(j));
            int end = starts.get(j) + m.duration;
            makespan = Math.max(makespan, end);
            for (int next : successors.get(j)) {
                if (starts.get(next) < end) {
                    return -1;
                }
            }
            for (int k = 0; k < stock.length; k++) {
                used[k] += m.consumption[k];
            }
            for (int t = starts.get(j); t < end; t++) {
                for (int r = 0; r < capacity.length; r++) {
                    held[t][r] += m.demand[r];
                    if (held[t][r] > capacity[r]) {
                        return -1;
                    }
                }
            }
        }
        for (int k = 0; k < stock.length; k++) {
            if (used[k] > stock[k]) {
                return -1;
            }
        }
        return makespan;
    }
}
