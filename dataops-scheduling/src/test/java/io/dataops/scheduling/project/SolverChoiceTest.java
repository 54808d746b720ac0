package io.dataops.scheduling.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SolverChoiceTest {
    /** Jobs of random length on two units, whose bound is rarely reached. */
    private static Project project(long seed, int jobs, boolean lags) {
        Random random = new Random(seed);
        ProjectBuilder b = Project.builder(2_000);
        int crew = b.resource(2);
        for (int j = 0; j < jobs; j++) {
            int job = b.job();
            b.mode(job, 1 + random.nextInt(9), 0, Map.of(crew, 1 + random.nextInt(2)), Map.of(), Optional.empty());
            if (j > 0 && random.nextInt(3) == 0) {
                int earlier = random.nextInt(j);
                b.after(earlier, job, 0);
                if (lags) {
                    b.within(earlier, job, 40);
                }
            }
        }
        return b.build();
    }

    private static ProjectAnswer solve(Solver solver, Project project, int threads, Budget budget) {
        return ProjectScheduler.standard().with(solver).threads(threads).solve(project, budget);
    }

    @Test
    void aRaceIsTheSameForAnyNumberOfThreadsAndNoWorseThanItsParts() {
        for (int seed = 0; seed < 8; seed++) {
            Project project = project(seed, 25, seed % 2 == 0);
            Budget budget = Budget.steps(4_000).withSeed(seed);
            ProjectAnswer one = solve(Solver.RACE, project, 1, budget);
            assertThat(solve(Solver.RACE, project, 2, budget)).isEqualTo(one);
            assertThat(solve(Solver.RACE, project, 4, budget)).isEqualTo(one);
            assertThat(one.provenance().algorithm()).contains("race, won by", "OptaPlanner", "hybrid");
            for (Solver part : new Solver[] {Solver.HYBRID, Solver.OPTAPLANNER}) {
                ProjectAnswer alone =
                        solve(part, project, 1, Budget.steps(1_990).withSeed(seed));
                assertThat(one.best().violation())
                        .isLessThanOrEqualTo(alone.best().violation());
                if (part == Solver.HYBRID) {
                    assertThat(one.best().makespan())
                            .isLessThanOrEqualTo(alone.best().makespan());
                }
            }
        }
    }

    @Test
    void aProofStopsTheRace() {
        int stopped = 0;
        for (int seed = 0; seed < 40 && stopped < 3; seed++) {
            Project project = project(seed, 25, false);
            boolean atOnce = solve(Solver.HYBRID, project, 1, Budget.steps(0)).isOptimal();
            if (!atOnce && solve(Solver.HYBRID, project, 1, Budget.steps(4_000)).isOptimal()) {
                stopped++;
                for (int threads = 1; threads < 3; threads++) {
                    assertThat(solve(Solver.RACE, project, threads, Budget.time(Duration.ofHours(1)))
                                    .isOptimal())
                            .isTrue();
                }
            }
        }
        assertThat(stopped).isEqualTo(3);
    }

    @Test
    void theModelChoosesAndTheAnswerSaysWhy() {
        ProjectAnswer plain = solve(Solver.AUTO, project(1, 12, false), 1, Budget.steps(200));
        assertThat(plain.explain())
                .contains("chosen for a project of jobs that can be justified")
                .doesNotContain("OptaPlanner");
        ProjectAnswer lags = solve(Solver.AUTO, project(1, 12, true), 1, Budget.steps(200));
        assertThat(lags.explain()).contains("keeps maximum lags", "chosen for a project with", "of at least");
        assertThat(solve(Solver.HYBRID, project(1, 12, false), 1, Budget.steps(200))
                        .provenance()
                        .algorithm())
                .doesNotContain("chosen");
    }

    @Test
    void aRaceOwesAnAnswerForNoBudget() {
        for (int threads = 1; threads < 3; threads++) {
            assertThat(solve(Solver.RACE, project(3, 10, false), threads, Budget.steps(0))
                            .best()
                            .starts())
                    .hasSize(10);
            assertThat(solve(Solver.RACE, project(3, 10, false), threads, Budget.time(Duration.ZERO))
                            .best()
                            .starts())
                    .hasSize(10);
        }
    }
}
