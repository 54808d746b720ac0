package io.dataops.observability.canary;

import io.dataops.api.CanaryJudge;
import io.dataops.api.Decision;
import io.dataops.api.Measure;
import io.dataops.api.MetricComparison;
import io.dataops.api.MetricComparison.Direction;
import io.dataops.api.MetricVerdict;
import io.dataops.api.Provenance;
import io.dataops.api.Verdict;
import io.dataops.observability.statistics.Alternative;
import io.dataops.observability.statistics.ConfidenceInterval;
import io.dataops.observability.statistics.FisherExact;
import io.dataops.observability.statistics.Multiplicity;
import io.dataops.observability.statistics.PoissonRatio;
import io.dataops.observability.statistics.ProportionRatio;
import io.dataops.observability.statistics.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges each metric by a test that fits its kind, and the canary by all of them.
 *
 * <p>A metric passes when the upper confidence limit of how much worse the canary is lies below the margin: it is shown
 * harmless, by a one-sided test at the error level. It fails when it does not pass and the test for being worse is
 * significant: after Holm's correction over the guards, after that of Benjamini and Hochberg over the other metrics (all
 * metrics are guards unless some are named). Otherwise it is inconclusive. The canary fails if any
 * metric fails, has no data if any metric has none, passes if all pass (an intersection-union test, which needs no
 * correction), and is inconclusive otherwise.
 *
 * <ul>
 *   <li>Rates: Fisher's exact test, and the score interval of the risk ratio (Miettinen and Nurminen, 1985).
 *   <li>Counts: the exact conditional binomial test and interval of the rate ratio (Przyborowski and Wilenski, 1940).
 *   <li>Samples: Mann-Whitney with ties, the Hodges-Lehmann interval of the shift relative to the baseline's median
 *       (Hodges and Lehmann, 1963); Fisher's test on the share beyond the worst decile of both sides together; and Brown and
 *       Forsythe's test of the spread. The last two compare with the baseline made worse by the margin, so that a worse tail
 *       or a wider scatter with an unchanged middle does not pass; the three share the error level by Bonferroni,
 *       eight tenths, one tenth and one tenth. To pass, less than a quarter of the canary's observations must also be shown
 *       to lie in the worst tenth, so that a handful of observations never passes.
 * </ul>
 *
 * <p>Samples are taken in the order of time: where the lag-one autocorrelation of the baseline is more than chance gives,
 * their tests and intervals allow for it (a change of the canary half-way is an effect, not a dependence). For several looks see {@link CanaryWatch}.. Deterministic, immutable, safe for use by several threads. Time
 * O(n log n) in the number of samples.
 *
 * <pre>{@code
 * CanaryJudge judge = new StatisticalCanaryJudge();   // the one that DataOps finds by itself
 * judge.judge(metricsSoFar).decision();
 * }</pre>
 */
public final class StatisticalCanaryJudge implements CanaryJudge {
    static final double DEFAULT_ALPHA = 0.05;
    /** Half the interval is z(0.05) standard errors; with 80 % power an effect of z(0.05) + z(0.2) of them is found. */
    private static final double DETECTABLE = (1.6449 + 0.8416) / 1.6449;

    private final double alpha;
    private final Set<String> guards;

    /** Creates the judge with an error level of 0.05; this is the one that {@link java.util.ServiceLoader} finds. */
    public StatisticalCanaryJudge() {
        this(DEFAULT_ALPHA, Set.of());
    }

    StatisticalCanaryJudge(double alpha, Set<String> guards) {
        this.alpha = alpha;
        this.guards = guards;
    }

