package io.dataops.graph.repositories;

import io.dataops.api.Explained;
import io.dataops.api.Impact;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order in which repositories are to be released.
 *
 * <pre>{@code
 * ReleasePlan plan = MultiRepo.builder().repository("shop", shop).build().plan(changes);
 * plan.releases().size();   // no plan has fewer than plan.lowerBound()
 * plan.explain();
 * }</pre>
 *
 * @param releases the releases, in order
 * @param lowerBound no order has fewer releases: the repositories that take part, or the changes of repository along a chain of
 *     dependencies
 * @param impact who is hit, and how likely
 */
public record ReleasePlan(List<Release> releases, int lowerBound, Impact impact) implements Explained {

    /** Copies the list. */
    public ReleasePlan {
        releases = List.copyOf(releases);
    }

    @Override
    public String explain() {
        if (releases.isEmpty()) {
            return "nothing is to be released";
        }
        return releases.size() + " releases, no order has fewer than " + lowerBound
                + releases.stream().map(ReleasePlan::line).collect(Collectors.joining());
    }

    private static String line(Release r) {
        return "\n" + r.number() + ". "
                + r.assets().entrySet().stream()
                        .map(e -> e.getKey() + " (" + String.join(", ", e.getValue()) + ")")
                        .collect(Collectors.joining(" together with "))
                + (r.after().isEmpty()
                        ? ""
                        : ", after " + r.after().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
