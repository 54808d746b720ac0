package io.dataops.scheduling.deployment;

/**
 * Amounts as whole units, a power of two each: so they add up without rounding, in any order, and the shares of the jobs
 * sum exactly to the total.
 */
final class Units {
    private final int exponent;

    /** Units for amounts of which so much is the largest total, which takes so many bits. */
    Units(String what, double mostInAll, int bits) {
        if (Double.isInfinite(mostInAll) || Double.isNaN(mostInAll)) {
            throw new IllegalArgumentException(
                    what + " must add up to a finite number. Maybe use a larger unit of cost.");
        }
        exponent = mostInAll == 0 ? 0 : Math.max(-900, Math.min(900, bits - 1 - Math.getExponent(mostInAll)));
    }

    long of(double amount) {
        return Math.round(scaled(amount));
    }

    /** An amount in units, not rounded yet. */
    double scaled(double amount) {
        return Math.scalb(amount, exponent);
    }

    double amount(long units) {
        return Math.scalb((double) units, -exponent);
    }
}
