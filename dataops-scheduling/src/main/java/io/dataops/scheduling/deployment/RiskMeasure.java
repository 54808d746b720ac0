package io.dataops.scheduling.deployment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One figure for an end that varies from world to world.
 *
 * <pre>{@code
 * RiskMeasure.quantile(0.95);   // in 95 % of the worlds it is no later
 * RiskMeasure.cvar(0.9);        // the mean of the latest tenth
 * RiskMeasure.quantile(95);     // IllegalArgumentException: quantile (95.0) must be more than 0 and at most 1 ...
 * }</pre>
 *
 * @param quantile the share of the worlds that end before, more than 0 and at most 1
 * @param tail whether it is the mean of the worlds from the quantile on (conditional value at risk), not the quantile itself
 */
public record RiskMeasure(double quantile, boolean tail) {

    /** Refuses a quantile outside its range. */
    public RiskMeasure {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException(
                    "quantile (" + quantile + ") must be more than 0 and at most 1. Maybe write 0.95 for 95 %.");
        }
    }

    /**
     * Returns a quantile.
     *
     * @param share the share of the worlds that end no later, more than 0 and at most 1
     * @return the measure
     */
    public static RiskMeasure quantile(double share) {
        return new RiskMeasure(share, false);
    }

    /**
     * Returns a conditional value at risk: the mean of the worlds that end at a quantile or later.
     *
     * @param share the share of the better worlds, more than 0 and at most 1
     * @return the measure
     */
    public static RiskMeasure cvar(double share) {
        return new RiskMeasure(share, true);
    }

    /** The place of the quantile among so many values in order, from 0. */
    int index(int worlds) {
        return Math.max(0, (int) Math.ceil(quantile * worlds - 1e-9) - 1);
    }

    @Override
    public String toString() {
        String share = BigDecimal.valueOf(quantile)
                .movePointRight(2)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return tail ? "mean beyond " + share + " %" : share + " % quantile";
    }
}
