package io.dataops.benchmarks.testing;

import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.DatasetProperty;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.Row;
import io.dataops.testing.property.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A failing property with the least number of rows that can fail.
 *
 * @param minimum rows of all tables together
 * @param simplest what else holds for a smallest failing dataset
 */
record ShrinkingCase(
        String name,
        RelationalSchema schema,
        int rows,
        DatasetProperty property,
        int minimum,
        Predicate<Dataset> simplest) {

    private static final RelationalSchema SHOP = Schema.of(
            Schema.table("customers")
                    .pk("id", Schema.int64())
                    .nullable("name", Schema.text(30))
                    .build(),
            Schema.table("orders")
                    .pk("id", Schema.int64())
                    .column("customer_id", Schema.int64())
                    .column("amount", Schema.decimal(12, 2, "0", "1000"))
                    .nullable("day", Schema.date())
                    .fk("customer_id", "customers", "id")
                    .build(),
            Schema.table("lines")
                    .column("order_id", Schema.int64())
                    .column("line", Schema.int64(1, 9))
                    .column("quantity", Schema.int64(0, 500))
                    .primaryKey("order_id", "line")
                    .fk("order_id", "orders", "id")
                    .build());

    private static final RelationalSchema TREE = Schema.of(Schema.table("nodes")
            .pk("id", Schema.int64())
            .nullable("parent", Schema.int64())
            .fk("parent", "nodes", "id")
            .build());

    /** The table of the engineering note: three rows of one group, and more than a million together. */
    static ShrinkingCase table() {
        RelationalSchema schema = Schema.of(Schema.table("readings")
                .pk("id", Schema.int64())
                .column("station", Schema.int64(0, 19))
                .column("amount", Schema.int64(0, 1_000_000))
                .column("late", Schema.bool())
                .build());
        return new ShrinkingCase(
                "table of the note",
                schema,
                500,
                data -> {
                    Map<Object, long[]> groups = new HashMap<>();
                    for (Row row : data.table("readings").rows()) {
                        long[] sums = groups.computeIfAbsent(row.get("station"), k -> new long[2]);
                        sums[0]++;
                        sums[1] += (Long) row.get("amount");
                    }
                    fail(groups.values().stream().anyMatch(s -> s[0] >= 3 && s[1] > 1_000_000));
                },
                3,
                data -> true);
    }

    static List<ShrinkingCase> hard() {
        List<ShrinkingCase> out = new ArrayList<>();
        out.add(shop(
                "large order of a nameless customer",
                2,
                data -> {
                    Map<Object, Row> customers = byId(data);
                    fail(data.table("orders").rows().stream()
                            .anyMatch(o -> ((BigDecimal) o.get("amount")).intValue() >= 100
                                    && customers.get(o.get("customer_id")).get("name") == null));
                },
                data -> data.table("orders").rows().get(0).get("amount").equals(new BigDecimal("100.00"))));
        out.add(shop(
                "two orders of a customer",
                3,
                data -> fail(data.table("orders").column("customer_id").stream()
                                .distinct()
                                .count()
                        < data.table("orders").size()),
                data -> true));
        out.add(shop(
                "orders of two customers on a day",
                4,
                data -> {
                    Map<Object, Object> day = new HashMap<>();
                    boolean met = false;
                    for (Row row : data.table("orders").rows()) {
                        Object other =
                                row.get("day") == null ? null : day.putIfAbsent(row.get("day"), row.get("customer_id"));
                        met |= other != null && !other.equals(row.get("customer_id"));
                    }
                    fail(met);
                },
                data -> true));
        out.add(shop(
                "amounts sum to 1500",
                3,
                data -> fail(data.table("orders").rows().stream()
                                .map(r -> (BigDecimal) r.get("amount"))
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(new BigDecimal("1500"))
                        >= 0),
                data -> true));
        out.add(shop(
                "a name with bb",
                1,
                data -> fail(data.table("customers").column("name").stream()
                        .anyMatch(n -> n != null && ((String) n).contains("bb"))),
                data -> data.table("customers").rows().get(0).get("name").equals("bb")));
        out.add(shop(
                "a name of nine characters",
                1,
                data -> fail(data.table("customers").column("name").stream()
                        .anyMatch(n -> n != null && ((String) n).length() >= 9)),
                data -> data.table("customers").rows().get(0).get("name").equals("aaaaaaaaa")));
        out.add(shop(
                "a null and an empty name",
                2,
                data -> fail(data.table("customers").column("name").contains(null)
                        && data.table("customers").column("name").contains("")),
                data -> true));
        out.add(shop(
                "three lines of an order",
                5,
                data -> {
                    Map<Object, Integer> lines = new HashMap<>();
                    data.table("lines").column("order_id").forEach(o -> lines.merge(o, 1, Integer::sum));
                    fail(lines.values().stream().anyMatch(n -> n >= 3));
                },
                data -> true));
        out.add(shop(
                "quantities of two lines differ by 250",
                4,
                data -> {
                    List<Long> seen = data.table("lines").column("quantity").stream()
                            .map(Long.class::cast)
                            .toList();
                    fail(seen.stream().anyMatch(a -> seen.contains(a + 250)));
                },
                data -> true));
        out.add(new ShrinkingCase(
                "a chain of four nodes",
                TREE,
                300,
                data -> {
                    Map<Object, Object> parent = new HashMap<>();
                    data.table("nodes").rows().forEach(r -> parent.put(r.get("id"), r.get("parent")));
                    boolean deep = false;
                    for (Object node : parent.keySet()) {
                        int depth = 1;
                        for (Object up = parent.get(node);
                                up != null && depth < 4 && !up.equals(node);
                                up = parent.get(up)) {
                            depth++;
                        }
                        deep |= depth >= 4;
                    }
                    fail(deep);
                },
                4,
                data -> true));
        return out;
    }

    private static ShrinkingCase shop(String name, int minimum, DatasetProperty property, Predicate<Dataset> simplest) {
        return new ShrinkingCase(name, SHOP, 200, property, minimum, simplest);
    }

    private static Map<Object, Row> byId(Dataset data) {
        Map<Object, Row> out = new HashMap<>();
        data.table("customers").rows().forEach(r -> out.put(r.get("id"), r));
        return out;
    }

    static void fail(boolean failing) {
        if (failing) {
            throw new AssertionError("fails");
        }
    }
}
