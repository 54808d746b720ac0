package io.dataops.testing.combinatorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CompactionProperties {

    @Property(tries = 150)
    void staysCompleteKeepsSeedsAndIsReproducible(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 7) int parameters,
            @ForAll @IntRange(min = 0, max = 4) int constraints,
            @ForAll @IntRange(min = 1, max = 4) int wanted,
            @ForAll @LongRange(min = 0, max = 800) long steps) {
        Random random = new Random(seed);
        CoveringModel model = CoveringArraysProperties.model(random, parameters, constraints);
        int strength = Math.min(wanted, parameters);
        List<int[]> valid = CoveringArraysProperties.validRows(model);
        if (valid.isEmpty()) {
            return;
        }
        List<List<Object>> seeds = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Object> row = model.decode(valid.get(random.nextInt(valid.size())));
            if (!seeds.contains(row)) {
                seeds.add(row);
            }
        }
        CoveringArray fast =
                CoveringArrays.over(model).strength(strength).seedRows(seeds).build();
        Budget budget = Budget.steps(steps).withSeed(seed);
        CoveringArray array = CoveringArrays.over(model)
                .strength(strength)
                .seedRows(seeds)
                .compact(budget)
                .build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.size()).isBetween(array.lowerBound(), Math.max(fast.size(), array.lowerBound()));
        assertThat(array.rows().subList(0, seeds.size())).isEqualTo(seeds);
        CoveringArray again = CoveringArrays.over(model)
                .strength(strength)
                .seedRows(seeds)
                .compact(budget)
                .build();
        assertThat(again.rows()).isEqualTo(array.rows());
        assertThat(again.provenance()).isEqualTo(array.provenance());
    }

    @Property(tries = 200)
    void countsAgreeWithCountingAnew(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 6) int parameters,
            @ForAll @IntRange(min = 2, max = 4) int strength) {
        Random random = new Random(seed);
        int t = Math.min(strength, parameters);
        CoveringModel model = CoveringArraysProperties.model(random, parameters, 0);
        IntModel integers = model.integers();
        List<int[]> start = CoveringArrays.over(model).strength(t).build().rows().stream()
                .map(model::encode)
                .toList();
        TupleCounts counts = TupleCounts.of(integers, new Request(parameters, t, List.of()));
        counts.load(start, io.dataops.api.Budget.steps(1).start());
        assertThat(counts.uncovered()).isZero();
        for (int i = 0; i < 30 && counts.size > 1; i++) {
            int before = counts.uncovered();
            int r = random.nextInt(counts.size);
            int c1 = random.nextInt(parameters);
            int c2 = random.nextInt(parameters);
            int v1 = random.nextInt(integers.levels[c1]);
            int v2 = random.nextInt(integers.levels[c2]);
            int expected;
            if (random.nextInt(4) == 0) {
                expected = before + counts.unique(r);
                counts.remove(r);
            } else if (c1 == c2 || random.nextBoolean()) {
                expected = before - (v1 == counts.rows[r][c1] ? 0 : counts.delta(r, c1, v1));
                counts.set(r, c1, v1);
            } else {
                if (v1 == counts.rows[r][c1] || v2 == counts.rows[r][c2]) {
                    continue;
                }
                expected = before - counts.delta(r, c1, v1, c2, v2);
                counts.set(r, c1, v1);
                counts.set(r, c2, v2);
            }
            List<int[]> rows = new ArrayList<>();
            for (int k = 0; k < counts.size; k++) {
                rows.add(counts.rows[k]);
            }
            CoverageChecker.Finding finding = new CoverageChecker(integers.levels, List.of())
                    .check(rows, ColumnSets.all(parameters, t, List.of()), 0);
            assertThat(counts.uncovered()).isEqualTo((int) (finding.required() - finding.covered()));
            assertThat(counts.uncovered()).isEqualTo(expected);
        }
    }

    @Example
    void aListenerHearsOfEveryGain() {
        CoveringModel.Builder builder = CoveringModel.builder();
        for (int p = 0; p < 12; p++) {
            builder.parameter("p" + p, 1, 2, 3);
        }
        builder.constraint("p0 != p1");
        List<Integer> heard = new ArrayList<>();
        CoveringArray array = CoveringArrays.over(builder.build())
                .compact(Budget.steps(20_000))
                .progress(p -> heard.add((int) p.best().orElseThrow()))
                .build();
        assertThat(heard)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .isNotEmpty();
        assertThat(heard.get(heard.size() - 1)).isEqualTo(array.size());
    }

    @Example
    void aTimeBudgetEndsAndAnInterruptToo() {
        CoveringModel.Builder builder = CoveringModel.builder();
        for (int p = 0; p < 10; p++) {
            builder.parameter("p" + p, 1, 2, 3, 4, 5);
        }
        AtomicLong clock = new AtomicLong();
        Budget budget = Budget.time(Duration.ofSeconds(1)).withTicker(() -> clock.addAndGet(1_000_000));
        CoveringArray array =
                CoveringArrays.over(builder.build()).compact(budget).build();
        assertThat(array.check().isComplete()).isTrue();
        assertThat(array.provenance().elapsed().orElseThrow())
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(2500));
        Thread.currentThread().interrupt();
        CoveringArray interrupted = CoveringArrays.over(builder.build())
                .compact(Budget.time(Duration.ofHours(1)))
                .build();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.check().isComplete()).isTrue();
    }
}
