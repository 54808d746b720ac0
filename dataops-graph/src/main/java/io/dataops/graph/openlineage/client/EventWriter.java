package io.dataops.graph.openlineage.client;

import io.dataops.graph.Asset;
import io.dataops.graph.Dependency;
import io.dataops.graph.DependencyGraph;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.BaseEvent;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacetFieldsBuilder;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Puts together what one event says of a job or dataset. */
final class EventWriter {
    private static final URI PRODUCER = URI.create("urn:dataops:graph");
    private static final String JOB = "job:";

    private final OpenLineage client = new OpenLineage(PRODUCER);
    private final ZonedDateTime time;
    private final Map<String, Asset> assets = new LinkedHashMap<>();
    private final Map<String, Ends> jobs = new LinkedHashMap<>();
    private final Map<String, Facets> datasets = new LinkedHashMap<>();
    private final Map<String, Integer> named = new LinkedHashMap<>();

    /** The datasets that a job reads and writes. */
    private record Ends(Set<String> inputs, Set<String> outputs) {
        Ends() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    /** What is known of a dataset: its columns, and what columns go into each; into all its rows by the empty name. */
    private record Facets(List<String> columns, Map<String, Set<Asset>> sources) {
        Facets() {
            this(new ArrayList<>(), new TreeMap<>());
        }
    }

    EventWriter(DependencyGraph graph, Instant time) {
        this.time = time.atZone(ZoneOffset.UTC);
        for (Asset asset : graph.assets()) {
            assets.put(asset.id(), asset);
            if (isJob(asset)) {
                jobs.put(asset.id(), new Ends());
            } else if (!asset.isColumn()) {
                datasets.put(asset.id(), new Facets());
                named.merge(asset.id(), 1, Integer::sum);
                links(asset).forEach(alias -> named.merge(alias, 1, Integer::sum));
            }
        }
        for (Asset asset : graph.assets()) {
            owner(asset)
                    .filter(owner -> !asset.standsForOthers())
                    .ifPresent(owner -> owner.columns().add(column(asset)));
        }
        columnLineage(graph);
        ends(graph);
    }

    private static boolean isJob(Asset asset) {
        return !asset.isColumn() && asset.kind().equals("job");
    }

    private Optional<Facets> owner(Asset asset) {
        return asset.owner().map(datasets::get);
    }

    private static String column(Asset asset) {
        String prefix = asset.owner().orElse("") + ".";
        return asset.id().startsWith(prefix) ? asset.id().substring(prefix.length()) : asset.id();
    }

    private void columnLineage(DependencyGraph graph) {
        Set<String> whole = new LinkedHashSet<>();
        for (Dependency d : graph.dependencies()) {
            if (asset(d.from()).standsForOthers() && !asset(d.to()).isColumn()) {
                whole.add(asset(d.from()).owner().orElse("") + " -> " + d.to());
            }
        }
        for (Dependency d : graph.dependencies()) {
            use(asset(d.from()), asset(d.to()), whole);
        }
        graph.selfReferences().forEach(id -> use(asset(id), asset(id), Set.of()));
    }

    /** The graph lets who reads a table and names no column read all of them; that is not lineage. */
    private void use(Asset from, Asset to, Set<String> whole) {
        if (owner(from).isEmpty()) {
            return;
        }
        String table = from.owner().orElse("");
        Facets readers = to.isColumn() ? owner(to).orElse(null) : datasets.get(to.id());
        if (readers != null && !whole.contains(table + " -> " + to.id())) {
            readers.sources()
                    .computeIfAbsent(to.isColumn() ? column(to) : "", c -> new LinkedHashSet<>())
                    .add(from);
        }
    }

    private void ends(DependencyGraph graph) {
        for (Dependency d : graph.dependencies()) {
            if (jobs.containsKey(d.to()) && datasets.containsKey(d.from())) {
                job(d.to()).inputs().add(d.from());
            } else if (jobs.containsKey(d.from()) && datasets.containsKey(d.to())) {
                job(d.from()).outputs().add(d.to());
            } else if (datasets.containsKey(d.from()) && datasets.containsKey(d.to()) && !byColumns(d)) {
                between(d);
            }
        }
        graph.selfReferences().forEach(this::itself);
    }

    /** A job that reads and writes the dataset says so, or a use of one of its columns for its own rows. */
    private void itself(String dataset) {
        Optional<Ends> job = jobs.values().stream()
                .filter(j -> j.outputs().contains(dataset))
                .findFirst();
        job.ifPresent(j -> j.inputs().add(dataset));
        Facets its = datasets.get(dataset);
        if (job.isEmpty() && its != null && !its.columns().isEmpty()) {
            its.sources()
                    .computeIfAbsent("", rows -> new LinkedHashSet<>())
                    .add(asset(dataset).column(its.columns().get(0)));
        }
    }

