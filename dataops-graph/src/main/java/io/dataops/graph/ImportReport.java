package io.dataops.graph;

import io.dataops.api.Explained;
import io.dataops.api.InputException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an importer met that a graph cannot hold.
 *
 * <pre>{@code
 * ImportReport report = DbtManifest.read(Path.of("target/manifest.json")).report();
 * report.count(ImportReport.Kind.DANGLING_REFERENCE);
 * report.explain();          // one line a defect
 * report.refuseDefects();    // InputException, if there is one
 * }</pre>
 *
 * @param source what was read
 * @param defects the defects, in the order in which they were met
 */
public record ImportReport(String source, List<Defect> defects) implements Explained {

    /** Kinds of defects. */
    public enum Kind {
        /** A reference to an asset that the source does not describe; the dependency is left out. */
        DANGLING_REFERENCE,
        /** A reference that is there several times; it counts once. */
        DUPLICATE_REFERENCE,
        /** A reference to an asset that is switched off; the dependency is left out. */
        DISABLED_REFERENCE,
        /** An identifier that is there several times; the first asset is kept. */
        DUPLICATE_ASSET,
        /** An asset that references itself; noted, and no dependency. */
        SELF_REFERENCE,
        /** An entry that is not what it should be; left out, or read as far as it goes. */
        UNREADABLE_ENTRY,
        /** A version that this importer does not know; read by its shape. */
        UNKNOWN_VERSION
    }

    /**
     * One defect.
     *
     * @param kind what kind
     * @param place the asset or field where it was met
     * @param detail what was met there
     */
    public record Defect(Kind kind, String place, String detail) {}

    /** Copies the defects. */
    public ImportReport {
        defects = List.copyOf(defects);
    }

    /**
     * Counts the defects of one kind.
     *
     * @param kind the kind
     * @return 0 or more
     */
    public long count(Kind kind) {
        return defects.stream().filter(d -> d.kind() == kind).count();
    }

    /**
     * Refuses a source with defects; what {@code strict()} of the importers does.
     *
     * @throws InputException naming the first defect
     */
    public void refuseDefects() {
        if (!defects.isEmpty()) {
            Defect first = defects.get(0);
            throw new InputException(
                    source,
                    first.place(),
                    first.kind() + " (" + first.detail() + "), the first of " + defects.size() + " defects");
        }
    }

    @Override
    public String explain() {
        return defects.isEmpty()
                ? source + ": no defects"
                : source + ":\n"
                        + defects.stream()
                                .map(d -> d.kind() + " at " + d.place() + ": " + d.detail())
                                .collect(Collectors.joining("\n"));
    }
}
