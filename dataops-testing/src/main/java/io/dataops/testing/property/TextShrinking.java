package io.dataops.testing.property;

import java.util.function.Predicate;

/** Makes a text shorter by taking runs of characters away, then plainer by bringing each character closer to "a". */
final class TextShrinking {
    private final Predicate<String> accept;
    private String best;

    private TextShrinking(String start, Predicate<String> accept) {
        this.best = start;
        this.accept = accept;
    }

    /** Shrinks a text; every text that is accepted becomes the new start. */
    static void shrink(String start, Predicate<String> accept) {
        TextShrinking run = new TextShrinking(start, accept);
        run.shorten();
        run.plain();
    }

    private boolean take(String candidate) {
        if (!candidate.equals(best) && accept.test(candidate)) {
            best = candidate;
            return true;
        }
        return false;
    }

    private void shorten() {
        for (int length = best.length() / 2; length > 0; length /= 2) {
            int at = 0;
            while (at + length <= best.length()) {
                if (!take(best.substring(0, at) + best.substring(at + length))) {
                    at += length;
                }
            }
        }
    }

    private void plain() {
        for (int i = 0; i < best.length(); i++) {
            if (best.charAt(i) == 'a' || at(i, 'a')) {
                continue;
            }
            char low = 'a';
            while (best.charAt(i) > low + 1 && best.charAt(i) <= 'z') {
                char middle = (char) (low + (best.charAt(i) - low) / 2);
                if (!at(i, middle)) {
                    low = middle;
                }
            }
        }
    }

    private boolean at(int i, char c) {
        return take(best.substring(0, i) + c + best.substring(i + 1));
    }
}