    private boolean byColumns(Dependency d) {
        Facets to = datasets.get(d.to());
        return to != null
                && to.sources().values().stream()
                        .flatMap(Set::stream)
                        .anyMatch(from -> from.owner().filter(d.from()::equals).isPresent());
    }

    private void between(Dependency d) {
        Ends job = jobs.computeIfAbsent(JOB + d.to(), j -> new Ends());
        job.inputs().add(d.from());
        job.outputs().add(d.to());
    }

    private Ends job(String id) {
        return jobs.computeIfAbsent(id, j -> new Ends());
    }

    private Asset asset(String id) {
        Asset asset = assets.get(id);
        if (asset == null) {
            throw new IllegalStateException("a dependency of " + id + ", which the graph does not have");
        }
        return asset;
    }

    List<BaseEvent> events() {
        List<BaseEvent> all = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        jobs.forEach((id, ends) -> {
            QualifiedName name = QualifiedName.of(id.startsWith(JOB) ? id.substring(JOB.length()) : id);
            List<InputDataset> inputs = new ArrayList<>();
            ends.inputs().forEach(input -> {
                QualifiedName n = QualifiedName.of(asset(input));
                inputs.add(client.newInputDataset(n.namespace(), n.name(), null, null));
            });
            List<OutputDataset> outputs = new ArrayList<>();
            ends.outputs().forEach(output -> {
                QualifiedName n = QualifiedName.of(asset(output));
                DatasetFacets facets = told.add(output) ? facets(output) : null;
                outputs.add(client.newOutputDataset(n.namespace(), n.name(), facets, null));
            });
            UUID run = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
            all.add(client.newRunEvent(
                    time,
                    EventType.COMPLETE,
                    client.newRun(run, null),
                    client.newJob(name.namespace(), name.name(), null),
                    inputs,
                    outputs));
        });
        datasets.keySet().stream().filter(told::add).forEach(id -> {
            QualifiedName n = QualifiedName.of(asset(id));
            all.add(client.newDatasetEvent(time, client.newStaticDataset(n.namespace(), n.name(), facets(id))));
        });
        return all;
    }

    private DatasetFacets facets(String id) {
        Facets its = datasets.getOrDefault(id, new Facets());
        DatasetFacetsBuilder facets = client.newDatasetFacetsBuilder();
        if (!its.columns().isEmpty()) {
            facets.schema(client.newSchemaDatasetFacet(its.columns().stream()
                    .map(column -> client.newSchemaDatasetFacetFields(column, null, null, null, null))
                    .toList()));
        }
        if (!its.sources().isEmpty()) {
            ColumnLineageDatasetFacetFieldsBuilder fields = client.newColumnLineageDatasetFacetFieldsBuilder();
            its.sources().forEach((column, from) -> {
                if (!column.isEmpty()) {
                    fields.put(
                            column,
                            client.newColumnLineageDatasetFacetFieldsAdditional(
                                    from.stream().map(f -> input(f, true)).toList(), null, null));
                }
            });
            List<InputField> rows = its.sources().getOrDefault("", Set.of()).stream()
                    .map(f -> input(f, false))
                    .toList();
            facets.columnLineage(client.newColumnLineageDatasetFacet(fields.build(), rows));
        }
        List<OpenLineage.SymlinksDatasetFacetIdentifiers> links = links(asset(id)).stream()
                .filter(alias -> named.getOrDefault(alias, 0) == 1)
                .map(QualifiedName::of)
                .map(n -> client.newSymlinksDatasetFacetIdentifiers(n.namespace(), n.name(), "TABLE"))
                .toList();
        if (!links.isEmpty()) {
            facets.symlinks(client.newSymlinksDatasetFacet(links));
        }
        return facets.build();
    }

    /** Aliases but the name itself. One that two datasets share is not written: as a symlink it would make them one. */
    private static List<String> links(Asset asset) {
        String name = QualifiedName.of(asset).name();
        return asset.aliases().stream()
                .filter(alias -> !alias.equals(name) && !alias.isBlank())
                .toList();
    }

    /** The graph does not know the kind of a use, only whether it goes into one column or concerns all rows. */
    private InputField input(Asset column, boolean direct) {
        QualifiedName table = QualifiedName.of(asset(column.owner().orElse("")));
        List<OpenLineage.InputFieldTransformations> kinds =
                direct ? List.of() : List.of(client.newInputFieldTransformations("INDIRECT", null, null, null));
        return client.newInputField(table.namespace(), table.name(), column(column), kinds);
    }
}
