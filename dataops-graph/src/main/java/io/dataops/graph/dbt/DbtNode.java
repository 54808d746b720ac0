package io.dataops.graph.dbt;

import io.dataops.api.Layer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What this importer keeps of one node of a manifest. */
record DbtNode(
        String id,
        String type,
        String name,
        String packageName,
        String content,
        Map<String, Long> configuration,
        Map<String, String> columns,
        List<String> dependsOn,
        boolean enabled) {

    /** What a test checks; everything else is an asset. */
    boolean isTest() {
        return type.equals("test") || type.equals("unit_test");
    }

    Layer layer() {
        return switch (type) {
            case "source", "seed", "snapshot" -> Layer.DATA;
            case "exposure", "metric", "semantic_model", "saved_query" -> Layer.BUSINESS_RULE;
            default -> Layer.CODE;
        };
    }

    /** The short name, and the one with its package: both as people write them. */
    Set<String> aliases() {
        return name.isBlank()
                ? Set.of()
                : packageName.isBlank() ? Set.of(name) : Set.of(name, packageName + "." + name);
    }
}
