package io.dataops.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.Budget;
import io.dataops.api.DataOps;
import io.dataops.api.DeploymentRules;
import io.dataops.api.Measurements;
import io.dataops.api.Outcome;
import io.dataops.api.Strategy;
import io.dataops.api.TimeSeries;
import io.dataops.graph.dbt.DbtManifest;
import io.dataops.observability.anomaly.Detectors;
import io.dataops.testing.combinatorial.CoveringModel;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.Pipeline;
import io.dataops.testing.mutation.PipelineTest;
import io.dataops.testing.mutation.Relation;
import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetProperty;
import io.dataops.testing.property.Datasets;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Schema;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Somebody who tries the pages, with the objects at hand that the pages take as given. */
final class Reader {
    private static final Path SAMPLE = Path.of("src", "main", "resources", "io", "dataops", "examples", "tour");

    private final Map<String, Object> objects = new HashMap<>();

    Reader(Path folder) throws IOException {
        Files.writeString(folder.resolve("shop.sql"), """
                create table customers (id bigint primary key);
                create table orders (id bigint primary key, customer_id bigint not null references customers (id),
                    amount decimal(8, 2) not null, discount decimal(8, 2) not null);
                """);
        Files.copy(SAMPLE.resolve("shop-v1.json"), folder.resolve("main.json"));
        Files.copy(SAMPLE.resolve("shop-v2.json"), folder.resolve("branch.json"));
        objects.put("folder", folder);
        testing();
        loop();
    }

    private void testing() {
        objects.put(
                "model",
                CoveringModel.builder()
                        .parameter("mode", "BATCH", "STREAM")
                        .parameter("lag", 1, 10)
                        .parameter("retry", true, false)
                        .build());
        objects.put("fixtures", List.of(List.of("BATCH", 1, true), List.of("STREAM", 10, true)));
        objects.put("passed", List.of(List.of("BATCH", 1, true), List.of("STREAM", 10, false)));
        objects.put("failed", List.of(List.of("STREAM", 1, true)));
        RelationalSchema schema = Schema.of(
                Schema.table("customers").pk("id", Schema.int64()).build(),
                Schema.table("orders")
                        .pk("id", Schema.int64())
                        .column("customer_id", Schema.int64())
                        .column("amount", Schema.decimal(8, 2, "0", "1000"))
                        .column("discount", Schema.decimal(8, 2, "0", "1000"))
                        .fk("customer_id", "customers", "id")
                        .build());
        Dataset failing = Datasets.of(schema).rows("orders", 40, 40).seed(1).generate();
        DatasetProperty property =
                data -> assertThat(data.table("orders").rows()).isEmpty();
        UnaryOperator<Dataset> pipeline = data -> data;
        List<String> columns = List.of("id", "customer_id", "amount", "discount");
        Relation orders = Relation.of(columns, List.of(1, 7, 100, 0), List.of(2, 7, 99, 0));
        Relation expected = Relation.of(List.of("customer_id", "total"), List.of(7, 100));
        objects.put("schema", schema);
        objects.put("failing", failing);
        objects.put("property", property);
        objects.put("pipeline", pipeline);
        objects.put("orders", orders);
        objects.put("expected", expected);
        objects.put(
                "shop",
                Pipeline.over(schema)
                        .step("spending", "SELECT customer_id, SUM(amount) AS total FROM orders GROUP BY customer_id")
                        .build());
        objects.put("mutation", Mutation.builder());
        objects.put("tests", List.of(PipelineTest.expecting("sums", Map.of("orders", orders), "spending", expected)));
    }

    private void loop() {
        DbtManifest before = DbtManifest.read(SAMPLE.resolve("shop-v1.json"));
        DbtManifest after = DbtManifest.read(SAMPLE.resolve("shop-v2.json"));
        UnaryOperator<DeploymentRules.Builder> rules =
                d -> d.between(Instant.parse("2026-03-02T20:00:00Z"), Instant.parse("2026-03-03T20:00:00Z"))
                        .strategy(Strategy.of("rolling", Duration.ofMinutes(20)).uses("warehouse", 1))
                        .capacity("warehouse", 2);
        DataOps ops = DataOps.over(before.graphWith(after))
                .tests(after.suite(Duration.ofSeconds(45)), Duration.ofMinutes(10))
                .deployments(rules)
                .watch(Detectors.seasonal(Duration.ofDays(7)))
                .budget(Budget.steps(200).withSeed(1))
                .build();
        Outcome outcome = ops.run(before.changesTo(after));
        objects.put("graph", before.graphWith(after));
        objects.put("suite", after.suite(Duration.ofSeconds(45)));
        objects.put("impact", outcome.impact());
        objects.put("rules", rules.apply(DeploymentRules.builder()).build());
        objects.put("outcome", outcome);
        objects.put(
                "watch",
                ops.observe(
                        outcome,
                        Measurements.of(TimeSeries.builder("rows")
                                .add(Instant.parse("2026-01-05T00:00:00Z"), 1_204)
                                .build())));
    }

    /** Runs the block, or the {@code main} in it. */
    void run(Class<?> block) throws Exception {
        Constructor<?> constructor = block.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object made = constructor.newInstance();
        for (Class<?> type = block.getSuperclass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = objects.get(field.getName());
                if (!Modifier.isStatic(field.getModifiers()) && field.getType().isInstance(value)) {
                    field.setAccessible(true);
                    field.set(made, value);
                }
            }
        }
        for (var method : block.getDeclaredMethods()) {
            method.setAccessible(true);
            if (method.getName().equals("main")) {
                String[] manifests = {
                    SAMPLE.resolve("shop-v1.json").toString(),
                    SAMPLE.resolve("shop-v2.json").toString()
                };
                method.invoke(made, (Object) manifests);
            } else if (method.getName().equals("run") && method.getParameterCount() == 0) {
                method.invoke(made);
            }
        }
    }
}
