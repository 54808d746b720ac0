package io.dataops.graph.schema.protobuf;

import io.dataops.graph.schema.Incompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Collects what the rules find, of those that are wanted. */
final class Findings {
    private final Predicate<String> wanted;
    private final List<Incompatibility> found = new ArrayList<>();

    Findings(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    List<Incompatibility> all() {
        return List.copyOf(found);
    }

    void rule(String rule, String at, boolean holds, String message) {
        if (!holds && wanted.test(rule)) {
            found.add(new Incompatibility(rule, at, at, message, Optional.empty()));
        }
    }

    void same(String rule, String at, Object before, Object after) {
        rule(rule, at, Objects.equals(before, after), text(before) + " became " + text(after));
    }

    private static String text(Object value) {
        String text = String.valueOf(value);
        return text.isEmpty() ? "nothing" : text;
    }

    /** Something that is gone, and which of its number and its name are reserved. */
    void deleted(String what, String at, String message, boolean number, boolean name) {
        rule(what + "_NO_DELETE", at, false, message + " is gone");
        rule(what + "_NO_DELETE_UNLESS_NUMBER_RESERVED", at, number, message + " is gone, its number not reserved");
        rule(what + "_NO_DELETE_UNLESS_NAME_RESERVED", at, name, message + " is gone, its name not reserved");
    }
}
