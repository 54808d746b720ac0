package io.dataops.graph.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of an Avro schema; named types are shared by all that name them, so that schemas can be recursive. */
final class AvroType {
    enum Kind {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING,
        RECORD,
        ENUM,
        FIXED,
        ARRAY,
        MAP,
        UNION
    }

    record Field(String name, Set<String> aliases, AvroType type, boolean hasDefault) {}

    final Kind kind;
    /** Full name; empty for what has none. */
    final String name;

    final Set<String> aliases = new LinkedHashSet<>();
    final List<Field> fields = new ArrayList<>();
    final List<String> symbols = new ArrayList<>();
    Optional<String> enumDefault = Optional.empty();
    long size;
    /** Branches of a union, or the one element type of an array or map. */
    final List<AvroType> parts = new ArrayList<>();

    AvroType(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** As JSON encoding names a branch of a union. */
    String branchName() {
        return name.isEmpty() ? kind.name().toLowerCase(java.util.Locale.ROOT) : name;
    }

    @Override
    public String toString() {
        return branchName();
    }
}
