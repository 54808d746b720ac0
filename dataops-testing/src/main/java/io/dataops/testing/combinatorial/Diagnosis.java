package io.dataops.testing.combinatorial;

import io.dataops.api.Explained;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which combinations may be what makes rows fail.
 *
 * <pre>{@code
 * Diagnosis diagnosis = FaultLocalisation.of(model, 2).diagnose(passed, failed);
 * diagnosis.suspects();   // the likeliest first
 * diagnosis.nextRows();   // what to run next
 * }</pre>
 *
 * @param suspects the suspects, the likeliest first
 * @param nextRows rows that tell the first suspects apart: each has one of them and as few others as was found; at most 5
 */
public record Diagnosis(List<Suspect> suspects, List<List<Object>> nextRows) implements Explained {
    private static final int SHOWN = 10;

    /** Copies the lists. */
    public Diagnosis {
        suspects = List.copyOf(suspects);
        nextRows = nextRows.stream().map(List::copyOf).toList();
    }

    @Override
    public String explain() {
        if (suspects.isEmpty()) {
            return "no combination is in failing rows alone: either nothing failed, or more values act together";
        }
        return suspects.stream()
                        .limit(SHOWN)
                        .map(s -> s.combination() + ": in " + s.failing() + " of " + s.of()
                                + " failing rows, in no passing row")
                        .collect(Collectors.joining("\n"))
                + (suspects.size() > SHOWN ? "\nand " + (suspects.size() - SHOWN) + " more" : "")
                + nextRows.stream().map(r -> "\nrun next: " + Names.some(r)).collect(Collectors.joining());
    }
}
