package io.dataops.benchmarks.scheduling;

import io.dataops.api.Budget;
import io.dataops.benchmarks.Board;
import io.dataops.benchmarks.BoardOptions;
import io.dataops.benchmarks.Score;
import io.dataops.scheduling.project.ProjectAnswer;
import io.dataops.scheduling.project.ProjectScheduler;
import io.dataops.scheduling.project.Solver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Schedules of projects and deployments beside CP-SAT and OptaPlanner's own model, every one checked. */
public final class DeploymentBoard implements Board {
    private static final int SAMPLE = 20;

    private long invalid;

    /** For the scoreboard. */
    public DeploymentBoard() {}

    @Override
    public String name() {
        return "deployment";
    }

    @Override
    public String question() {
        return "how far from the best known are schedules, beside CP-SAT and OptaPlanner's own model?";
    }

    @Override
    public Score run(BoardOptions options, PrintStream out) throws IOException {
        double seconds = options.seconds() > 0 ? options.seconds() : 5;
        int sample = options.all() ? Integer.MAX_VALUE : SAMPLE;
        Path data = options.data().resolve("scheduling");
        Score score = new Score();
        out.printf(
                Locale.ROOT, "%-14s %8s %8s %8s %8s %9s%n", "instance", "best", "ours", "bound", "cp-sat", "schedules");
        Map<String, Single> sets = new HashMap<>();
        for (String set : List.of("j30", "j60", "j120")) {
            sets.put(set, single(data.resolve("psplib"), set, sample, seconds, out));
        }
        for (String set : List.of("j30", "j60", "j120")) {
            score.put(set + "_gap", sets.get(set).ours);
        }
        for (String set : List.of("j30", "j60", "j120")) {
            score.put("cpsat_" + set + "_gap", sets.get(set).cpSat);
        }
        score.put("j120_50k_cp_deviation", deviation(data.resolve("psplib"), sample, out));
        generated(options.all() ? 30 : 6, seconds, score, out);
        optaPlanner(data.resolve("psplib"), sample, seconds, score, out);
        score.put("schedules_per_s", (long) throughput(data.resolve("psplib")));
        score.put("bound_tight_j30", sets.get("j30").tight);
        score.put("bound_tight_j60", sets.get("j60").tight);
        multiMode(data.resolve("multimode"), sample, seconds, score, out);
        HiddenConflicts.run(options.all() ? 50 : 20, score, out);
        for (int jobs : new int[] {200, 2_000}) {
            invalid += ShapeRun.run(jobs, options.all() ? 10 : 3, seconds, score, out);
        }
        invalid += RobustRun.run(options.all() ? 10 : 3, seconds, score, out);
        score.put("invalid", invalid);
        return score;
    }

    /** Averages over a set, gaps in percent. */
    private record Single(double ours, double cpSat, double tight) {}

    private int checked(Instance x, List<Integer> starts, List<Integer> modes) {
        int makespan = starts.isEmpty() && x.jobs() > 0 ? x.horizon() : x.check(starts, modes);
        if (makespan < 0) {
            invalid++;
            return x.horizon();
        }
        return makespan;
    }

    private static Budget time(double seconds) {
        return Budget.time(Duration.ofNanos((long) (seconds * 1e9))).withSeed(1);
    }

