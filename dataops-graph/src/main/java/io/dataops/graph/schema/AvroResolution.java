package io.dataops.graph.schema;

import io.dataops.graph.schema.AvroType.Field;
import io.dataops.graph.schema.AvroType.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schema resolution of the Avro specification 1.12. Each pair of types is judged once; a pair that is met again within itself
 * counts as readable, which is right unless something else within it is not.
 */
final class AvroResolution {
    /** Reasons that are kept of one pair of types: a type that is used twice at each level gives twice as many at each. */
    private static final int MAX_FOUND = 100;

    private final Map<Pair, List<Found>> judged = new HashMap<>();

    /**
     * A reason within the schemas, and the way to it through the writer's values. A record under another name does not show in
     * any value: the specification forbids it, Avro's readers take it all the same.
     */
    private record Found(
            String rule,
            String message,
            List<String> reader,
            List<String> writer,
            List<AvroWitness.Step> steps,
            boolean shows) {
        Found below(String readerStep, String writerStep, AvroWitness.Step step) {
            return new Found(
                    rule, message, with(readerStep, reader), with(writerStep, writer), with(step, steps), shows);
        }

        private static <T> List<T> with(T first, List<T> rest) {
            List<T> all = new ArrayList<>(rest.size() + 1);
            all.add(first);
            all.addAll(rest);
            return all;
        }
    }

    private static final class Pair {
        private final AvroType reader;
        private final AvroType writer;

        Pair(AvroType reader, AvroType writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair p && p.reader == reader && p.writer == writer;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(reader) + System.identityHashCode(writer);
        }
    }

    private AvroResolution() {}

    static List<Incompatibility> incompatibilities(AvroType reader, AvroType writer) {
        AvroWitness witness = new AvroWitness();
        return new AvroResolution()
                .judge(reader, writer).stream()
                        .map(f -> new Incompatibility(
                                f.rule(),
                                "#" + String.join("", f.reader()),
                                "#" + String.join("", f.writer()),
                                f.message(),
                                f.shows() ? witness.of(writer, f.steps()) : Optional.empty()))
                        .toList();
    }

    private List<Found> judge(AvroType reader, AvroType writer) {
        Pair pair = new Pair(reader, writer);
        List<Found> known = judged.get(pair);
        if (known != null) {
            return known;
        }
        judged.put(pair, List.of());
        List<Found> all = compare(reader, writer);
        List<Found> found = List.copyOf(all.subList(0, Math.min(MAX_FOUND, all.size())));
        judged.put(pair, found);
        return found;
    }

    private List<Found> compare(AvroType reader, AvroType writer) {
        List<Found> found = new ArrayList<>();
        if (writer.kind == Kind.UNION) {
            for (int i = 0; i < writer.parts.size(); i++) {
                String step = "/" + i;
                AvroWitness.Step branch = new AvroWitness.Step(AvroWitness.Move.BRANCH, i);
                judge(reader, writer.parts.get(i)).forEach(f -> found.add(f.below("", step, branch)));
            }
            return found;
        }
        if (reader.kind == Kind.UNION) {
            return union(reader, writer);
        }
        if (reader.kind != writer.kind) {
            return promotes(writer.kind, reader.kind)
                    ? List.of()
                    : List.of(reason("TYPE_MISMATCH", "the reader expects " + reader + ", the writer has " + writer));
        }
        switch (reader.kind) {
            case ARRAY -> below(reader, writer, "/items", AvroWitness.Move.ELEMENT, found);
            case MAP -> below(reader, writer, "/values", AvroWitness.Move.ELEMENT, found);
            case FIXED -> {
                name(reader, writer, found);
                if (reader.size != writer.size) {
                    found.add(reason("FIXED_SIZE_MISMATCH", "size " + reader.size + " instead of " + writer.size));
                }
            }
            case ENUM -> {
                name(reader, writer, found);
                symbols(reader, writer, found);
            }
            case RECORD -> {
                name(reader, writer, found);
                fields(reader, writer, found);
            }
            default -> {}
        }
        return found;
    }

    private List<Found> union(AvroType reader, AvroType writer) {
        List<Found> closest = List.of();
        List<List<Found>> records = new ArrayList<>();
        for (int i = 0; i < reader.parts.size(); i++) {
            AvroType part = reader.parts.get(i);
            List<Found> branch = judge(part, writer);
            if (branch.isEmpty()) {
                return branch;
            }
            if (part.kind == Kind.RECORD && writer.kind == Kind.RECORD) {
                records.add(branch);
            }
            if (part.kind == writer.kind && named(part, writer) && closest.isEmpty()) {
                String step = "/" + i;
                closest = branch.stream()
                        .map(f -> new Found(
                                f.rule(), f.message(), Found.with(step, f.reader()), f.writer(), f.steps(), f.shows()))
                        .toList();
            }
        }
        if (closest.isEmpty()) {
            closest = List.of(reason("MISSING_UNION_BRANCH", "no branch of the reader's union reads " + writer));
        }
        return shown(closest, records);
    }

