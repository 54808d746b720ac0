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

    @Override
    public long of(int[] slots, int[] modes, long limit) {
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

    private long value(long sum) {
        return measure.tail() ? sum : latest.element();
    }
}
