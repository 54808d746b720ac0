package io.dataops.benchmarks.scheduling;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearArgument;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.TableConstraint;
import com.google.ortools.util.Domain;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Provenance;
import io.dataops.api.ScheduledDeployment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CP-SAT with two workers on the deployment shape: an optional interval for each strategy whose starts are those that its
 * windows allow, cumulative resources, and the impact as the difference of two elements of its prefix sums.
 */
final class CpSatShapePeer {
    private CpSatShapePeer() {}

    /** The plan, and the time from the first line of the model on; without deployments if none was found. */
    static DeploymentPlan solve(DeploymentShape shape, DeploymentPlan hint, double seconds) {
        Loader.loadNativeLibraries();
        CpModel model = new CpModel();
        int horizon = shape.impact().length;
        long[] prefix = new long[horizon + 1];
        for (int t = 0; t < horizon; t++) {
            prefix[t + 1] = prefix[t] + shape.impact()[t];
        }
        CumulativeConstraint[] resources =
                IntStream.of(shape.capacity()).mapToObj(model::addCumulative).toArray(CumulativeConstraint[]::new);
        int jobs = shape.modes().size();
        IntVar makespan = model.newIntVar(0, horizon, "makespan");
        IntVar[] start = new IntVar[jobs];
        IntVar[] end = new IntVar[jobs];
        IntVar[] choice = new IntVar[jobs];
        IntVar[] impact = new IntVar[jobs];
        BoolVar[][] chosen = new BoolVar[jobs][];
        LinearExprBuilder cost = LinearExpr.newBuilder();
        for (int j = 0; j < jobs; j++) {
            List<DeploymentShape.Mode> modes = shape.modes().get(j);
            start[j] = model.newIntVar(0, horizon, "start");
            end[j] = model.newIntVar(0, horizon, "end");
            chosen[j] = new BoolVar[modes.size()];
            for (int m = 0; m < chosen[j].length; m++) {
                DeploymentShape.Mode mode = modes.get(m);
                chosen[j][m] = model.newBoolVar("chosen");
                IntervalVar interval = model.newOptionalIntervalVar(
                        start[j], LinearExpr.constant(mode.slots()), end[j], chosen[j][m], "run");
                model.addLinearExpressionInDomain(start[j], starts(shape.open(), mode.slots(), horizon))
                        .onlyEnforceIf(chosen[j][m]);
                for (int r = 0; r < resources.length; r++) {
                    if (mode.uses()[r] > 0) {
                        resources[r].addDemand(interval, mode.uses()[r]);
                    }
                }
                cost.addTerm(chosen[j][m], mode.rollbackHundredths());
            }
            model.addExactlyOne(chosen[j]);
            model.addLessOrEqual(end[j], makespan);
            for (int k : shape.before().get(j)) {
                model.addGreaterOrEqual(start[j], end[k]);
            }
            choice[j] = model.newIntVar(0, chosen[j].length - 1, "strategy");
            impact[j] = model.newIntVar(0, prefix[horizon], "impact");
            TableConstraint table = model.addAllowedAssignments(new LinearArgument[] {choice[j], start[j], impact[j]});
            for (int m = 0; m < chosen[j].length; m++) {
                model.addEquality(choice[j], m).onlyEnforceIf(chosen[j][m]);
                int slots = modes.get(m).slots();
                for (int s = 0; s + slots <= horizon; s++) {
                    if (shape.open().nextClearBit(s) >= s + slots) {
                        table.addTuple(new long[] {m, s, prefix[s + slots] - prefix[s]});
                    }
                }
            }
            cost.addTerm(impact[j], 100);
        }
        cost.addTerm(makespan, Math.round(100 * DeploymentShape.MAKESPAN_MINUTE * 15));
        model.minimize(cost);
        model.addHint(
                makespan,
                hint.deployments().stream()
                        .mapToInt(d -> DeploymentShape.slot(d.end()))
                        .max()
                        .orElse(0));
        for (int j = 0; j < jobs; j++) {
            ScheduledDeployment d = hint.of("job " + j).orElseThrow();
            model.addHint(start[j], DeploymentShape.slot(d.start()));
            model.addHint(end[j], DeploymentShape.slot(d.end()));
            for (int m = 0; m < chosen[j].length; m++) {
                boolean taken = d.strategy()
                        .equals(DeploymentShape.strategy(m, shape.modes().get(j).get(m)));
                model.addHint(chosen[j][m], taken ? 1 : 0);
                if (taken) {
                    model.addHint(choice[j], m);
                }
            }
            model.addHint(impact[j], prefix[DeploymentShape.slot(d.end())] - prefix[DeploymentShape.slot(d.start())]);
        }
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds).setNumWorkers(2).setCpModelPresolve(false);
        CpSolverStatus status = solver.solve(model);

        List<ScheduledDeployment> found = new ArrayList<>();
        boolean any = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        for (int j = 0; j < jobs && any; j++) {
            int m = 0;
            while (!solver.booleanValue(chosen[j][m])) {
                m++;
            }
            found.add(new ScheduledDeployment(
                    "job " + j,
                    DeploymentShape.strategy(m, shape.modes().get(j).get(m)),
                    DeploymentShape.at((int) solver.value(start[j])),
                    DeploymentShape.at((int) solver.value(end[j])),
                    0,
                    "CP-SAT"));
        }
        return new DeploymentPlan(
                any ? DeploymentPlan.Status.FEASIBLE : DeploymentPlan.Status.UNKNOWN,
                found,
                List.of(),
                Optional.empty(),
                Provenance.of("CP-SAT"));
    }

    private static Domain starts(BitSet open, int slots, int horizon) {
        List<long[]> ranges = new ArrayList<>();
        for (int from = open.nextSetBit(0); from >= 0; from = open.nextSetBit(open.nextClearBit(from))) {
            int until = Math.min(horizon, open.nextClearBit(from));
            if (until - from >= slots) {
                ranges.add(new long[] {from, until - slots});
            }
        }
        return Domain.fromIntervals(ranges.toArray(new long[0][]));
    }
}
