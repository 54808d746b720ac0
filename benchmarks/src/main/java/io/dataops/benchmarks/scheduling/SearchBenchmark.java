package io.dataops.benchmarks.scheduling;

import io.dataops.api.Budget;
import io.dataops.scheduling.project.Project;
import io.dataops.scheduling.project.ProjectAnswer;
import io.dataops.scheduling.project.ProjectScheduler;
import io.dataops.scheduling.project.Solver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many schedules of 120 jobs does one thread make a second, the whole search around them included? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SearchBenchmark {
    private static final int SCHEDULES = 30_000;

    /** What searches. */
    @Param({"HYBRID", "OPTAPLANNER"})
    public Solver solver;

    private Project project;
    private int answer;

    /** Reads the instance, or makes one of the same size where the data is absent, and checks an answer. */
    @Setup
    public void read() throws IOException {
        Path file =
                Path.of(System.getProperty("dataops.data", "../shared/data"), "scheduling/psplib/j120/j120_26_3.rcp");
        Instance x = Files.exists(file) ? Psplib.readSingle(file) : ProGenInstance.of(120, 1.8, 0.5, 0.2, 1);
        project = x.project();
        ProjectAnswer first = ProjectScheduler.standard().with(solver).solve(project, Budget.steps(1_000));
        answer = x.check(first.best().starts(), first.best().modes());
        if (answer != first.best().makespan()) {
            throw new IllegalStateException("an invalid schedule");
        }
    }

    /** One search; a step is a schedule. */
    @Benchmark
    @OperationsPerInvocation(SCHEDULES)
    public int schedules() {
        return ProjectScheduler.standard()
                .with(solver)
                .solve(project, Budget.steps(SCHEDULES))
                .best()
                .makespan();
    }
}
