package io.dataops.testing.pit;

/** A transformation to mutate. */
final class Cleaning {
    private Cleaning() {}

    static boolean isLarge(long amount) {
        return amount >= 100;
    }

    static String trimmed(String text) {
        return text.strip();
    }
}
