package io.dataops.testing.mutation;

import java.util.List;
import java.util.Optional;

/**
 * What became of a mutant.
 *
 * <pre>{@code
 * for (MutantResult result : Mutation.of(shop).tests(tests).run().results()) {
 *     System.out.println(result.mutant() + " " + result.status() + " by " + result.killedBy());
 * }
 * }</pre>
 *
 * @param mutant the mutant
 * @param status what became of it
 * @param killedBy names of the tests that failed, in the order of the suite
 * @param reason why it is equivalent, a duplicate, invalid or suspected; empty for others
 * @param witness a smallest dataset on which it differs, for one that survived
 */
public record MutantResult(
        Mutant mutant, MutantStatus status, List<String> killedBy, String reason, Optional<KillingDataset> witness) {
    /** Copies the names. */
    public MutantResult {
        killedBy = List.copyOf(killedBy);
    }

    MutantResult(Mutant mutant, MutantStatus status, List<String> killedBy, String reason) {
        this(mutant, status, killedBy, reason, Optional.empty());
    }

    /** Whether it counts in the score. */
    boolean counts() {
        return switch (status) {
            case KILLED, TIMED_OUT, SURVIVED, SUSPECTED -> true;
            default -> false;
        };
    }

    boolean isKilled() {
        return status == MutantStatus.KILLED || status == MutantStatus.TIMED_OUT;
    }
}
