package io.dataops.observability.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RunningCounterTest {

    @Test
    void readingByReadingIsTheSameAsTheWholeSeries() {
        Random random = new Random(3);
        TimeSeries.Builder builder = TimeSeries.builder("requests");
        RunningCounter counter = new RunningCounter();
        List<Double> increases = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < 500; i++) {
            total = random.nextInt(20) == 0 ? random.nextInt(5) : total + random.nextInt(9);
            double shown = random.nextInt(15) == 0 ? Double.NaN : random.nextInt(40) == 0 ? -1 : total;
            builder.add(Instant.ofEpochSecond(i), shown);
            counter.increase(shown).ifPresent(increases::add);
        }
        TimeSeries whole = Counters.increases(builder.build());
        assertThat(increases).hasSize(whole.size());
        for (int i = 0; i < whole.size(); i++) {
            assertThat(increases.get(i)).isEqualTo(whole.value(i));
        }
    }
}
