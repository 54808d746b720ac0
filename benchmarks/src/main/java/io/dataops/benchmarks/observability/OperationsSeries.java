package io.dataops.benchmarks.observability;

import io.dataops.api.TimeSeries;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Series as services, jobs and machines have them, made up, with up to two incidents each and windows around these as people label them: a
 * tenth of the series, in the middle of which the incident begins.
 */
final class OperationsSeries {

    /** Where the values come from. */
    enum Kind {
        BATCH_JOBS,
        TRAFFIC,
        TEMPERATURE,
        SAW_TOOTH,
        LATENCY,
        SPIKES,
        STATES,
        COUNTS,
        ROAD_SPEED
    }

    /** What goes wrong. */
    enum Incident {
        HIGHER_THAN_EVER,
        OUTAGE,
        SHIFT,
        LONG_PEAK,
        WILD,
        FROZEN,
        RAMP,
        DAY_OF_ANOTHER_HOUR,
        DENSE_PEAKS
    }

    /**
     * One series.
     *
     * @param kind where its values come from
     * @param series the values
     * @param incidents what goes wrong, in order
     * @param windows {@code [incidents][first, last]}
     */
    record Made(Kind kind, TimeSeries series, Incident[] incidents, int[][] windows) {
        /** Points that the score leaves out, as the Numenta benchmark does. */
        int probation() {
            return NabScorer.probation(series.size());
        }
    }

    private static final int[] STEPS = {300, 300, 300, 900, 1800, 3600};

    private final Random random;
    private final int day;
    private final double[] values;

    private OperationsSeries(Random random, int day, int count) {
        this.random = random;
        this.day = day;
        this.values = new double[count];
    }

    static Made of(long seed) {
        Random random = new Random(seed * 104_729 + 7);
        Kind kind = Kind.values()[(int) (seed % Kind.values().length)];
        int step = STEPS[random.nextInt(STEPS.length)];
        int count = 1_500 + random.nextInt(step == 300 ? 6_000 : 3_500);
        OperationsSeries made = new OperationsSeries(random, 86_400 / step, count);
        int incidents = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
        made.usual(kind);
        Incident[] what = new Incident[incidents];
        int[][] windows = new int[incidents][];
        double[] usual = made.values.clone();
        for (int w = 0; w < incidents; w++) {
            int half = count / 20 / incidents;
            int from = (int) (count * (w == 0 ? 0.2 : 0.6)) + half;
            int to = (int) (count * (w == incidents - 1 ? 1 : 0.6)) - 2 * half;
            int at = from + random.nextInt(Math.max(1, to - from));
            windows[w] = new int[] {at - half, Math.min(count - 1, at + half)};
            what[w] = Incident.values()[random.nextInt(Incident.values().length)];
            made.happens(what[w], usual, at, half / 3 + random.nextInt(Math.max(1, half * 2 / 3)));
        }
        TimeSeries.Builder series = TimeSeries.builder(kind + " " + seed);
        for (int i = 0; i < count; i++) {
            series.add(Simulation.START.plus(Duration.ofSeconds((long) step * i)), made.values[i]);
        }
        return new Made(kind, series.build(), what, windows);
    }

    private double normal() {
        return random.nextGaussian();
    }

