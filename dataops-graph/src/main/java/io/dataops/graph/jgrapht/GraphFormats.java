package io.dataops.graph.jgrapht;

import io.dataops.api.InputException;
import io.dataops.api.Layer;
import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.dataops.graph.GraphBuilder;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.BaseEventDrivenImporter;
import org.jgrapht.nio.BaseExporter;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.ImportException;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jspecify.annotations.Nullable;

/**
 * Graphs as files that other tools draw and read: DOT and GraphML by JGraphT's exporters and importers (an optional dependency:
 * org.jgrapht:jgrapht-io), Mermaid as text. What DOT and GraphML write gives the same graph when it is read again: names of any
 * characters, layers, kinds, aliases, columns, propagation, strength, self-references, and of which assets all
 * columns that they read are known.
 *
 * <pre>{@code
 * String dot = GraphFormats.dot(graph);        // for Graphviz
 * GraphFormats.fromDot(dot).equals(graph);     // true
 * GraphFormats.fromDot("digraph");             // InputException: DOT: cannot be read: …
 * }</pre>
 */
public final class GraphFormats {
    private static final List<String> ATTRIBUTES =
            List.of("label", "id", "layer", "kind", "aliases", "owner", "resolved");

    private GraphFormats() {}

    /**
     * Writes DOT.
     *
     * @param graph the graph
     * @return the text; names are labels
     */
    public static String dot(DependencyGraph graph) {
        return written(graph, new DOTExporter<String, DefaultEdge>());
    }

    /**
     * Writes GraphML.
     *
     * @param graph the graph
     * @return the text
     */
    public static String graphml(DependencyGraph graph) {
        GraphMLExporter<String, DefaultEdge> exporter = new GraphMLExporter<>();
        ATTRIBUTES.forEach(
                a -> exporter.registerAttribute(a, GraphMLExporter.AttributeCategory.NODE, AttributeType.STRING));
        for (String a : List.of("propagation", "strength")) {
            exporter.registerAttribute(a, GraphMLExporter.AttributeCategory.EDGE, AttributeType.STRING);
        }
        return written(graph, exporter);
    }

    /**
     * Writes a Mermaid flowchart, for documents that people read.
     *
     * @param graph the graph
     * @return the text; columns are left out
     */
    public static String mermaid(DependencyGraph graph) {
        DependencyGraph plain = graph.withoutColumns();
        Map<String, String> ids = new LinkedHashMap<>();
        StringBuilder out = new StringBuilder("flowchart LR\n");
        for (Asset asset : plain.assets()) {
            ids.put(asset.id(), "n" + ids.size());
            out.append("    ")
                    .append(ids.get(asset.id()))
                    .append("[\"")
                    .append(entities(asset.id()))
                    .append("\"]\n");
        }
        for (Dependency d : plain.dependencies()) {
            out.append("    ")
                    .append(ids.get(d.from()))
                    .append(" --> ")
                    .append(ids.get(d.to()))
                    .append('\n');
        }
        return out.toString();
    }

