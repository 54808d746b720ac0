package io.dataops.observability.changepoint;

import io.dataops.api.Explained;
import java.util.Locale;

/**
 * One change.
 *
 * <pre>{@code
 * for (ChangePoint change : ChangePoints.in(values).changes()) {
 *     System.out.println(change.index() + ": " + change.before() + " -> " + change.after());
 * }
 * }</pre>
 *
 * @param index the first point after it, 1 or more
 * @param before mean of the segment before it
 * @param after mean of the segment that starts here
 */
public record ChangePoint(int index, double before, double after) implements Explained {

    @Override
    public String explain() {
        return String.format(Locale.ROOT, "at point %d: mean %.6g before, %.6g after", index, before, after);
    }
}
