package io.dataops.benchmarks.scheduling;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** OR-Tools CP-SAT with two workers over intervals and cumulative constraints. */
final class CpSatPeer {
    /** Starts and modes, empty if nothing was found, and whether it was proven best. */
    record Answer(List<Integer> starts, List<Integer> modes, boolean optimal) {}

    private CpSatPeer() {}

    static Answer solve(Instance x, double seconds) {
        Loader.loadNativeLibraries();
        CpModel model = new CpModel();
        int horizon = x.horizon();
        IntVar makespan = model.newIntVar(0, horizon, "makespan");
        CumulativeConstraint[] resources = IntStream.range(0, x.capacity().length)
                .mapToObj(r -> model.addCumulative(x.capacity()[r]))
                .toArray(CumulativeConstraint[]::new);
        LinearExprBuilder[] stocks = IntStream.range(0, x.stock().length)
                .mapToObj(k -> LinearExpr.newBuilder())
                .toArray(LinearExprBuilder[]::new);
        IntVar[] start = new IntVar[x.jobs()];
        IntVar[] end = new IntVar[x.jobs()];
        BoolVar[][] chosen = new BoolVar[x.jobs()][];
        for (int j = 0; j < x.jobs(); j++) {
            start[j] = model.newIntVar(0, horizon, "start" + j);
            end[j] = model.newIntVar(0, horizon, "end" + j);
            model.addLessOrEqual(end[j], makespan);
            List<Instance.Mode> modes = x.modes().get(j);
            chosen[j] = new BoolVar[modes.size()];
            for (int m = 0; m < modes.size(); m++) {
                Instance.Mode mode = modes.get(m);
                IntervalVar interval;
                if (modes.size() == 1) {
                    interval = model.newIntervalVar(start[j], LinearExpr.constant(mode.duration()), end[j], "i");
                } else {
                    chosen[j][m] = model.newBoolVar("mode");
                    interval = model.newOptionalIntervalVar(
                            start[j], LinearExpr.constant(mode.duration()), end[j], chosen[j][m], "i");
                    for (int k = 0; k < stocks.length; k++) {
                        stocks[k].addTerm(chosen[j][m], mode.consumption()[k]);
                    }
                }
                for (int r = 0; r < resources.length; r++) {
                    if (mode.demand()[r] > 0) {
                        resources[r].addDemand(interval, mode.demand()[r]);
                    }
                }
            }
            if (modes.size() > 1) {
                model.addExactlyOne(chosen[j]);
            }
        }
        for (int k = 0; k < stocks.length; k++) {
            model.addLessOrEqual(stocks[k], x.stock()[k]);
        }
        for (int j = 0; j < x.jobs(); j++) {
            for (int next : x.successors().get(j)) {
                model.addGreaterOrEqual(start[next], end[j]);
            }
        }
        model.minimize(makespan);
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds).setNumWorkers(2);
        CpSolverStatus status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return new Answer(List.of(), List.of(), false);
        }
        List<Integer> starts = new ArrayList<>();
        List<Integer> modes = new ArrayList<>();
        for (int j = 0; j < x.jobs(); j++) {
            starts.add((int) solver.value(start[j]));
            int mode = 0;
            for (int m = 1; m < chosen[j].length; m++) {
                mode = solver.booleanValue(chosen[j][m]) ? m : mode;
            }
            modes.add(mode);
        }
        return new Answer(starts, modes, status == CpSolverStatus.OPTIMAL);
    }
}
