package io.dataops.graph.selection;

import io.dataops.api.InputException;
import java.util.Set;

/**
 * One selector: a method and a value, and how far to go from what it finds.
 *
 * @param method for example {@code "tag"}; {@code "fqn"} where none was written
 * @param value what is looked for
 * @param at true for {@code @}: with descendants, and all ancestors of these
 * @param up how many steps to ancestors; 0 for none
 * @param down how many steps to descendants; 0 for none
 * @param column where it begins in the text, from 1
 */
record Selector(String method, String value, boolean at, int up, int down, int column) {
    private static final Set<String> METHODS = Set.of(
            "fqn",
            "tag",
            "path",
            "file",
            "package",
            "config",
            "resource_type",
            "source",
            "state",
            "exposure",
            "metric",
            "semantic_model",
            "saved_query");
    private static final Set<String> STATES =
            Set.of("modified", "modified.body", "modified.configs", "new", "old", "unmodified");

    static Selector parse(String text, int column) {
        int i = 0;
        boolean at = text.startsWith("@");
        int up = 0;
        if (at) {
            i = 1;
        } else {
            int digits = digits(text, 0);
            if (digits < text.length() && text.charAt(digits) == '+') {
                up = digits == 0 ? Integer.MAX_VALUE : number(text.substring(0, digits), column);
                i = digits + 1;
            }
        }
        int end = text.length();
        int down = 0;
        int plus = text.lastIndexOf('+');
        if (plus >= i && digits(text, plus + 1) == text.length()) {
            down = plus + 1 == text.length() ? Integer.MAX_VALUE : number(text.substring(plus + 1), column + plus + 1);
            end = plus;
        }
        if (at && down > 0) {
            throw fail(column + plus, "@ takes all descendants already. Maybe leave out the +");
        }
        String body = text.substring(i, end);
        if (body.isEmpty()) {
            throw fail(column + i, "expected a name or a method");
        }
        if (body.contains("+") || body.contains("@")) {
            int odd = body.contains("+") ? body.indexOf('+') : body.indexOf('@');
            throw fail(column + i + odd, body.charAt(odd) + " must stand before or after a name");
        }
        return method(body, at, up, down, column + i);
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    private static int number(String digits, int column) {
        if (digits.length() > 6) {
            throw fail(column, "depth " + digits + " is too large");
        }
        return Integer.parseInt(digits);
    }

    private static Selector method(String body, boolean at, int up, int down, int column) {
        int colon = body.indexOf(':');
        if (colon < 0) {
            String method = body.contains("/") ? "path" : body.matches(".*\\.(sql|py|csv|ya?ml)") ? "file" : "fqn";
            return new Selector(method, body, at, up, down, column);
        }
        String method = body.substring(0, colon);
        String value = body.substring(colon + 1);
        String base = method.startsWith("config.") ? "config" : method;
        if (!METHODS.contains(base) || method.equals("config")) {
            throw fail(
                    column,
                    "method " + method
                            + " is not known. Maybe one of tag, path, file, package, config.NAME, resource_type, "
                            + "source, exposure, metric, state, fqn");
        }
        if (value.isEmpty()) {
            throw fail(column + colon + 1, "expected a value after " + method + ":");
        }
        if (method.equals("state") && !STATES.contains(value)) {
            throw fail(
                    column + colon + 1,
                    "state " + value
                            + " is not known. Maybe modified, modified.body, modified.configs, new, old, unmodified");
        }
        return new Selector(method, value, at, up, down, column);
    }

    static InputException fail(int column, String expected) {
        return new InputException("selector", "column " + column, expected);
    }
}
