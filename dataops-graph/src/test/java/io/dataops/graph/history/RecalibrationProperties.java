package io.dataops.graph.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The correction against laws that are known. */
final class RecalibrationProperties {

    @Property(tries = 200)
    void probabilitiesNeverFallAsTheScoreRises(@ForAll long seed) {
        Random random = new Random(seed);
        Recalibration r = new Recalibration();
        for (int i = 0; i < 300; i++) {
            r.observe(4 * random.nextGaussian(), random.nextBoolean());
        }
        double before = 0;
        for (double z = -12; z <= 12; z += 0.05) {
            double p = r.probability(z);
            assertThat(p).isBetween(before, 1.0);
            before = p;
        }
    }

    @Example
    void whatIsTooSureIsCorrected() {
        Random random = new Random(1);
        Recalibration r = new Recalibration();
        assertThat(r.probability(2)).isCloseTo(LogisticRegression.logistic(2), within(1e-9));
        for (int i = 0; i < 50_000; i++) {
            double z = 6 * random.nextDouble() - 3;
            r.observe(z, random.nextDouble() < LogisticRegression.logistic(z / 2));
        }
        for (double z = -2.8; z <= 2.8; z += 0.4) {
            assertThat(r.probability(z)).isCloseTo(LogisticRegression.logistic(z / 2), within(0.05));
        }
    }
}
