package io.dataops.observability.canary;

import io.dataops.api.Decision;
import io.dataops.api.MetricComparison;
import io.dataops.api.MetricVerdict;
import io.dataops.api.Provenance;
import io.dataops.api.Verdict;
import io.dataops.observability.statistics.GroupSequential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges a canary while it runs, so that looking early is legal: over all looks together the error level is kept.
 *
 * <p>Each look is given everything measured so far. {@link #anytime(double)} allows any number of looks, by confidence
 * sequences: of the rate ratio for rates and counts, and for samples of the median difference of pairs in the order of time
 * (medians of blocks where the baseline is autocorrelated). {@link #groupSequential(int, double)} allows a planned number of
 * evenly spaced looks and decides sooner, by the tests of {@link StatisticalCanaryJudge} at the levels of an O'Brien-Fleming
 * spending function. A metric that is decided stays decided.
 *
 * <pre>{@code
 * CanaryWatch watch = CanaryWatch.anytime(0.05);
 * Verdict now = watch.look(metricsSoFar);      // PASS, FAIL, KEEP_RUNNING or NO_DATA
 * Verdict last = watch.conclude(metricsSoFar); // INCONCLUSIVE instead of KEEP_RUNNING
 * }</pre>
 *
 * <p>Deterministic. Not safe for use by several threads.
 */
public final class CanaryWatch {
    private final double alpha;
    private final Optional<GroupSequential> design;
    private final Map<String, MetricVerdict> decided = new HashMap<>();
    private final Map<String, PairedBlocks> blocks = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private int looks;

    private CanaryWatch(double alpha, Optional<GroupSequential> design) {
        this.alpha = alpha;
        this.design = design;
    }

    /**
     * Starts a watch that may be looked at any number of times.
     *
     * @param alpha error level over all looks, between 0 and 0.5
     * @return the watch
     */
    public static CanaryWatch anytime(double alpha) {
        return new CanaryWatch(StatisticalCanaryJudge.checked(alpha), Optional.empty());
    }

    /**
     * Starts a watch with a planned number of evenly spaced looks.
     *
     * @param looks how many, 1 to 1000
     * @param alpha error level over all looks, between 0 and 0.5
     * @return the watch
     */
    public static CanaryWatch groupSequential(int looks, double alpha) {
        return new CanaryWatch(
                alpha, Optional.of(GroupSequential.obrienFleming(looks, StatisticalCanaryJudge.checked(alpha))));
    }

    /**
     * Looks at the canary.
     *
     * @param soFar the metrics with everything measured since the start; a metric that is missing after an
     *     earlier look has no data
     * @return the verdict; {@link Decision#KEEP_RUNNING} while open
     * @throws IllegalStateException if a group-sequential watch has had all its looks
     */
    public Verdict look(List<MetricComparison> soFar) {
        looks++;
        boolean last = design.map(d -> looks >= d.looks()).orElse(false);
        return judge(soFar, last);
    }

    /**
     * Looks at the canary for the last time.
     *
     * @param soFar the metrics with everything measured since the start
     * @return the verdict; {@link Decision#INCONCLUSIVE} if still open
     */
    public Verdict conclude(List<MetricComparison> soFar) {
        looks++;
        return judge(soFar, true);
    }

    private Verdict judge(List<MetricComparison> soFar, boolean last) {
        int look = looks;
        design.ifPresent(d -> {
            if (look > d.looks()) {
                throw new IllegalStateException(
                        "look " + look + " of " + d.looks() + " planned ones. Maybe plan more, or use anytime(alpha).");
            }
        });
        List<MetricVerdict> verdicts = new ArrayList<>();
        List<MetricVerdict> fresh = design.isPresent()
                ? new StatisticalCanaryJudge(design.get().nominalLevel(look), Set.of())
                        .judge(soFar)
                        .metrics()
                : anytime(soFar);
        for (MetricVerdict verdict : fresh) {
            MetricVerdict before = decided.get(verdict.metric());
            MetricVerdict now = before != null ? before : open(verdict, last);
            if (now.decision() == Decision.PASS || now.decision() == Decision.FAIL) {
                decided.put(now.metric(), now);
            }
            verdicts.add(now);
        }
        for (String name : seen) {
            if (soFar.stream().noneMatch(m -> m.metric().equals(name))) {
                verdicts.add(decided.getOrDefault(name, vanished(name)));
            }
        }
        soFar.forEach(m -> seen.add(m.metric()));
        String how = design.map(d -> "group-sequential, look " + look + " of " + d.looks())
                .orElse("valid at any look, look " + look);
        return new Verdict(StatisticalCanaryJudge.overall(verdicts), verdicts, Provenance.of(how + ", level " + alpha));
    }

    private List<MetricVerdict> anytime(List<MetricComparison> soFar) {
        AnytimeComparison comparison = new AnytimeComparison(alpha, Math.max(1, soFar.size()));
        return soFar.stream()
                .map(m -> comparison.judge(m, blocks.computeIfAbsent(m.metric(), name -> new PairedBlocks())))
                .toList();
    }

    private MetricVerdict vanished(String metric) {
        return new MetricVerdict(
                metric,
                Decision.NO_DATA,
                "none",
                Double.NaN,
                Double.NaN,
                Double.NaN,
                1 - alpha,
                Double.NaN,
                "was there at an earlier look and is missing now");
    }

    private static MetricVerdict open(MetricVerdict v, boolean last) {
        return v.decision() == Decision.INCONCLUSIVE && !last
                ? new MetricVerdict(
                        v.metric(),
                        Decision.KEEP_RUNNING,
                        v.test(),
                        v.effect(),
                        v.lower(),
                        v.upper(),
                        v.confidence(),
                        v.pValue(),
                        v.reason())
                : v;
    }
}