    /** Points on average between two. */
    private boolean every(double points) {
        return random.nextDouble() * points < 1;
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private void usual(Kind kind) {
        double level = Math.exp(3 + 2 * normal());
        switch (kind) {
            case BATCH_JOBS -> batchJobs(level);
            case TRAFFIC -> traffic(level);
            case TEMPERATURE -> temperature();
            case SAW_TOOTH -> sawTooth(level);
            case LATENCY -> latency(level);
            case SPIKES -> spikes(level);
            case STATES -> states(level);
            case COUNTS -> counts();
            case ROAD_SPEED -> roadSpeed();
        }
    }

    /** Peaks of alike heights, in busy and in quiet stretches. */
    private void batchJobs(double level) {
        double noise = 0.02 * random.nextDouble();
        double height = 3 + 20 * random.nextDouble();
        double spread = 0.02 + 0.3 * random.nextDouble() * random.nextDouble();
        double whenBusy = 10 + 40 * random.nextDouble();
        double whenQuiet = 200 + 800 * random.nextDouble();
        double busyFor = 100 + 300 * random.nextDouble();
        double quietFor = 100 + 500 * random.nextDouble();
        double lasts = 1 + 8 * random.nextDouble() * random.nextDouble();
        boolean busy = true;
        int left = 0;
        double now = 0;
        for (int i = 0; i < values.length; i++) {
            busy ^= every(busy ? busyFor : quietFor);
            if (left > 0) {
                left--;
            } else if (every(busy ? whenBusy : whenQuiet)) {
                left = 1 + (int) exponential(lasts);
                now = height * Math.exp(spread * normal());
            }
            values[i] = level * (1 + noise * Math.abs(normal()) + (left > 0 ? now * (1 + 0.05 * normal()) : 0));
        }
    }

    private void traffic(double level) {
        double amplitude = 0.2 + 0.6 * random.nextDouble();
        double noise = 0.02 + 0.15 * random.nextDouble();
        double weekend = 0.5 * random.nextDouble();
        double phase = 6 * random.nextDouble();
        double memory = 0.95 * random.nextDouble();
        double wander = 0;
        double trend = 0;
        for (int i = 0; i < values.length; i++) {
            double t = 2 * Math.PI * i / day;
            double shape = Math.sin(t + phase) + 0.4 * Math.sin(2 * t + 1.3 * phase);
            wander = memory * wander + Math.sqrt(1 - memory * memory) * normal();
            trend += 0.002 * normal();
            boolean rest = i / day % 7 >= 5;
            double logarithm = amplitude * shape * (rest ? 1 - weekend : 1) - (rest ? 0.4 * weekend : 0);
            values[i] = level * Math.exp(logarithm + noise * wander + trend);
        }
    }

    private void temperature() {
        double memory = 1 - 1 / (day * (1 + 4 * random.nextDouble()));
        double long2 = 1 - (1 - memory) / 20;
        double amplitude = 0.5 + 1.5 * random.nextDouble();
        double noise = 0.05 + 0.3 * random.nextDouble();
        double fast = 0;
        double slow = 0;
        for (int i = 0; i < values.length; i++) {
            fast = memory * fast + 2 * Math.sqrt(1 - memory * memory) * normal();
            slow = long2 * slow + 3 * Math.sqrt(1 - long2 * long2) * normal();
            values[i] = 60 + fast + slow + amplitude * Math.sin(2 * Math.PI * i / day) + noise * normal();
        }
    }

    private void sawTooth(double level) {
        double rate = 1 / (day * (0.3 + 2 * random.nextDouble()));
        double noise = 0.01 + 0.05 * random.nextDouble();
        double top = 0.8 + 0.2 * random.nextDouble();
        double height = 0;
        for (int i = 0; i < values.length; i++) {
            height += rate * (0.5 + random.nextDouble());
            if (height > top) {
                height = 0.05 * random.nextDouble();
                top = 0.8 + 0.2 * random.nextDouble();
            }
            values[i] = level * (0.3 + height + noise * normal());
        }
    }

    private void latency(double level) {
        double scatter = 0.1 + 0.4 * random.nextDouble();
        double memory = 0.9 * random.nextDouble();
        double volatility = 0;
        double wander = 0;
        for (int i = 0; i < values.length; i++) {
            volatility = 0.98 * volatility + 0.08 * normal();
            wander = memory * wander + Math.sqrt(1 - memory * memory) * normal();
            values[i] = level * Math.exp(scatter * Math.exp(0.5 * volatility) * wander);
        }
    }

    private void spikes(double level) {
        double noise = 0.02 + 0.1 * random.nextDouble();
        double apart = 30 + 300 * random.nextDouble();
        double height = 0.5 + 3 * random.nextDouble();
        double spread = 0.1 + 0.6 * random.nextDouble();
        boolean daily = random.nextInt(3) == 0;
        double wander = 0;
        for (int i = 0; i < values.length; i++) {
            wander = 0.7 * wander + 0.7 * normal();
            boolean spike = every(apart) || daily && i % day == 17;
            values[i] = level * (1 + noise * wander + (spike ? height * Math.exp(spread * normal()) : 0));
        }
    }

    private void states(double level) {
        double[] levels = new double[2 + random.nextInt(3)];
        double[] lasting = new double[levels.length];
        for (int s = 0; s < levels.length; s++) {
            levels[s] = level * (0.5 + 2 * random.nextDouble());
            lasting[s] = 20 + 400 * random.nextDouble();
        }
        double noise = level * (0.01 + 0.06 * random.nextDouble());
        int state = 0;
        for (int i = 0; i < values.length; i++) {
            state = every(lasting[state]) ? random.nextInt(levels.length) : state;
            values[i] = levels[state] + noise * normal();
        }
    }

    /** Counts that scatter more widely than Poisson's, by the time of day, with bumps. */
    private void counts() {
        double mean = 0.5 + 30 * random.nextDouble() * random.nextDouble();
        double amplitude = 0.9 * random.nextDouble();
        double shape = 0.7 + 4 * random.nextDouble();
        double apart = 200 + 800 * random.nextDouble();
        double bump = 0;
        for (int i = 0; i < values.length; i++) {
            bump = 0.7 * (every(apart) ? 1 + 4 * random.nextDouble() * random.nextDouble() : bump);
            double rate = mean * Math.exp(amplitude * Math.sin(2 * Math.PI * i / day)) * (1 + bump);
            double sum = 0;
            for (double left = shape; left > 0; left--) {
                sum += exponential(Math.min(1, left));
            }
            values[i] = poisson(rate * sum / shape);
        }
    }

    private double poisson(double rate) {
        if (rate > 200) {
            return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
        }
        int count = -1;
        for (double time = 0; time < rate; time += exponential(1)) {
            count++;
        }
        return Math.max(0, count);
    }

    /** Flat at the limit, less in the rush hours of working days. */
    private void roadSpeed() {
        double noise = 0.5 + 3 * random.nextDouble();
        double morning = 5 + 20 * random.nextDouble();
        double evening = 5 + 20 * random.nextDouble();
        double wide = day * (0.02 + 0.04 * random.nextDouble());
        double wander = 0;
        for (int i = 0; i < values.length; i++) {
            double m = (i % day - 0.35 * day) / wide;
            double e = (i % day - 0.72 * day) / wide;
            wander = 0.6 * wander + 0.8 * normal();
            double jam = (i / day % 7 >= 5 ? 0.2 : 1) * Math.exp(0.3 * normal());
            double rush = jam * (morning * Math.exp(-m * m / 2) + evening * Math.exp(-e * e / 2));
            double stop = every(300) ? 15 * random.nextDouble() : 0;
            values[i] = Math.round(75 - rush - noise * Math.abs(wander) - stop);
        }
    }

    private void happens(Incident incident, double[] usual, int at, int length) {
        double[] sorted = usual.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double middle = sorted[n / 2];
        double low = sorted[n / 500];
        double high = sorted[n - 1 - n / 500];
        double unit = Math.max((sorted[n * 9 / 10] - sorted[n / 10]) / 2.56, (high - low) / 12);
        double size = 0.5 + 1.5 * random.nextDouble();
        int shift = day / 3 + random.nextInt(day / 3);
        double sign = low >= 0 || random.nextBoolean() ? 1 : -1;
        int lasts = Math.min(
                n - at,
                switch (incident) {
                    case HIGHER_THAN_EVER -> 1 + random.nextInt(3);
                    case OUTAGE -> 3 + random.nextInt(Math.max(1, length / 2));
                    case SHIFT -> n - at;
                    case LONG_PEAK -> Math.max(12, length / 2);
                    case FROZEN -> Math.max(24, length);
                    case DAY_OF_ANOTHER_HOUR -> Math.min(length, day);
                    case WILD, RAMP, DENSE_PEAKS -> length;
                });
        int apart = 4 + random.nextInt(8);
        for (int k = 0; k < lasts; k++) {
            int i = at + k;
            double value = switch (incident) {
                case HIGHER_THAN_EVER -> high + size * (high - low) / 2 + 0.2 * unit * normal();
                case OUTAGE -> low >= 0 ? 0 : low - 0.3 * (high - low);
                case SHIFT -> values[i] + sign * unit * (3 + 3 * size);
                case LONG_PEAK -> middle + (high - middle) * (0.8 + 0.2 * size) + 0.3 * unit * normal();
                case WILD -> middle + 1.2 * (usual[i] - middle) + unit * (1 + 1.5 * size) * normal();
                case FROZEN -> values[at];
                case RAMP -> values[i] + unit * (3 + 4 * size) * k / lasts;
                case DAY_OF_ANOTHER_HOUR -> usual[Math.max(0, i - shift)] * (1 - 0.25 * size);
                case DENSE_PEAKS ->
                    k % apart < 1 + apart / 4
                            ? middle + (high - middle) * (0.6 + 0.5 * size * random.nextDouble())
                            : values[i];
            };
            values[i] = low >= 0 ? Math.max(0, value) : value;
        }
    }
}
