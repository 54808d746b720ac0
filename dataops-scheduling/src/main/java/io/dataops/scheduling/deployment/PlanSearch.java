package io.dataops.scheduling.deployment;

import io.dataops.api.Budget;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.PlanConflict;
import io.dataops.api.PlanObjective;
import io.dataops.api.Progress;
import io.dataops.api.ProgressListener;
import io.dataops.api.Provenance;
import io.dataops.api.ScheduledDeployment;
import io.dataops.api.Strategy;
import io.dataops.scheduling.project.ProjectAnswer;
import io.dataops.scheduling.project.ProjectScheduler;
import io.dataops.scheduling.project.Schedule;
import io.dataops.scheduling.project.Solver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a problem, searches, and writes the answer in words of the problem. */
record PlanSearch(Solver solver, int threads, ProgressListener listener) {

    PlanSearch(Solver solver, int threads) {
        this(solver, threads, ProgressListener.silent());
    }

    /** A plan, and the answer behind it if there was a search. */
    record Answer(DeploymentPlan plan, Optional<ProjectAnswer> answer) {}

    DeploymentPlan solve(DeploymentProblem problem, Budget budget) {
        return answer(new Compiled(problem), budget).plan();
    }

    Answer answer(Compiled compiled, Budget budget) {
        Optional<PlanConflict> plain = PlainConflicts.find(compiled);
        if (plain.isPresent()) {
            return new Answer(infeasible(plain.get(), "a look at each constraint alone"), Optional.empty());
        }
        ProjectAnswer answer = ProjectScheduler.standard()
                .with(solver)
                .threads(threads)
                .progress(progress -> listener.progressed(inWords(compiled, progress)))
                .solve(compiled.project, budget);
        return new Answer(inWords(compiled, answer), Optional.of(answer));
    }

    private static DeploymentPlan inWords(Compiled compiled, ProjectAnswer answer) {
        if (answer.provenInfeasible()) {
            return infeasible(conflict(compiled.problem), "refutation and division of the constraints");
        }
        if (!answer.best().isFeasible()) {
            return new DeploymentPlan(
                    DeploymentPlan.Status.UNKNOWN, List.of(), List.of(), Optional.empty(), answer.provenance());
        }
        return plan(compiled, answer);
    }

    /** The values of the first goal in its own unit. */
    private static Progress inWords(Compiled compiled, Progress raw) {
        if (raw.best().isEmpty() || raw.bound().isEmpty()) {
            return raw;
        }
        return raw.withBest(compiled.valueOfFirst((long) raw.best().getAsDouble()))
                .withBound(compiled.valueOfFirst((long) raw.bound().getAsDouble()));
    }

    private static PlanConflict conflict(DeploymentProblem problem) {
        return ConflictFinder.find(problem)
                .filter(c -> !c.constraints().isEmpty())
                .map(c -> new PlanConflict(
                        c.constraints().stream().map(x -> x.describe(problem)).toList(), c.minimal(), c.relaxation()))
                .orElseGet(() -> PlainConflicts.together(problem));
    }

    private static DeploymentPlan infeasible(PlanConflict conflict, String how) {
        return new DeploymentPlan(
                DeploymentPlan.Status.INFEASIBLE, List.of(), List.of(), Optional.of(conflict), Provenance.of(how));
    }

    static DeploymentPlan plan(Compiled compiled, ProjectAnswer answer) {
        Schedule best = answer.best();
        WaitingReasons reasons = new WaitingReasons(compiled, best);
        List<ScheduledDeployment> deployments = new ArrayList<>();
        List<DeploymentJob> jobs = compiled.problem.jobs();
        for (int j = 0; j < jobs.size(); j++) {
            DeploymentJob job = jobs.get(j);
            Strategy way = compiled.problem.strategiesOf(job).get(best.modes().get(j));
            Instant start = job.pinnedAt().orElse(compiled.grid.at(best.starts().get(j)));
            deployments.add(
                    new ScheduledDeployment(job.name(), way, start, compiled.end(job, way, start), 0, reasons.of(j)));
        }
        deployments.sort(Comparator.comparing(ScheduledDeployment::start).thenComparing(ScheduledDeployment::asset));
        return new DeploymentPlan(
                answer.isOptimal() ? DeploymentPlan.Status.OPTIMAL : DeploymentPlan.Status.FEASIBLE,
                new RollbackShares(compiled, deployments).told(deployments),
                objectives(compiled, answer),
                Optional.empty(),
                answer.provenance());
    }

    /** The weighted sum if there is one, then each goal. */
    private static List<PlanObjective> objectives(Compiled compiled, ProjectAnswer answer) {
        Map<Goal, Double> weights = compiled.problem.weights();
        int skipped = weights.isEmpty() ? 0 : 1;
        List<PlanObjective> objectives = new ArrayList<>();
        double sum = 0;
        double bound = 0;
        for (int i = 0; i < compiled.problem.goals().size(); i++) {
            Goal goal = compiled.problem.goals().get(i);
            PlanObjective objective = new PlanObjective(
                    goal.text(),
                    compiled.units.amount(goal, answer.best().values().get(i + skipped)),
                    compiled.units.amount(goal, answer.lowerBounds().get(i + skipped)));
            objectives.add(objective);
            sum += weights.getOrDefault(goal, 0.0) * objective.value();
            bound += weights.getOrDefault(goal, 0.0) * objective.lowerBound();
        }
        if (!weights.isEmpty()) {
            objectives.add(0, new PlanObjective("weighted sum", sum, bound));
        }
        return objectives;
    }
}
