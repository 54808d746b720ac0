package io.dataops.observability.changepoint;

import io.dataops.api.Explained;
import java.util.Locale;

/**
 * A change that was noticed while the series comes.
 *
 * <pre>{@code
 * OnlineChanges online = OnlineChanges.every(100_000);
 * online.accept(12.5).map(OnlineChange::since);   // the point at which it began, not the one at which it was noticed
 * }</pre>
 *
 * @param noticed number of the point at which it was noticed, counted from 0
 * @param since number of the point at which it most probably happened
 * @param before mean of the points before it, since the change before
 * @param after mean of the points since
 * @param statistic twice the gain in log-likelihood
 * @param limit what the statistic had to exceed
 */
public record OnlineChange(long noticed, long since, double before, double after, double statistic, double limit)
        implements Explained {

    @Override
    public String explain() {
        return String.format(
                Locale.ROOT,
                "the mean went from %.6g to %.6g at point %d, noticed at point %d (statistic %.1f above %.1f)",
                before,
                after,
                since,
                noticed,
                statistic,
                limit);
    }
}