    static double checked(double alpha) {
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha (" + alpha + ") must be between 0 and 0.5, both excluded.");
        }
        return alpha;
    }

    @Override
    public Verdict judge(List<MetricComparison> metrics) {
        List<Comparison> found = new ArrayList<>();
        for (MetricComparison metric : metrics) {
            boolean empty = metric.baseline().isEmpty() || metric.canary().isEmpty();
            found.add(empty ? new Comparison("none", Double.NaN, Double.NaN, Double.NaN, Double.NaN) : compare(metric));
        }
        double[] corrected = corrected(metrics, found);
        List<MetricVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            verdicts.add(verdict(metrics.get(i), found.get(i), corrected[i]));
        }
        return new Verdict(overall(verdicts), verdicts, Provenance.of("tests by kind of metric at level " + alpha));
    }

    private double[] corrected(List<MetricComparison> metrics, List<Comparison> found) {
        double[] guarded = new double[found.size()];
        double[] others = new double[found.size()];
        for (int i = 0; i < guarded.length; i++) {
            boolean guard = guards.isEmpty() || guards.contains(metrics.get(i).metric());
            guarded[i] = guard ? found.get(i).pWorse() : Double.NaN;
            others[i] = guard ? Double.NaN : found.get(i).pWorse();
        }
        double[] strict = Multiplicity.holm(guarded);
        double[] mild = Multiplicity.benjaminiHochberg(others);
        for (int i = 0; i < strict.length; i++) {
            strict[i] = Double.isNaN(strict[i]) ? mild[i] : strict[i];
        }
        return strict;
    }

    private Comparison compare(MetricComparison metric) {
        boolean higherIsWorse = metric.worse() == Direction.HIGHER;
        if (metric.baseline() instanceof Measure.Rate b && metric.canary() instanceof Measure.Rate c) {
            return rates(b, c, higherIsWorse);
        }
        if (metric.baseline() instanceof Measure.Count b && metric.canary() instanceof Measure.Count c) {
            return counts(b, c, higherIsWorse);
        }
        if (metric.baseline() instanceof Measure.Samples b && metric.canary() instanceof Measure.Samples c) {
            return SampleComparison.of(b, c, higherIsWorse, metric.margin(), alpha);
        }
        throw new IllegalStateException("no test for " + metric.baseline().getClass());
    }

    private Comparison rates(Measure.Rate b, Measure.Rate c, boolean higherIsWorse) {
        return oriented(
                FisherExact.test(c.events(), c.trials(), b.events(), b.trials(), worse(higherIsWorse)),
                ProportionRatio.interval(c.events(), c.trials(), b.events(), b.trials(), 1 - 2 * alpha),
                higherIsWorse);
    }

    private Comparison counts(Measure.Count b, Measure.Count c, boolean higherIsWorse) {
        return oriented(
                PoissonRatio.test(c.events(), c.exposure(), b.events(), b.exposure(), worse(higherIsWorse)),
                PoissonRatio.interval(c.events(), c.exposure(), b.events(), b.exposure(), 1 - 2 * alpha),
                higherIsWorse);
    }

    private static Alternative worse(boolean higherIsWorse) {
        return higherIsWorse ? Alternative.GREATER : Alternative.LESS;
    }

    private static Comparison oriented(TestResult test, ConfidenceInterval ratio, boolean higherIsWorse) {
        return higherIsWorse
                ? new Comparison(test.test(), ratio.estimate() - 1, ratio.lower() - 1, ratio.upper() - 1, test.pValue())
                : new Comparison(
                        test.test(), 1 - ratio.estimate(), 1 - ratio.upper(), 1 - ratio.lower(), test.pValue());
    }

    private MetricVerdict verdict(MetricComparison metric, Comparison found, double pWorse) {
        Decision decision;
        String reason;
        double confidence = 1 - 2 * alpha;
        double sign = metric.worse() == Direction.HIGHER ? 1 : -1;
        double lower = sign > 0 ? found.lower() : -found.upper();
        double upper = sign > 0 ? found.upper() : -found.lower();
        String seen = String.format(
                Locale.ROOT,
                "%s [%s, %s] against the baseline, harmful beyond %s, p %.2g",
                percent(sign * found.effect()),
                percent(lower),
                percent(upper),
                percent(sign * metric.margin()),
                pWorse);
        if (Double.isNaN(found.pWorse())) {
            decision = Decision.NO_DATA;
            reason = (metric.baseline().isEmpty() ? "the baseline" : "the canary") + " has no data";
        } else if (found.upper() < metric.margin()) {
            decision = Decision.PASS;
            reason = "shown harmless: " + seen;
        } else if (pWorse < alpha) {
            decision = Decision.FAIL;
            reason = "shown worse: " + seen;
        } else {
            decision = Decision.INCONCLUSIVE;
            double detectable = (found.upper() - found.effect()) * DETECTABLE;
            reason = "not decided: " + seen
                    + (Double.isFinite(detectable)
                            ? ", a change of " + percent(detectable) + " would have shown with 80 % power"
                            : "");
        }
        return new MetricVerdict(
                metric.metric(),
                decision,
                found.test(),
                sign * found.effect(),
                lower,
                upper,
                confidence,
                pWorse,
                reason);
    }

    private static String percent(double fraction) {
        return Double.isFinite(fraction)
                ? String.format(Locale.ROOT, "%+.1f %%", 100 * fraction)
                : Double.isNaN(fraction) ? "unknown" : fraction > 0 ? "unbounded" : "-unbounded";
    }

    static Decision overall(List<MetricVerdict> verdicts) {
        for (Decision decision :
                List.of(Decision.FAIL, Decision.NO_DATA, Decision.INCONCLUSIVE, Decision.KEEP_RUNNING)) {
            if (verdicts.stream().anyMatch(v -> v.decision() == decision)) {
                return decision;
            }
        }
        return verdicts.isEmpty() ? Decision.NO_DATA : Decision.PASS;
    }
}
