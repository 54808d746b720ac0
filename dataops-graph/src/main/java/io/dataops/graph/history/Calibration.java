package io.dataops.graph.history;

import io.dataops.api.Explained;
import io.dataops.api.Likelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far probabilities that were foretold fit what came.
 *
 * <p>The Brier score is the mean squared distance, 0 at best and the variance of the outcomes for one who always says the base
 * rate (Brier, 1950, Verification of forecasts expressed in terms of probability). Log loss is in nats, with probabilities cut to
 * 1e-9 from either end. The bins show where probabilities are too sure or not sure enough: in each the mean foretold
 * should lie within the interval of the share that came.
 *
 * <pre>{@code
 * Calibration calibration = LearnedPropagation.halfLife(Duration.ofDays(180)).validate(graph, history, 0.2);
 * calibration.brier();     // 0 is perfect; the base rate alone has baseRate * (1 - baseRate)
 * calibration.explain();   // reliability by tenths
 * }</pre>
 *
 * @param count how many were foretold
 * @param baseRate the share that came true; not a number if nothing was foretold
 * @param brier the Brier score, 0 to 1
 * @param logLoss the logarithmic score in nats, 0 or more
 * @param error the mean distance between foretold and come, over bins weighted by their size, 0 to 1
 * @param bins tenths of the probabilities that hold something, lowest first
 */
public record Calibration(long count, double baseRate, double brier, double logLoss, double error, List<Bin> bins)
        implements Explained {
    private static final int BINS = 10;
    private static final double EDGE = 1e-9;

    /**
     * The cases whose probability lies in one tenth.
     *
     * @param count how many
     * @param foretold their mean probability
     * @param came the share that came true
     * @param lower lower end of its 95 % interval (Wilson, 1927)
     * @param upper upper end of it
     */
    public record Bin(long count, double foretold, double came, double lower, double upper) {

        /**
         * Says whether the mean probability lies in the interval of the share.
         *
         * @return true if the bin speaks for calibration
         */
        public boolean fits() {
            return foretold >= lower && foretold <= upper;
        }
    }

    /** Copies the bins. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Starts a report.
     *
     * @return a builder without cases
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects cases. Not safe for use by several threads. */
    public static final class Builder {
        private final long[] count = new long[BINS];
        private final long[] came = new long[BINS];
        private final double[] foretold = new double[BINS];
        private double squares;
        private double logs;

        private Builder() {}

        /**
         * Adds a case.
         *
         * @param probability what was foretold, 0 to 1
         * @param outcome what came
         * @return this
         */
        public Builder add(double probability, boolean outcome) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability (" + probability + ") must be between 0 and 1.");
            }
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            count[bin]++;
            came[bin] += outcome ? 1 : 0;
            foretold[bin] += probability;
            double off = probability - (outcome ? 1 : 0);
            squares += off * off;
            logs -= Math.log(Math.max(EDGE, outcome ? probability : 1 - probability));
            return this;
        }

        /**
         * Returns the report.
         *
         * @return the scores of the cases so far
         */
        public Calibration build() {
            long n = Arrays.stream(count).sum();
            List<Bin> bins = new ArrayList<>();
            double error = 0;
            for (int b = 0; b < BINS; b++) {
                if (count[b] > 0) {
                    double mean = foretold[b] / count[b];
                    Likelihood seen = Likelihood.counted(came[b], count[b]);
                    bins.add(new Bin(count[b], mean, seen.value(), seen.lower(), seen.upper()));
                    error += Math.abs(mean - seen.value()) * count[b] / n;
                }
            }
            return new Calibration(
                    n,
                    (double) Arrays.stream(came).sum() / n,
                    n == 0 ? 0 : squares / n,
                    n == 0 ? 0 : logs / n,
                    error,
                    bins);
        }
    }

    @Override
    public String explain() {
        if (count == 0) {
            return "nothing was foretold";
        }
        return String.format(
                        Locale.ROOT,
                        "%d foretold, %.1f %% came; Brier %.4f, log loss %.4f, off by %.4f on average",
                        count,
                        100 * baseRate,
                        brier,
                        logLoss,
                        error)
                + bins.stream()
                        .map(b -> String.format(
                                Locale.ROOT,
                                "%n%7d times %.3f: %.3f came [%.3f, %.3f]%s",
                                b.count(),
                                b.foretold(),
                                b.came(),
                                b.lower(),
                                b.upper(),
                                b.fits() ? "" : ", does not fit"))
                        .collect(Collectors.joining());
    }
}
