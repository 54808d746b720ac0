package io.dataops.observability.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NoveltyProperties {

    /** By definition: every stretch that was further than a twentieth of the range from all before is remembered. */
    @Property(tries = 60)
    void theNearestStretchIsThatOfTheDefinition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int scale) {
        Random random = new Random(seed);
        Novelty novelty = new Novelty(scale, 100_000, new PeakTail());
        List<double[]> kept = new ArrayList<>();
        double[] values = new double[600];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextInt(20) == 0 ? 5 + random.nextInt(3) : random.nextGaussian());
            novelty.accept(values[i], 1e-9);
            if (i + 1 < 4 * scale) {
                continue;
            }
            double[] now = new double[4];
            for (int j = 0; j < 4; j++) {
                int end = i + 1 - j * scale;
                now[j] = (float)
                        Arrays.stream(values, end - scale, end).average().orElseThrow();
            }
            double least =
                    kept.stream().mapToDouble(k -> distance(k, now)).min().orElse(Double.MAX_VALUE);
            if (kept.size() >= 32) {
                assertThat(novelty.distance()).isCloseTo(least / novelty.range() / 0.02, within(1e-4 * (1 + least)));
            }
            if (kept.size() < 32 || novelty.isKept()) {
                kept.add(now);
            }
            assertThat(novelty.size()).isEqualTo(kept.size());
        }
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            sum += Math.abs(one[j] - other[j]);
        }
        return sum / one.length;
    }

    @Property
    void whatIsNeededIsWhatReachesTheLimit(
            @ForAll @DoubleRange(min = 0.1, max = 50) double limit,
            @ForAll @DoubleRange(min = 0, max = 60) double other) {
        double needed = Novelties.needed(limit, other);
        if (needed > 0) {
            assertThat(Novelties.both(needed, other)).isCloseTo(limit, within(1e-9));
        } else {
            assertThat(other).isGreaterThanOrEqualTo(limit * (1 - 1e-12));
        }
    }

    @Property(tries = 20)
    void theMemoryIsBoundedAndGoesOnAfterASnapshot(@ForAll long seed) {
        Random random = new Random(seed);
        Novelty through = new Novelty(2, 40, new PeakTail());
        Novelty parted = new Novelty(2, 40, new PeakTail());
        for (int i = 0; i < 400; i++) {
            double value = random.nextGaussian() * Math.exp(random.nextGaussian());
            through.accept(value, 1e-9);
            through.learn(Double.MAX_VALUE);
            parted.accept(value, 1e-9);
            parted.learn(Double.MAX_VALUE);
            State state = State.toWrite();
            parted.transfer(state);
            State again = State.toRead(state.written());
            parted = new Novelty(2, 40, new PeakTail());
            parted.transfer(again);
            assertThat(through.size()).isLessThanOrEqualTo(40);
            assertThat(parted.size()).isEqualTo(through.size());
        }
        through.accept(3, 1e-9);
        parted.accept(3, 1e-9);
        assertThat(parted.distance()).isEqualTo(through.distance());
        assertThat(parted.surprise()).isEqualTo(through.surprise());
    }
}
