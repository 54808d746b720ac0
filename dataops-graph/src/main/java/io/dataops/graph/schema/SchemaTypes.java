package io.dataops.graph.schema;

import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types that were met in schema files, their fields, and which of them name which. */
final class SchemaTypes {

    /**
     * A type.
     *
     * @param kind what it is: record, enum, fixed, schema
     * @param aliases other names
     * @param fields the text of the type of each field, by name
     * @param definition the text of all of it
     * @param meaning the same without what is written for people
     */
    record Type(String kind, Set<String> aliases, Map<String, String> fields, String definition, String meaning) {}

    private record Reference(String from, String to) {}

    final Map<String, Type> types = new LinkedHashMap<>();
    final List<Defect> defects = new ArrayList<>();
    private final Set<Reference> references = new LinkedHashSet<>();

    /** Adds a type; of two with one name the first is kept, and the second noted if it is another. */
    void add(String name, Type type, String source) {
        Type before = types.putIfAbsent(name, type);
        if (before != null && !before.meaning().equals(type.meaning())) {
            defects.add(new Defect(Kind.DUPLICATE_ASSET, name, "defined otherwise in " + source));
        }
    }

    void refers(String from, String to) {
        references.add(new Reference(from, to));
    }

    /** The references between types that are there, each once; the others become defects. */
    List<String[]> resolved() {
        List<String[]> found = new ArrayList<>();
        for (Reference reference : references) {
            if (reference.from().equals(reference.to())) {
                defects.add(new Defect(Kind.SELF_REFERENCE, reference.from(), reference.to()));
            } else if (types.containsKey(reference.to())) {
                found.add(new String[] {reference.to(), reference.from()});
            } else {
                defects.add(new Defect(Kind.DANGLING_REFERENCE, reference.from(), reference.to()));
            }
        }
        return found;
    }
}
