package io.dataops.benchmarks.observability;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.observability.anomaly.StreamingDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many points a second one thread judges: ours beside the thresholded random cut forest (shingle 8, 50 trees). */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectorBenchmark {
    private static final int POINTS = 2_000;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    /** Who judges. */
    @Param({"dataops", "randomcutforest"})
    public String detector;

    private final double[] values = new double[POINTS];
    private final Instant[] times = new Instant[POINTS];
    private StreamingDetector ours;
    private ThresholdedRandomCutForest theirs;
    private long epoch;

    /** A daily season with noise, and a detector past its warm-up that finds a spike. */
    @Setup(Level.Trial)
    public void setUp() {
        Random random = new Random(1);
        for (int i = 0; i < POINTS; i++) {
            values[i] = 100 + 30 * Math.sin(2 * Math.PI * (i % 24) / 24) + random.nextGaussian();
        }
        ours = Detectors.seasonal(Duration.ofDays(1)).start("series");
        theirs = ThresholdedRandomCutForest.builder()
                .dimensions(8)
                .shingleSize(8)
                .numberOfTrees(50)
                .sampleSize(256)
                .forestMode(ForestMode.STANDARD)
                .randomSeed(1)
                .build();
        judge();
        if (!detector.equals("dataops")) {
            return;
        }
        if (ours.accept(START.plus(Duration.ofHours(epoch)), 1e6).anomaly().isEmpty()) {
            throw new IllegalStateException("a spike must alarm");
        }
        epoch++;
    }

    /** Judges a stretch of points. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public double judge() {
        double sum = 0;
        if (detector.equals("dataops")) {
            for (int i = 0; i < POINTS; i++) {
                times[i] = START.plusSeconds(3600 * (epoch + i));
            }
            for (int i = 0; i < POINTS; i++) {
                sum += ours.accept(times[i], values[i]).pValue();
            }
        } else {
            for (int i = 0; i < POINTS; i++) {
                sum += theirs.process(new double[] {values[i]}, epoch + i).getAnomalyGrade();
            }
        }
        epoch += POINTS;
        return sum;
    }
}
