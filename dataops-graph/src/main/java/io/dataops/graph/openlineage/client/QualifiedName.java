package io.dataops.graph.openlineage.client;

import io.dataops.graph.Asset;
import java.util.Comparator;

/** An identifier as OpenLineage has it; namespace and name joined by a slash give the identifier again. */
record QualifiedName(String namespace, String name) {

    /** The longest alias that ends the identifier is the name; without one all is, since the namespace is not known. */
    static QualifiedName of(Asset asset) {
        return asset.aliases().stream()
                .filter(alias -> !alias.isBlank() && isEnd(asset.id(), alias))
                .max(Comparator.comparingInt(String::length))
                .map(alias -> before(asset.id(), alias))
                .orElseGet(() -> new QualifiedName("", asset.id()));
    }

    /** All behind the host, or behind the first slash, is the name. */
    static QualifiedName of(String id) {
        int scheme = id.indexOf("://");
        int slash = id.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String name = id.substring(slash + 1);
        if (slash <= 0 || name.isBlank()) {
            return new QualifiedName("", id);
        }
        return before(id, name.startsWith("/") ? "/" + name : name);
    }

    private static boolean isEnd(String id, String name) {
        return id.length() > name.length() + 1 && id.endsWith(name.startsWith("/") ? name : "/" + name);
    }

    private static QualifiedName before(String id, String name) {
        return new QualifiedName(id.substring(0, id.length() - name.length() - (name.startsWith("/") ? 0 : 1)), name);
    }
}