    /** Letters, digits and harmless signs as they are; everything else by number, as Mermaid reads it. */
    private static String entities(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isLetterOrDigit(c) || " ._-/:".indexOf(c) >= 0
                        ? Character.toString(c)
                        : "#" + c + ";")
                .collect(Collectors.joining());
    }

    private static <X extends BaseExporter<String, DefaultEdge> & org.jgrapht.nio.GraphExporter<String, DefaultEdge>>
            String written(DependencyGraph graph, X exporter) {
        Graph<String, DefaultEdge> copy = new DirectedPseudograph<>(DefaultEdge.class);
        Map<String, Asset> assets = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        for (Asset asset : graph.assets()) {
            String id = "n" + assets.size();
            assets.put(id, asset);
            ids.put(asset.id(), id);
            copy.addVertex(id);
        }
        Map<DefaultEdge, Dependency> edges = new LinkedHashMap<>();
        for (Dependency d : graph.dependencies()) {
            edges.put(copy.addEdge(ids.get(d.from()), ids.get(d.to())), d);
        }
        graph.selfReferences().forEach(s -> edges.put(copy.addEdge(ids.get(s), ids.get(s)), new Dependency(s, s, 0)));
        exporter.setVertexIdProvider(v -> v);
        exporter.setVertexAttributeProvider(v -> attributes(assets.get(v), graph));
        exporter.setEdgeAttributeProvider(e -> {
            Dependency d = edges.get(e);
            Map<String, Attribute> all = new LinkedHashMap<>();
            all.put("propagation", text(d == null ? "0" : Double.toString(d.propagation())));
            all.put("strength", text(d == null ? "1" : Double.toString(d.strength())));
            return all;
        });
        StringWriter out = new StringWriter();
        exporter.exportGraph(copy, out);
        return out.toString();
    }

    private static Attribute text(String value) {
        return DefaultAttribute.createAttribute(value);
    }

    private static Map<String, Attribute> attributes(@Nullable Asset asset, DependencyGraph graph) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        if (asset != null) {
            all.put("label", text(asset.id().replaceAll("[\\p{Cntrl}\\\\\"<>&]|[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "_")));
            all.put("id", text(encoded(asset.id())));
            all.put("layer", text(asset.layer().name()));
            all.put("kind", text(encoded(asset.kind())));
            all.put(
                    "aliases",
                    text(asset.aliases().stream().map(GraphFormats::encoded).collect(Collectors.joining(" "))));
            all.put("resolved", text(Boolean.toString(graph.resolved().contains(asset.id()))));
            all.put("owner", text(asset.owner().map(GraphFormats::encoded).orElse("")));
        }
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #dot(DependencyGraph)} wrote.
     *
     * @param text DOT
     * @return the graph
     * @throws InputException if it is something else
     */
    public static DependencyGraph fromDot(String text) {
        DOTImporter<String, DefaultEdge> importer = new DOTImporter<>();
        importer.setVertexFactory(id -> id);
        return read("DOT", importer, graph -> importer.importGraph(graph, new StringReader(text)));
    }

    /**
     * Reads what {@link #graphml(DependencyGraph)} wrote.
     *
     * @param text GraphML
     * @return the graph
     * @throws InputException if it is something else
     */
    public static DependencyGraph fromGraphml(String text) {
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw new InputException("GraphML", "", "must not declare document types or entities");
        }
        GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
        importer.setVertexFactory(id -> id);
        return read("GraphML", importer, graph -> importer.importGraph(graph, new StringReader(text)));
    }

    @FunctionalInterface
    private interface Importing {
        void into(Graph<String, DefaultEdge> graph);
    }

    private static DependencyGraph read(
            String format, BaseEventDrivenImporter<String, DefaultEdge> importer, Importing importing) {
        Map<String, Map<String, String>> vertices = new LinkedHashMap<>();
        Map<DefaultEdge, Map<String, String>> edges = new LinkedHashMap<>();
        importer.addVertexAttributeConsumer(
                (at, value) -> vertices.computeIfAbsent(at.getFirst(), v -> new LinkedHashMap<>())
                        .put(at.getSecond(), value.getValue()));
        importer.addEdgeAttributeConsumer((at, value) ->
                edges.computeIfAbsent(at.getFirst(), e -> new LinkedHashMap<>()).put(at.getSecond(), value.getValue()));
        Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
        try {
            importing.into(graph);
            return built(graph, vertices, edges);
        } catch (ImportException | IllegalArgumentException | NullPointerException e) {
            throw new InputException(format, "", "cannot be read: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new InputException(format, "", "is nested too deeply", e);
        }
    }

    private static DependencyGraph built(
            Graph<String, DefaultEdge> graph,
            Map<String, Map<String, String>> vertices,
            Map<DefaultEdge, Map<String, String>> edges) {
        GraphBuilder builder = DependencyGraph.builder();
        Map<String, String> ids = new LinkedHashMap<>();
        List<Asset> assets = new ArrayList<>();
        for (String vertex : graph.vertexSet()) {
            Map<String, String> its = vertices.getOrDefault(vertex, Map.of());
            String id = its.containsKey("id") ? decoded(its, "id") : vertex;
            Set<String> aliases = new LinkedHashSet<>();
            for (String alias : its.getOrDefault("aliases", "").split(" ", -1)) {
                if (!alias.isEmpty()) {
                    aliases.add(URLDecoder.decode(alias, StandardCharsets.UTF_8));
                }
            }
            Layer layer = Layer.valueOf(its.getOrDefault("layer", "CODE"));
            Optional<String> owner = Optional.of(decoded(its, "owner")).filter(o -> !o.isEmpty());
            assets.add(new Asset(id, layer, its.containsKey("kind") ? decoded(its, "kind") : "asset", aliases, owner));
            ids.put(vertex, id);
        }
        assets.stream().filter(a -> a.owner().isEmpty()).forEach(builder::asset);
        assets.stream().filter(a -> a.owner().isPresent()).forEach(builder::asset);
        vertices.forEach((vertex, its) -> {
            if ("true".equals(its.get("resolved"))) {
                builder.resolved(String.valueOf(ids.get(vertex)));
            }
        });
        for (DefaultEdge edge : graph.edgeSet()) {
            Map<String, String> its = edges.getOrDefault(edge, Map.of());
            builder.edge(
                    String.valueOf(ids.get(graph.getEdgeSource(edge))),
                    String.valueOf(ids.get(graph.getEdgeTarget(edge))),
                    Double.parseDouble(its.getOrDefault("propagation", "0.5")),
                    Double.parseDouble(its.getOrDefault("strength", "1")));
        }
        return builder.build();
    }

    private static String decoded(Map<String, String> attributes, String name) {
        return URLDecoder.decode(attributes.getOrDefault(name, ""), StandardCharsets.UTF_8);
    }
}
