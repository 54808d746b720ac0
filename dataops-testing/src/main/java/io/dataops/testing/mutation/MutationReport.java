package io.dataops.testing.mutation;

import io.dataops.api.Explained;
import io.dataops.api.MissingProviderException;
import io.dataops.api.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How good the tests of a pipeline are.
 *
 * <p>The certificate: every mutant with what became of it and why, a killing dataset for every survivor that has one, and the
 * score as an interval that no decision about suspected equivalents leaves.
 *
 * <pre>{@code
 * MutationReport report = Mutation.of(shop).tests(tests).run();
 * report.isComplete();                         // true: no step and no test was left out
 * report.score();                              // [0.83, 0.91]: suspected equivalents in or out
 * report.prioritised(Duration.ofSeconds(30));  // the tests that kill most soonest
 * report.redundant();                          // the tests that add nothing
 * }</pre>
 *
 * @param results what became of every mutant, by step
 * @param tests the tests that counted, in the order of the suite
 * @param problems what was left out, one line each: steps that cannot be read or computed, tests that fail or waver on the
 *     original
 * @param reused how many results came from the journal
 * @param suspicion the largest share of datasets that could still differ for a suspected mutant, with 95 % confidence
 * @param provenance how the search for killing datasets was seeded
 */
public record MutationReport(
        List<MutantResult> results,
        List<TestRecord> tests,
        List<String> problems,
        int reused,
        double suspicion,
        Provenance provenance)
        implements Explained {
    /** Copies the lists. */
    public MutationReport {
        results = List.copyOf(results);
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
    }

    /**
     * Returns the number of mutants with a status.
     *
     * @param status the status
     * @return 0 or more
     */
    public int count(MutantStatus status) {
        return (int) results.stream().filter(r -> r.status() == status).count();
    }

    /**
     * Returns whether the score speaks of the whole pipeline and its tests.
     *
     * @return false if no mutant counts, or if a step or a test was left out
     */
    public boolean isComplete() {
        return problems.isEmpty() && results.stream().anyMatch(MutantResult::counts);
    }

    /**
     * Returns the share of mutants that were killed: the lower limit counts suspected equivalents as survivors, the upper
     * one leaves them out.
     *
     * @return limits from 0 to 1; 0 and 1, so nothing is known, if no mutant counts
     */
    public ScoreInterval score() {
        double killed = results.stream().filter(MutantResult::isKilled).count();
        double total = results.stream().filter(MutantResult::counts).count();
        double certain = total - count(MutantStatus.SUSPECTED);
        return new ScoreInterval(total == 0 ? 0 : killed / total, certain == 0 ? 1 : killed / certain);
    }

    /**
     * Returns the share of hardest mutants that were killed. A killed mutant is among the hardest if no other one is killed
     * by fewer of the same tests; a survivor with a killing dataset always is. Easy mutants do not lift this score.
     *
     * @return 0 to 1; 0 if there is no mutant to kill
     */
    public double dominatorScore() {
        Set<Set<String>> kills = new HashSet<>();
        results.stream().filter(r -> !r.killedBy().isEmpty()).forEach(r -> kills.add(new HashSet<>(r.killedBy())));
        long hardest = kills.stream()
                .filter(k -> kills.stream().noneMatch(other -> other.size() < k.size() && k.containsAll(other)))
                .count();
        long survivors = count(MutantStatus.SURVIVED);
        return hardest + survivors == 0 ? 0 : (double) hardest / (hardest + survivors);
    }

    /**
     * Returns the survivors.
     *
     * @return those that differ from the original on some dataset
     */
    public List<MutantResult> survivors() {
        return results.stream().filter(r -> r.status() == MutantStatus.SURVIVED).toList();
    }

    /**
     * Returns the tests that kill most soonest: next is always the one that kills most mutants that no test before it kills,
     * per time. Source: Rothermel, Untch, Chu and Harrold (2001), "Prioritizing test cases for regression testing"
     * (additional greedy).
     *
     * @param within how long all of them may take, as measured on the original
     * @return names of tests; those that would add nothing are not there
     */
    public List<String> prioritised(Duration within) {
        return greedy(within.toNanos(), test -> Math.max(1, test.duration().toNanos()));
    }

    private List<String> greedy(long within, ToLongFunction<TestRecord> cost) {
        Map<String, Set<String>> kills = new TreeMap<>();
        for (MutantResult result : results) {
            for (String test : result.killedBy()) {
                kills.computeIfAbsent(test, t -> new HashSet<>())
                        .add(result.mutant().id());
            }
        }
        List<TestRecord> open = new ArrayList<>(tests);
        List<String> out = new ArrayList<>();
        Set<String> dead = new HashSet<>();
        long left = within;
        while (true) {
            TestRecord best = null;
            double most = 0;
            for (TestRecord test : open) {
                Set<String> own = new HashSet<>(kills.getOrDefault(test.name(), Set.of()));
                own.removeAll(dead);
                double worth = own.size() / (double) cost.applyAsLong(test);
                if (worth > most && cost.applyAsLong(test) <= left) {
                    best = test;
                    most = worth;
                }
            }
            if (best == null) {
                return List.copyOf(out);
            }
            out.add(best.name());
            dead.addAll(kills.getOrDefault(best.name(), Set.of()));
            left -= cost.applyAsLong(best);
            open.remove(best);
        }
    }

    /**
     * Returns the tests that kill nothing that the others do not kill, where those with more kills stay first. It does not
     * depend on how long tests took, so that the same kills give the same tests.
     *
     * @return names of tests
     */
    public List<String> redundant() {
        List<String> needed = greedy(Long.MAX_VALUE, test -> 1);
        return tests.stream()
                .map(TestRecord::name)
                .filter(name -> !needed.contains(name))
                .toList();
    }

    /**
     * Returns the report as JSON; needs {@code com.fasterxml.jackson.core:jackson-databind}.
     *
     * @return one object, with a line break at its end
     */
    public String json() {
        MissingProviderException.require(
                MutationReport.class,
                "com.fasterxml.jackson.databind.ObjectMapper",
                "JSON parser",
                "com.fasterxml.jackson.core:jackson-databind");
        return MutationPages.json(this);
    }

    /**
     * Returns the report as a page; needs {@code com.samskivert:jmustache}.
     *
     * @return HTML that needs nothing else
     */
    public String html() {
        MissingProviderException.require(
                MutationReport.class,
                "com.samskivert.mustache.Mustache",
                "template engine",
                "com.samskivert:jmustache");
        return MutationPages.html(this);
    }

    @Override
    public String explain() {
        ScoreInterval score = score();
        StringBuilder out = new StringBuilder();
        out.append("score ")
                .append(percent(score.low()))
                .append(" to ")
                .append(percent(score.high()))
                .append(", dominator score ")
                .append(percent(dominatorScore()))
                .append(": ")
                .append(count(MutantStatus.KILLED) + count(MutantStatus.TIMED_OUT))
                .append(" killed, ")
                .append(count(MutantStatus.SURVIVED))
                .append(" survived, ")
                .append(count(MutantStatus.SUSPECTED))
                .append(" suspected to be equivalent, ")
                .append(count(MutantStatus.EQUIVALENT))
                .append(" equivalent, ")
                .append(count(MutantStatus.DUPLICATE))
                .append(" duplicates, ")
                .append(count(MutantStatus.INVALID))
                .append(" invalid");
        if (results.stream().noneMatch(MutantResult::counts)) {
            out.append("\nno mutant counts, so the tests were not tried");
        }
        problems.forEach(p -> out.append("\nleft out: ").append(p));
        for (MutantResult survivor : survivors()) {
            out.append("\n\n").append(survivor.mutant());
            survivor.witness().ifPresent(w -> out.append("\nkilled by\n").append(w.explain()));
        }
        return out.toString();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
