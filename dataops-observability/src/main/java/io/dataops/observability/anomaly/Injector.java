package io.dataops.observability.anomaly;

import java.util.Arrays;
import java.util.Random;

/** Puts events into a history, in its own units: its season, and the scatter that this leaves. */
final class Injector {
    private static final double NORMAL = 1.4826;
    /** Points in which an event must be seen where nothing repeats itself. */
    static final int STRETCH = 16;

    private final double[] values;
    private final int period;
    private final double[] season;
    private final double scatter;
    /** The step of which all values are multiples away from the first; 0 if they are not so few. */
    private final double grid;

    private final double origin;
    private final boolean positive;
    private final int longestRun;

    /** For a period in points, 0 for none. */
    Injector(double[] values, int period) {
        this.values = values;
        this.period = period;
        double[] usable =
                Arrays.stream(values).filter(v -> Math.abs(v) <= 1e150).toArray();
        double range = usable.length == 0
                ? 0
                : Arrays.stream(usable).max().orElse(0)
                        - Arrays.stream(usable).min().orElse(0);
        this.origin = usable.length == 0 ? 0 : usable[0];
        this.grid = grid(usable, origin);
        this.positive = Arrays.stream(usable).allMatch(v -> v >= 0);
        this.season = period > 0 ? season(values, period) : new double[0];
        double[] left = new double[values.length];
        Arrays.setAll(left, t -> values[t] - (period > 0 ? season[t % period] : 0));
        double off = Math.min(differences(left), spread(left));
        this.scatter = Math.max(off > 0 ? off : range / 100, grid / 2);
        this.longestRun = longestRun(values);
    }

    /** Whether there is anything to put an event beside. */
    boolean varies() {
        return scatter > 0 && longestRun < values.length / 2;
    }

    /** Within how many points from its beginning an event must be seen. */
    int window() {
        return Math.max(STRETCH, period);
    }

    boolean suits(InjectedEvent event) {
        if (event == InjectedEvent.FLAT_LINE) {
            return longestRun < window() / 2;
        }
        return !event.breaksSeason() || period > 0;
    }

    /** The values from a point on with an event in them, as many as the window has. */
    double[] with(InjectedEvent event, int at, double size, long seed) {
        int length = window();
        Random random = new Random(seed);
        double[] out = Arrays.copyOfRange(values, at, at + length);
        double up = random.nextBoolean() ? 1 : -1;
        up = positive && values[at] - size * scatter < 0 ? 1 : up;
        double centre = period > 0 ? ScoreTail.median(season.clone()) : 0;
        for (int i = 0; i < length; i++) {
            double value = values[at + i];
            out[i] = kept(
                    value,
                    switch (event) {
                        case SPIKE -> i == 0 ? value + up * size * scatter : value;
                        case SHIFT -> value + up * size * scatter;
                        case MISSING_BEAT -> value - season[(at + i) % period] + centre;
                        case CHANGED_SHAPE -> values[at + length - 1 - i];
                        case FLAT_LINE -> values[at];
                        case FREQUENCY_CHANGE -> values[at + 2 * i % length];
                        case NOISE_BURST ->
                            i < length / 2 || i < STRETCH ? value + size * scatter * random.nextGaussian() : value;
                    });
        }
        return out;
    }

    /** On the grid of the others, not negative where none is; what was missing stays missing. */
    private double kept(double before, double value) {
        if (!(Math.abs(before) <= 1e150) || value == before) {
            return before;
        }
        double rounded = grid > 0 ? origin + grid * Math.rint((value - origin) / grid) : value;
        return positive ? Math.max(0, rounded) : rounded;
    }

    private static double grid(double[] usable, double origin) {
        double[] sorted = Arrays.stream(usable).sorted().toArray();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            least = sorted[i] > sorted[i - 1] ? Math.min(least, sorted[i] - sorted[i - 1]) : least;
        }
        double step = least;
        boolean all = Arrays.stream(usable)
                .allMatch(v -> Math.abs((v - origin) / step - Math.rint((v - origin) / step)) < 1e-6);
        return step < Double.POSITIVE_INFINITY && all ? step : 0;
    }

    private static double[] season(double[] values, int period) {
        double[] season = new double[period];
        for (int phase = 0; phase < period; phase++) {
            double[] at = new double[(values.length - phase + period - 1) / period];
            int count = 0;
            for (int t = phase; t < values.length; t += period) {
                if (Math.abs(values[t]) <= 1e150) {
                    at[count++] = values[t];
                }
            }
            season[phase] = count == 0 ? 0 : ScoreTail.median(Arrays.copyOf(at, count));
        }
        return season;
    }

    private static double spread(double[] x) {
        double[] usable = Arrays.stream(x).filter(v -> Math.abs(v) <= 1e150).toArray();
        return usable.length == 0 ? 0 : NORMAL * ScoreTail.deviation(usable, ScoreTail.median(usable.clone()));
    }

    private static double differences(double[] x) {
        double[] steps = new double[Math.max(0, x.length - 1)];
        Arrays.setAll(steps, t -> x[t + 1] - x[t]);
        double spread = spread(steps) / Math.sqrt(2);
        return spread > 0 ? spread : Double.POSITIVE_INFINITY;
    }

    private static int longestRun(double[] x) {
        int longest = 0;
        int run = 0;
        for (int t = 0; t < x.length; t++) {
            run = t > 0 && x[t] == x[t - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
