package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Small random projects, whose modes trade time for stock, against all starts and modes. */
class StockRefutationProperties {
    private static final int MODES = 2;

    /** A project in plain lists. */
    private record Plain(
            int horizon,
            int capacity,
            int stock,
            BitSet open,
            int[][] duration,
            int[][] demand,
            int[][] use,
            int[][] lag) {
        int jobs() {
            return duration.length;
        }
    }

    private static Plain random(long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(2);
        int horizon = 5 + random.nextInt(4);
        int capacity = 1 + random.nextInt(2);
        int[][] duration = new int[n][];
        int[][] demand = new int[n][];
        int[][] use = new int[n][];
        int[][] lag = new int[n][n];
        for (int j = 0; j < n; j++) {
            int quick = 1 + random.nextInt(2);
            duration[j] = new int[] {quick, quick + random.nextInt(4)};
            demand[j] = random.ints(MODES, 0, capacity + 1).toArray();
            use[j] = new int[] {1 + random.nextInt(4), random.nextInt(2)};
            for (int k = 0; k < j; k++) {
                lag[k][j] = random.nextInt(5) / 2 - 1;
            }
        }
        BitSet open = new BitSet();
        for (int t = 0; t < horizon; t++) {
            open.set(t, random.nextInt(6) > 0);
        }
        return new Plain(horizon, capacity, random.nextInt(3 * n), open, duration, demand, use, lag);
    }

    private static Project project(Plain p, int stock, int horizon) {
        ProjectBuilder b = Project.builder(horizon);
        int crew = b.resource(p.capacity);
        int spent = b.stock(stock);
        for (int j = 0; j < p.jobs(); j++) {
            b.job();
            for (int m = 0; m < MODES; m++) {
                b.mode(
                        j,
                        p.duration[j][m],
                        0,
                        Map.of(crew, p.demand[j][m]),
                        Map.of(spent, p.use[j][m]),
                        horizon == p.horizon ? Optional.of(p.open) : Optional.empty());
            }
            for (int k = 0; k < j; k++) {
                if (p.lag[k][j] >= 0) {
                    b.after(k, j, p.lag[k][j]);
                }
            }
        }
        return b.build();
    }

    private static boolean fits(Plain p, int j, int[] starts, int[] modes) {
        if (j == p.jobs()) {
            int used = 0;
            for (int k = 0; k < j; k++) {
                used += p.use[k][modes[k]];
            }
            return used <= p.stock;
        }
        for (modes[j] = 0; modes[j] < MODES; modes[j]++) {
            for (starts[j] = 0; starts[j] + p.duration[j][modes[j]] <= p.horizon; starts[j]++) {
                if (isAllowed(p, j, starts, modes) && fits(p, j + 1, starts, modes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAllowed(Plain p, int j, int[] starts, int[] modes) {
        int end = starts[j] + p.duration[j][modes[j]];
        for (int k = 0; k < j; k++) {
            if (p.lag[k][j] >= 0 && starts[k] + p.duration[k][modes[k]] + p.lag[k][j] > starts[j]) {
                return false;
            }
        }
        for (int t = starts[j]; t < end; t++) {
            int held = 0;
            for (int k = 0; k <= j; k++) {
                boolean runs = starts[k] <= t && t < starts[k] + p.duration[k][modes[k]];
                held += runs ? p.demand[k][modes[k]] : 0;
            }
            if (held > p.capacity || !p.open.get(t)) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 1_000)
    void whatIsRefutedHasNoSchedule(@ForAll @IntRange(max = 10_000_000) int seed) {
        Plain p = random(seed);
        if (StockRefutation.refutes(project(p, p.stock, p.horizon))) {
            assertThat(fits(p, 0, new int[p.jobs()], new int[p.jobs()])).isFalse();
        }
    }

    /** Neither the stock nor the time alone is lacking, both together are. */
    @Example
    void mostOfWhatHasNoScheduleForBothReasonsIsRefuted() {
        int lacking = 0;
        int refuted = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Plain p = random(seed);
            boolean both = !fits(p, 0, new int[p.jobs()], new int[p.jobs()])
                    && fits(enough(p), 0, new int[p.jobs()], new int[p.jobs()])
                    && !StockRefutation.refutes(project(p, p.stock, 100));
            lacking += both ? 1 : 0;
            refuted += both && StockRefutation.refutes(project(p, p.stock, p.horizon)) ? 1 : 0;
        }
        assertThat(lacking).isGreaterThan(100);
        assertThat(refuted).isGreaterThan(lacking / 2);
    }

    /** Two that start together, of which the first takes all the time: neither waits for the end of the other. */
    @Example
    void jobsThatStartTogetherAreNoChain() {
        ProjectBuilder b = Project.builder(12);
        int spent = b.stock(6);
        BitSet open = new BitSet();
        open.set(0, 4);
        open.set(8, 12);
        for (int j = 0; j < 2; j++) {
            b.job();
            b.mode(j, 4, 0, Map.of(), Map.of(spent, 1), Optional.of(open));
            b.mode(j, 2, 0, Map.of(), Map.of(spent, 4), Optional.of(open));
        }
        b.together(0, 1);
        b.between(0, 8, 12);
        b.between(1, 8, 12);
        assertThat(StockRefutation.refutes(b.build())).isFalse();
    }

    private static Plain enough(Plain p) {
        return new Plain(p.horizon, p.capacity, 1_000, p.open, p.duration, p.demand, p.use, p.lag);
    }
}
