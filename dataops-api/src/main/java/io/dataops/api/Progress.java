package io.dataops.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a long computation has come.
 *
 * <pre>{@code
 * Progress progress = Progress.of("compacting", 500).outOf(2_000).withBest(38).withBound(36);
 * progress.gap();        // 5.3 %
 * progress.toString();   // compacting 500 of 2000 (25.0 %), best 38, bound 36, gap 5.3 %
 * }</pre>
 *
 * @param phase what is being done, for example {@code "compacting"}; never blank
 * @param done how much of it is done, 0 or more, in the unit of the phase (rows, steps, bytes)
 * @param total how much there is to do, where that is known; {@code done} may pass an estimate
 * @param best the best value found so far, where something is optimised
 * @param bound a proven limit of that value, where there is one
 * @param elapsed the time since the start, where time is measured: under a time budget
 */
public record Progress(
        String phase,
        long done,
        OptionalLong total,
        OptionalDouble best,
        OptionalDouble bound,
        Optional<Duration> elapsed) {

    /** Refuses a blank phase and negative counts. */
    public Progress {
        Text.name("phase", phase);
        if (done < 0) {
            throw new IllegalArgumentException("done (" + done + ") must not be negative.");
        }
        if (total.isPresent() && total.getAsLong() < 0) {
            throw new IllegalArgumentException("total (" + total.getAsLong() + ") must not be negative.");
        }
    }

    /**
     * Returns a progress of which only the amount is known.
     *
     * @param phase what is being done
     * @param done how much of it is done, 0 or more
     * @return without total, best value, bound and time
     */
    public static Progress of(String phase, long done) {
        return new Progress(
                phase, done, OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
    }

    /**
     * Returns this progress with the amount there is to do.
     *
     * @param newTotal 0 or more
     * @return the progress
     */
    public Progress outOf(long newTotal) {
        return new Progress(phase, done, OptionalLong.of(newTotal), best, bound, elapsed);
    }

    /**
     * Returns this progress with the best value so far.
     *
     * @param value the value
     * @return the progress
     */
    public Progress withBest(double value) {
        return new Progress(phase, done, total, OptionalDouble.of(value), bound, elapsed);
    }

    /**
     * Returns this progress with a proven limit of the best value.
     *
     * @param value the limit
     * @return the progress
     */
    public Progress withBound(double value) {
        return new Progress(phase, done, total, best, OptionalDouble.of(value), elapsed);
    }

    /**
     * Returns this progress with the time that it took.
     *
     * @param time since the start
     * @return the progress
     */
    public Progress after(Duration time) {
        return new Progress(phase, done, total, best, bound, Optional.of(time));
    }

    /**
     * Returns how far the best value is from its limit.
     *
     * @return |best - bound| / max(|best|, 1e-9), 0 or more; empty unless both are known
     */
    public OptionalDouble gap() {
        if (best.isEmpty() || bound.isEmpty()) {
            return OptionalDouble.empty();
        }
        double distance = Math.abs(best.getAsDouble() - bound.getAsDouble());
        return OptionalDouble.of(distance / Math.max(Math.abs(best.getAsDouble()), 1e-9));
    }

    /** One line: phase, amount, best value, bound with gap, time. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(Text.shown(phase)).append(' ').append(done);
        total.ifPresent(t -> line.append(" of ").append(t));
        if (total.orElse(0) > 0) {
            line.append(" (")
                    .append(Text.percent((double) done / total.getAsLong()))
                    .append(')');
        }
        best.ifPresent(b -> line.append(", best ").append(Text.number(b)));
        bound.ifPresent(b -> line.append(", bound ").append(Text.number(b)));
        gap().ifPresent(g -> line.append(", gap ").append(Text.percent(g)));
        elapsed.ifPresent(t -> line.append(", ").append(t.toMillis()).append(" ms"));
        return line.toString();
    }
}