    private Single single(Path data, String set, int sample, double seconds, PrintStream out) throws IOException {
        Map<String, Integer> best = Psplib.best(data, set);
        double ours = 0;
        double cpSat = 0;
        double tight = 0;
        int count = 0;
        for (Path file : Psplib.sample(Psplib.files(data.resolve(set), ".rcp"), sample)) {
            Instance x = Psplib.readSingle(file);
            Integer known = best.get(x.name());
            if (known == null) {
                continue;
            }
            ProjectAnswer answer = ProjectScheduler.standard().threads(2).solve(x.project(), time(seconds));
            CpSatPeer.Answer peer = CpSatPeer.solve(x, seconds);
            int a = checked(x, answer.best().starts(), answer.best().modes());
            int b = checked(x, peer.starts(), peer.modes());
            long bound = answer.lowerBounds().get(0);
            if (bound > Math.min(a, known)) {
                invalid++;
            }
            ours += 100.0 * (a - known) / known;
            cpSat += 100.0 * (b - known) / known;
            tight += bound == known ? 1 : 0;
            count++;
            out.printf(
                    Locale.ROOT,
                    "%-14s %8d %8d %8d %8d %9d%n",
                    x.name(),
                    known,
                    a,
                    bound,
                    b,
                    answer.provenance().steps());
        }
        out.printf(
                Locale.ROOT,
                "%s: gap %.3f %%, CP-SAT %.3f %%, bound tight on %.0f of %d%n",
                set,
                ours / count,
                cpSat / count,
                tight,
                count);
        return new Single(ours / count, cpSat / count, tight / count);
    }

    private double deviation(Path data, int sample, PrintStream out) throws IOException {
        double sum = 0;
        int count = 0;
        for (Path file : Psplib.sample(Psplib.files(data.resolve("j120"), ".rcp"), sample)) {
            Instance x = Psplib.readSingle(file);
            ProjectAnswer answer = ProjectScheduler.standard()
                    .solve(x.project(), Budget.steps(50_000).withSeed(1));
            int path = criticalPath(x);
            sum += 100.0 * (checked(x, answer.best().starts(), answer.best().modes()) - path) / path;
            count++;
        }
        out.printf(Locale.ROOT, "j120, 50,000 schedules: %.2f %% above the critical path%n", sum / count);
        return sum / count;
    }

    /** Made-up instances of 120 jobs, which nothing was chosen on: their seeds lie apart from those that defaults come from. */
    private void generated(int count, double seconds, Score score, PrintStream out) {
        double ratio = 0;
        for (Instance x : ProGenInstance.spread(120, count, 50_000)) {
            ProjectAnswer answer = ProjectScheduler.standard().threads(2).solve(x.project(), time(seconds));
            CpSatPeer.Answer peer = CpSatPeer.solve(x, seconds);
            int a = checked(x, answer.best().starts(), answer.best().modes());
            int b = checked(x, peer.starts(), peer.modes());
            ratio += (double) a / b;
            out.printf(
                    Locale.ROOT,
                    "%-14s %8s %8d %8d %8d%n",
                    x.name(),
                    "",
                    a,
                    answer.lowerBounds().get(0),
                    b);
        }
        score.put("generated120_to_cpsat", ratio / count);
    }

