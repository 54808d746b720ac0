package io.dataops.graph.schema;

import io.dataops.graph.schema.AvroType.Field;
import io.dataops.graph.schema.AvroType.Kind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Smallest values of a schema, in Avro's JSON encoding, that lead to a given place. The least height of each type is found by
 * a fixed point, as for grammars, so that recursive types end; a type without a finite value has no witness.
 */
final class AvroWitness {
    /** Values longer than this are not written: nobody reads them, and sizes are given by input. */
    private static final int MAX_LENGTH = 100_000;

    private static final int NONE = Integer.MAX_VALUE;

    enum Move {
        FIELD,
        ELEMENT,
        BRANCH,
        SYMBOL
    }

    /** One step into a value: which field, branch or symbol. */
    record Step(Move move, int index) {}

    private final IdentityHashMap<AvroType, Integer> heights = new IdentityHashMap<>();

    Optional<String> of(AvroType type, List<Step> steps) {
        heights.clear();
        List<AvroType> all = reachable(type);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (AvroType t : all) {
                int height = height(t);
                if (height < heights.getOrDefault(t, NONE)) {
                    heights.put(t, height);
                    changed = true;
                }
            }
        }
        StringBuilder out = new StringBuilder();
        try {
            write(type, steps, out);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    private static List<AvroType> reachable(AvroType type) {
        IdentityHashMap<AvroType, Boolean> seen = new IdentityHashMap<>();
        List<AvroType> all = new ArrayList<>(List.of(type));
        seen.put(type, true);
        for (int i = 0; i < all.size(); i++) {
            AvroType at = all.get(i);
            List<AvroType> next = new ArrayList<>(at.parts);
            at.fields.forEach(f -> next.add(f.type()));
            next.stream().filter(t -> seen.put(t, true) == null).forEach(all::add);
        }
        return all;
    }

    private int height(AvroType type) {
        return switch (type.kind) {
            case RECORD -> {
                int highest = 0;
                for (Field field : type.fields) {
                    highest = Math.max(highest, heights.getOrDefault(field.type(), NONE));
                }
                yield highest == NONE ? NONE : highest + 1;
            }
            case UNION -> {
                int least = NONE;
                for (AvroType branch : type.parts) {
                    least = Math.min(least, heights.getOrDefault(branch, NONE));
                }
                yield least == NONE ? NONE : least + 1;
            }
            case ENUM -> type.symbols.isEmpty() ? NONE : 0;
            default -> 0;
        };
    }

    private void write(AvroType type, List<Step> steps, StringBuilder out) {
        if (out.length() > MAX_LENGTH || (steps.isEmpty() && heights.getOrDefault(type, NONE) == NONE)) {
            throw new IllegalArgumentException("no finite value of " + type);
        }
        int index = steps.isEmpty() ? -1 : steps.get(0).index();
        List<Step> rest = steps.isEmpty() ? steps : steps.subList(1, steps.size());
        switch (type.kind) {
            case NULL -> out.append("null");
            case BOOLEAN -> out.append("false");
            case INT, LONG -> out.append('0');
            case FLOAT, DOUBLE -> out.append("0.0");
            case BYTES, STRING -> out.append("\"\"");
            case FIXED -> {
                if (type.size > MAX_LENGTH) {
                    throw new IllegalArgumentException("too long");
                }
                out.append('"').append("\\u0000".repeat((int) type.size)).append('"');
            }
            case ENUM -> quote(type.symbols.get(Math.max(index, 0)), out);
            case ARRAY -> {
                out.append('[');
                if (index >= 0) {
                    write(type.parts.get(0), rest, out);
                }
                out.append(']');
            }
            case MAP -> {
                out.append('{');
                if (index >= 0) {
                    out.append("\"k\":");
                    write(type.parts.get(0), rest, out);
                }
                out.append('}');
            }
            case UNION -> branch(type, index < 0 ? lowest(type) : index, rest, out);
            case RECORD -> {
                out.append('{');
                for (int i = 0; i < type.fields.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    quote(type.fields.get(i).name(), out);
                    out.append(':');
                    write(type.fields.get(i).type(), i == index ? rest : List.of(), out);
                }
                out.append('}');
            }
        }
    }

    private int lowest(AvroType union) {
        int best = 0;
        for (int i = 1; i < union.parts.size(); i++) {
            if (heights.getOrDefault(union.parts.get(i), NONE) < heights.getOrDefault(union.parts.get(best), NONE)) {
                best = i;
            }
        }
        return best;
    }

    private void branch(AvroType union, int index, List<Step> rest, StringBuilder out) {
        AvroType branch = union.parts.get(index);
        if (branch.kind == Kind.NULL) {
            out.append("null");
            return;
        }
        out.append('{');
        quote(branch.branchName(), out);
        out.append(':');
        write(branch, rest, out);
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
}
