package io.dataops.benchmarks.testing;

import de.rwth.swc.coffee4j.algorithmic.model.CompleteTestModel;
import de.rwth.swc.coffee4j.algorithmic.report.Reporter;
import de.rwth.swc.coffee4j.algorithmic.sequential.generator.ipog.Ipog;
import io.dataops.testing.combinatorial.CoveringArrays;
import io.dataops.testing.combinatorial.CoveringModel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a covering array without compaction takes: ours beside coffee4j, complete by the independent checker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoveringBenchmark {

    /** Who builds. */
    @Param({"dataops", "coffee4j"})
    public String builder;

    /** Levels^columns@strength. */
    @Param({"3^50@2", "4^10@3", "2^20@4"})
    public String request;

    private int strength;
    private CoveringModel model = CoveringModel.builder().parameter("p", 0).build();
    private int[] levels = {};

    @Setup
    public void prepare() {
        String[] parts = request.split("[\\^@]");
        levels = new int[Integer.parseInt(parts[1])];
        Arrays.fill(levels, Integer.parseInt(parts[0]));
        strength = Integer.parseInt(parts[2]);
        Object[] values = new Object[levels[0]];
        Arrays.setAll(values, v -> v);
        CoveringModel.Builder parameters = CoveringModel.builder();
        for (int p = 0; p < levels.length; p++) {
            parameters.parameter("p" + p, values);
        }
        model = parameters.build();
        if (!CoveringArrays.over(model).strength(strength).build().check().isComplete()) {
            throw new IllegalStateException("incomplete: " + request);
        }
    }

    @Benchmark
    public int rows() {
        if (builder.equals("dataops")) {
            return CoveringArrays.over(model).strength(strength).build().size();
        }
        CompleteTestModel theirs = CompleteTestModel.builder()
                .positiveTestingStrength(strength)
                .parameterSizes(levels)
                .build();
        return new Ipog()
                .generate(theirs, Reporter.getEmptyReporter()).stream()
                        .mapToInt(group -> group.get().getTestInputs().size())
                        .sum();
    }
}