    private static int criticalPath(Instance x) {
        int[] end = new int[x.jobs()];
        int longest = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int j = 0; j < x.jobs(); j++) {
                int own = x.modes().get(j).get(0).duration();
                end[j] = Math.max(end[j], own);
                longest = Math.max(longest, end[j]);
                for (int next : x.successors().get(j)) {
                    int later = end[j] + x.modes().get(next).get(0).duration();
                    changed |= later > end[next];
                    end[next] = Math.max(end[next], later);
                }
            }
        }
        return longest;
    }

    private void optaPlanner(Path data, int sample, double seconds, Score score, PrintStream out) throws IOException {
        Map<String, Integer> best = Psplib.best(data, "j60");
        double ours = 0;
        double theirs = 0;
        double timefold = 0;
        int count = 0;
        for (Path file : Psplib.sample(Psplib.files(data.resolve("j60"), ".rcp"), Math.min(sample, 10))) {
            Instance x = Psplib.readSingle(file);
            int known = best.getOrDefault(x.name(), x.horizon());
            ProjectAnswer answer =
                    ProjectScheduler.standard().with(Solver.OPTAPLANNER).solve(x.project(), time(seconds));
            ours += 100.0 * (checked(x, answer.best().starts(), answer.best().modes()) - known) / known;
            List<Integer> starts = DelayModelPeer.solve(x, seconds);
            theirs += 100.0 * (checked(x, starts, x.modes().stream().map(m -> 0).toList()) - known) / known;
            List<Integer> forked = TimefoldPeer.solve(x, seconds);
            timefold +=
                    100.0 * (checked(x, forked, x.modes().stream().map(m -> 0).toList()) - known) / known;
            count++;
        }
        out.printf(
                Locale.ROOT,
                "j60 by OptaPlanner: our moves %.3f %%, delay-variable model %.2f %%; by Timefold, delay-variable model %.2f %%%n",
                ours / count,
                theirs / count,
                timefold / count);
        score.put("optaplanner_j60_gap", ours / count);
        score.put("optaplanner_delay_j60_gap", theirs / count);
        score.put("timefold_delay_j60_gap", timefold / count);
    }

    /** Schedules a second of one thread on J120, the whole search included. */
    static double throughput(Path data) throws IOException {
        List<Path> files = Psplib.sample(Psplib.files(data.resolve("j120"), ".rcp"), 6);
        double rate = 0;
        for (int round = 0; round < 2; round++) {
            long steps = 0;
            long nanos = 0;
            for (Path file : files) {
                Instance x = Psplib.readSingle(file);
                ProjectAnswer answer = ProjectScheduler.standard().solve(x.project(), time(1));
                boolean whole = !answer.isOptimal();
                steps += whole ? answer.provenance().steps() : 0;
                nanos += whole
                        ? answer.provenance().elapsed().orElse(Duration.ZERO).toNanos()
                        : 0;
            }
            rate = steps / (nanos / 1e9);
        }
        return rate;
    }

    private void multiMode(Path data, int sample, double seconds, Score score, PrintStream out) throws IOException {
        Map<String, Integer> optima = new HashMap<>();
        Path table = data.resolve("mm_j10_cpsat_optima.csv");
        if (Files.exists(table)) {
            for (String line : Files.readAllLines(table)) {
                String[] cells = line.split(",");
                if (cells.length == 4 && cells[3].equals("OPTIMAL")) {
                    optima.put(cells[0], Integer.parseInt(cells[1]));
                }
            }
        }
        List<Path> proven = Psplib.files(data.resolve("j10.mm"), ".mm").stream()
                .filter(f -> optima.containsKey(f.getFileName().toString()))
                .toList();
        int reached = 0;
        int count = 0;
        for (Path file : Psplib.sample(proven, sample == Integer.MAX_VALUE ? sample : 60)) {
            Instance x = Psplib.readMulti(file);
            ProjectAnswer answer = ProjectScheduler.standard().threads(2).solve(x.project(), time(1));
            int makespan = answer.best().isFeasible()
                    ? checked(x, answer.best().starts(), answer.best().modes())
                    : -1;
            reached += makespan == optima.get(file.getFileName().toString()) ? 1 : 0;
            count++;
        }
        out.printf(Locale.ROOT, "multi-mode j10: %d of %d proven optima within 1 s%n", reached, count);
        score.put("mm_j10_optimal", reached / (double) count);
        double gap = 0;
        count = 0;
        for (Path file : Psplib.sample(Psplib.files(data.resolve("j20.mm"), ".mm"), Math.min(sample, 10))) {
            Instance x = Psplib.readMulti(file);
            ProjectAnswer answer =
                    ProjectScheduler.standard().threads(2).solve(x.project(), time(Math.min(5, seconds)));
            CpSatPeer.Answer peer = CpSatPeer.solve(x, Math.min(30, 6 * seconds));
            if (peer.starts().isEmpty()) {
                continue;
            }
            int theirs = checked(x, peer.starts(), peer.modes());
            int ours = answer.best().isFeasible()
                    ? checked(x, answer.best().starts(), answer.best().modes())
                    : x.horizon();
            gap += 100.0 * (ours - theirs) / theirs;
            count++;
        }
        out.printf(
                Locale.ROOT,
                "multi-mode j20: %.2f %% above CP-SAT in %.0f s%n",
                gap / Math.max(1, count),
                Math.min(30, 6 * seconds));
        score.put("mm_j20_gap", gap / Math.max(1, count));
    }
}
