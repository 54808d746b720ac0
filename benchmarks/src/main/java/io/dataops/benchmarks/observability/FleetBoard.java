package io.dataops.benchmarks.observability;

import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.ManySeries;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** A hundred thousand series in one process, warm: bytes of each and points a second. Needs about 3 GB of heap. */
public final class FleetBoard implements Board {
    private static final int SERIES = 100_000;
    /** The detector of a series is whole after 48 points and judges from the 128th on. */
    private static final int POINTS = 160;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String question() {
        return "how much memory and time do a hundred thousand warm series take";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) {
        long before = used();
        ManySeries fleet = ManySeries.of(Detectors.streaming(), 0.1);
        String[] names = new String[SERIES];
        for (int s = 0; s < SERIES; s++) {
            names[s] = "series " + s;
        }
        long ofNames = used() - before;
        Random random = new Random(1);
        long last = 0;
        int believed = 0;
        for (int i = 0; i < POINTS; i++) {
            Instant time = Simulation.START.plus(Duration.ofMinutes(5).multipliedBy(i));
            long start = System.nanoTime();
            for (int s = 0; s < SERIES; s++) {
                believed += fleet.accept(names[s], time, 100 + random.nextGaussian())
                                .isPresent()
                        ? 1
                        : 0;
            }
            last = i >= 128 ? last + System.nanoTime() - start : 0;
        }
        double bytes = (used() - before - ofNames) / (double) SERIES;
        double rate = (double) SERIES * (POINTS - 128) / (last / 1e9);
        out.printf(
                Locale.ROOT,
                "%,d series x %d points: %,.0f bytes a series, %,.0f MB, %,.0f points a second, %d alarms believed%n",
                fleet.size(),
                POINTS,
                bytes,
                bytes * SERIES / 1e6,
                rate,
                believed);
        return new Score()
                .put("fleet_series", fleet.size())
                .put("bytes_per_series", bytes)
                .put("fleet_points_per_s", rate)
                .put("believed", believed);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
