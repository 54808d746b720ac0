package io.dataops.graph.selection;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How names and paths match, as dbt documents it. */
final class Names {

    private Names() {}

    /** Shell patterns: {@code *}, {@code ?} and {@code [seq]}. */
    static boolean like(String pattern, String name) {
        if (pattern.equals(name)) {
            return true;
        }
        if (pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
            return false;
        }
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '[') {
                depth++;
                regex.append(c);
            } else if (c == ']' && depth > 0) {
                depth--;
                regex.append(c);
            } else if (depth > 0) {
                regex.append(c == '!' ? '^' : c == '\\' ? 'x' : c);
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return name.length() < 10_000
                    && Pattern.compile(regex.toString()).matcher(name).matches();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** The name alone, or the qualified name from its beginning, with or without the package; a folder stands for all in it. */
    static boolean qualified(String value, ProjectNodes.Node node) {
        List<String> fqn = node.fqn();
        if (like(value, node.name()) || (!fqn.isEmpty() && like(value, fqn.get(fqn.size() - 1)))) {
            return true;
        }
        List<String> wanted = List.of(value.split("\\.", -1));
        return starts(wanted, fqn) || (fqn.size() > 1 && starts(wanted, fqn.subList(1, fqn.size())));
    }

    private static boolean starts(List<String> wanted, List<String> fqn) {
        if (wanted.size() > fqn.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!like(wanted.get(i), fqn.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean path(String value, String path) {
        String folder = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        return like(folder, path) || path.startsWith(folder + "/") || like(folder + "/*", path);
    }

    static boolean file(String value, String path) {
        return like(value, path.substring(path.lastIndexOf('/') + 1));
    }

    /** {@code source}, {@code source.table}, or with the package before them. */
    static boolean source(String value, ProjectNodes.Node node) {
        int dot = node.name().indexOf('.');
        String source = dot < 0 ? node.name() : node.name().substring(0, dot);
        String[] parts = value.split("\\.", -1);
        return like(value, source)
                || like(value, node.name())
                || (parts.length > 1
                        && like(parts[0], node.packageName())
                        && (like(value.substring(parts[0].length() + 1), source)
                                || like(value.substring(parts[0].length() + 1), node.name())));
    }
}