    /**
     * Avro's readers try records of any name, so that a value shows the break only if it breaks the one record that there is
     * to try, and where several are to try, it is not known which value breaks all.
     */
    private static List<Found> shown(List<Found> found, List<List<Found>> records) {
        if (records.isEmpty()) {
            return found;
        }
        Optional<Found> only = records.size() == 1
                ? records.get(0).stream().filter(Found::shows).findFirst()
                : Optional.empty();
        return found.stream()
                .map(f -> new Found(
                        f.rule(),
                        f.message(),
                        f.reader(),
                        f.writer(),
                        f.steps().isEmpty() ? only.map(Found::steps).orElse(List.of()) : f.steps(),
                        f.shows() && only.isPresent()))
                .toList();
    }

    private static Found reason(String rule, String message) {
        return new Found(rule, message, List.of(), List.of(), List.of(), true);
    }

    private void below(AvroType reader, AvroType writer, String step, AvroWitness.Move move, List<Found> found) {
        judge(reader.parts.get(0), writer.parts.get(0))
                .forEach(f -> found.add(f.below(step, step, new AvroWitness.Step(move, 0))));
    }

    private static boolean named(AvroType reader, AvroType writer) {
        return reader.shortName().equals(writer.shortName()) || reader.aliases.contains(writer.name);
    }

    private static void name(AvroType reader, AvroType writer, List<Found> found) {
        if (!named(reader, writer)) {
            String message = "the reader's " + reader.name + " is not the writer's " + writer.name;
            boolean shows = writer.kind != Kind.RECORD;
            found.add(new Found("NAME_MISMATCH", message, List.of(), List.of(), List.of(), shows));
        }
    }

    private static void symbols(AvroType reader, AvroType writer, List<Found> found) {
        List<String> missing =
                writer.symbols.stream().filter(s -> !reader.symbols.contains(s)).toList();
        if (!missing.isEmpty() && reader.enumDefault.isEmpty()) {
            found.add(new Found(
                    "MISSING_ENUM_SYMBOLS",
                    "the reader lacks " + String.join(", ", missing),
                    List.of("/symbols"),
                    List.of("/symbols"),
                    List.of(new AvroWitness.Step(AvroWitness.Move.SYMBOL, writer.symbols.indexOf(missing.get(0)))),
                    true));
        }
    }

    private void fields(AvroType reader, AvroType writer, List<Found> found) {
        for (int r = 0; r < reader.fields.size(); r++) {
            Field field = reader.fields.get(r);
            List<Integer> matches = new ArrayList<>();
            for (int w = 0; w < writer.fields.size(); w++) {
                String name = writer.fields.get(w).name();
                if (name.equals(field.name()) || field.aliases().contains(name)) {
                    matches.add(w);
                }
            }
            String at = "/fields/" + r;
            if (matches.isEmpty() && !field.hasDefault()) {
                found.add(new Found(
                        "READER_FIELD_MISSING_DEFAULT_VALUE",
                        "field " + field.name() + " has no default and the writer does not have it",
                        List.of(at),
                        List.of("/fields"),
                        List.of(),
                        true));
            } else if (matches.size() > 1) {
                found.add(new Found(
                        "AMBIGUOUS_ALIAS",
                        "field " + field.name() + " and its aliases match several fields of the writer",
                        List.of(at),
                        List.of("/fields"),
                        List.of(),
                        true));
            } else if (matches.size() == 1) {
                int w = matches.get(0);
                judge(field.type(), writer.fields.get(w).type())
                        .forEach(f -> found.add(f.below(
                                at + "/type",
                                "/fields/" + w + "/type",
                                new AvroWitness.Step(AvroWitness.Move.FIELD, w))));
            }
        }
    }

    private static boolean promotes(Kind from, Kind to) {
        return switch (from) {
            case INT -> to == Kind.LONG || to == Kind.FLOAT || to == Kind.DOUBLE;
            case LONG -> to == Kind.FLOAT || to == Kind.DOUBLE;
            case FLOAT -> to == Kind.DOUBLE;
            case STRING -> to == Kind.BYTES;
            case BYTES -> to == Kind.STRING;
            default -> false;
        };
    }

    static Optional<String> smallest(AvroType type) {
        return new AvroWitness().of(type, List.of());
    }
}
