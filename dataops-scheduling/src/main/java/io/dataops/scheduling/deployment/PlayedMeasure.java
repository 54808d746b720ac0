package io.dataops.scheduling.deployment;

import io.dataops.scheduling.project.ScheduleMeasure;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** A risk measure of the end of a schedule, in milliseconds; of a tail the sum, not the mean. Gives up once the limit is passed. */
final class PlayedMeasure implements ScheduleMeasure {
    /** Worlds after which a schedule is first looked at whether it is worth more. */
    private static final int FEW = 8;
    /** What the mean end of the jobs counts in the guide; chosen on made-up deployments, where 0 and 10 did slightly worse. */
    private static final long JOBS_WEIGHT = 3;

    private final Compiled compiled;
    private final DurationTable table;
    private final RiskMeasure measure;
    private final PlanPlay play;
    private final long[] starts;
    private final long slot;
    /** The worlds, those first in which the last schedule that was played in all of them ended late: so bad ones are given up early. */
    private final Integer[] worstFirst;

    private final long[] ends;
    /** The latest ends so far, the earliest of them first. */
    private final PriorityQueue<Long> latest = new PriorityQueue<>();
    /** The guide of the first schedule in each world, and in all. */
    private long[] usual = {};

    private long usualSum;

    PlayedMeasure(Compiled compiled, DurationTable table, RiskMeasure measure) {
        List<DeploymentJob> jobs = compiled.problem.jobs();
        this.compiled = compiled;
        this.table = table;
        this.measure = measure;
        this.play = new PlanPlay(
                compiled,
                jobs,
                jobs.stream().map(compiled.problem::strategiesOf).toList(),
                false);
        this.starts = new long[jobs.size()];
        this.worstFirst = IntStream.range(0, table.worlds()).boxed().toArray(Integer[]::new);
        this.ends = new long[table.worlds()];
        this.slot = PlayedJob.millis(compiled.grid.at(0), compiled.grid.at(1));
    }

    private void plan(int[] slots, int[] modes) {
        Instant origin = compiled.problem.horizon().start();
        for (int j = 0; j < starts.length; j++) {
            starts[j] = compiled.problem
                    .jobs()
                    .get(j)
                    .pinnedAt()
                    .map(at -> PlayedJob.millis(origin, at))
                    .orElse(slots[j] * slot);
        }
        play.plan(starts, modes);
    }

    @Override
    public long of(int[] slots, int[] modes, long limit) {
        plan(slots, modes);
        int tail = table.worlds() - measure.index(table.worlds());
        latest.clear();
        long sum = 0;
        for (int s : worstFirst) {
            long end = play.play(table.world(s));
            ends[s] = end;
            latest.add(end);
            sum += end;
            sum -= latest.size() > tail ? latest.remove() : 0;
            if (latest.size() == tail && value(sum) > limit) {
                return Long.MAX_VALUE;
            }
        }
        Arrays.sort(worstFirst, Comparator.comparingLong((Integer s) -> -ends[s]));
        return value(sum);
    }

    /**
     * The mean over all worlds of the end and of the mean end of the jobs: where nothing runs by day, a quantile of the end changes by
     * whole nights, and nothing in it tells a plan that leaves little for the last night from one that leaves much. Given up after
     * {@value #FEW} worlds, or four times, or sixteen times as many, if they say so of the difference to the schedule that was guided
     * by first.
     */
    @Override
    public long guide(int[] slots, int[] modes, long limit) {
        plan(slots, modes);
        int worlds = table.worlds();
        boolean isFirst = usual.length == 0;
        if (isFirst) {
            usual = new long[worlds];
        }
        long more = 0;
        int check = isFirst ? worlds : FEW;
        for (int s = 0; s < worlds; s++) {
            long figure = play.play(table.world(s)) + JOBS_WEIGHT * play.meanEnd();
            if (isFirst) {
                usual[s] = figure;
                usualSum += figure;
            }
            more += figure - usual[s];
            if (s + 1 == check && check < worlds) {
                if (usualSum / worlds + more / check > limit) {
                    return Long.MAX_VALUE;
                }
                check *= 4;
            }
        }
        return (usualSum + more) / worlds;
    }

    private long value(long sum) {
        return measure.tail() ? sum : latest.element();
    }
}
