package io.dataops.benchmarks.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All datasets of up to two rows a table over a few values of the mutation board's schema, in a database that enforces it.
 * Columns that a query does not name have one value; tables that it does not read have all keys.
 */
final class SmallDatasets implements AutoCloseable {
    /** Values by table and column, as SQL; the keys first, then what they refer to. */
    private static final Map<String, Map<String, List<String>>> VALUES = values();

    private static final Map<String, Integer> KEYS =
            Map.of("customers", 1, "products", 1, "orders", 1, "order_lines", 2, "payments", 1);
    private static final Map<String, List<String>> PARENTS = Map.of(
            "orders", List.of("customers:customer_id"),
            "order_lines", List.of("orders:order_id", "products:product_id"),
            "payments", List.of("orders:order_id"));

    private final Connection connection;
    private final Map<String, PreparedStatement> queries = new HashMap<>();

    SmallDatasets(String ddl) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:;NON_KEYWORDS=VALUE");
        for (String create : ddl.split(";", -1)) {
            if (!create.isBlank()) {
                execute(create);
            }
        }
    }

    private static Map<String, Map<String, List<String>>> values() {
        Map<String, Map<String, List<String>>> out = new LinkedHashMap<>();
        Map<String, List<String>> customers = new LinkedHashMap<>();
        customers.put("id", List.of("1", "2"));
        customers.put("name", List.of("'a'", "'b'"));
        customers.put("region", List.of("NULL", "'a'"));
        customers.put("signed_up", List.of("DATE '2024-01-01'", "DATE '2023-12-31'", "DATE '2024-01-02'"));
        customers.put("tier", List.of("'pro'", "'free'"));
        out.put("customers", customers);
        Map<String, List<String>> products = new LinkedHashMap<>();
        products.put("id", List.of("1", "2"));
        products.put("title", List.of("'a'", "'b'"));
        products.put("category", List.of("'c'"));
        products.put("price", List.of("10", "500", "9", "501"));
        products.put("discontinued", List.of("FALSE", "TRUE"));
        out.put("products", products);
        Map<String, List<String>> orders = new LinkedHashMap<>();
        orders.put("id", List.of("1", "2"));
        orders.put("customer_id", List.of("1", "2"));
        orders.put("placed", List.of("DATE '2024-01-01'", "DATE '2024-01-02'"));
        orders.put("status", List.of("'new'", "'paid'", "'returned'"));
        orders.put("coupon", List.of("NULL"));
        out.put("orders", orders);
        Map<String, List<String>> lines = new LinkedHashMap<>();
        lines.put("order_id", List.of("1", "2"));
        lines.put("line", List.of("1", "2"));
        lines.put("product_id", List.of("1", "2"));
        lines.put("quantity", List.of("1", "3"));
        lines.put("discount", List.of("NULL", "0.5"));
        out.put("order_lines", lines);
        Map<String, List<String>> payments = new LinkedHashMap<>();
        payments.put("id", List.of("1", "2"));
        payments.put("order_id", List.of("1", "2"));
        payments.put("amount", List.of("1000", "0", "100", "999", "1", "99"));
        payments.put("paid_on", List.of("DATE '2024-01-01'", "NULL", "DATE '2024-02-01'", "DATE '2025-01-01'"));
        out.put("payments", payments);
        return out;
    }

    /** Work on a dataset that is stored. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /**
     * Stores one dataset after the other.
     *
     * @return how many were stored, and how many there are with those that break a reference
     */
    long[] forEach(String query, long most, Work work) throws SQLException {
        List<String> names = new ArrayList<>(VALUES.keySet());
        List<List<List<Map<String, String>>>> choices = new ArrayList<>();
        long all = 1;
        for (String table : names) {
            List<List<Map<String, String>>> own = named(query, table) ? subsets(table, query) : List.of(keys(table));
            choices.add(own);
            all *= own.size();
        }
        long step = spread(all, most);
        long done = 0;
        for (long code = 0; code < all; code += step) {
            long rest = code;
            Map<String, List<Map<String, String>>> data = new LinkedHashMap<>();
            for (int t = 0; t < names.size(); t++) {
                int size = choices.get(t).size();
                data.put(names.get(t), choices.get(t).get((int) (rest % size)));
                rest /= size;
            }
            if (refers(data)) {
                store(data);
                work.run();
                done++;
            }
        }
        return new long[] {done, all};
    }

    /** About every k-th: a step without a small factor, so that no table's choices come in the same few. */
    private static long spread(long all, long most) {
        long step = Math.max(1, all / most);
        while (step > 1 && (step % 2 == 0 || step % 3 == 0 || step % 5 == 0 || step % 7 == 0)) {
            step++;
        }
        return step;
    }

    private static boolean named(String text, String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
    }

    /** One row for every key, where the query does not look. */
    private static List<Map<String, String>> keys(String table) {
        if (table.equals("order_lines") || table.equals("payments")) {
            return List.of();
        }
        List<Map<String, String>> out = new ArrayList<>();
        for (String id : List.of("1", "2")) {
            Map<String, String> row = new LinkedHashMap<>();
            VALUES.get(table).forEach((column, values) -> row.put(column, values.get(0)));
            row.put("id", id);
            out.add(row);
        }
        return out;
    }

    private static List<List<Map<String, String>>> subsets(String table, String query) {
        List<Map<String, String>> rows = new ArrayList<>(List.of(Map.of()));
        int at = 0;
        for (Map.Entry<String, List<String>> column : VALUES.get(table).entrySet()) {
            boolean varies = at++ < KEYS.get(table) || named(query, column.getKey());
            List<Map<String, String>> next = new ArrayList<>();
            for (Map<String, String> row : rows) {
                for (String value :
                        varies ? column.getValue() : column.getValue().subList(0, 1)) {
                    Map<String, String> longer = new LinkedHashMap<>(row);
                    longer.put(column.getKey(), value);
                    next.add(longer);
                }
            }
            rows = next;
        }
        List<List<Map<String, String>>> out = new ArrayList<>();
        out.add(List.of());
        for (int i = 0; i < rows.size(); i++) {
            out.add(List.of(rows.get(i)));
            for (int j = i + 1; j < rows.size(); j++) {
                if (!key(table, rows.get(i)).equals(key(table, rows.get(j)))) {
                    out.add(List.of(rows.get(i), rows.get(j)));
                }
            }
        }
        return out;
    }

    private static List<String> key(String table, Map<String, String> row) {
        return new ArrayList<>(row.values()).subList(0, KEYS.get(table));
    }

    private static boolean refers(Map<String, List<Map<String, String>>> data) {
        for (Map.Entry<String, List<String>> child : PARENTS.entrySet()) {
            for (String reference : child.getValue()) {
                String parent = reference.substring(0, reference.indexOf(':'));
                String column = reference.substring(reference.indexOf(':') + 1);
                for (Map<String, String> row : data.get(child.getKey())) {
                    if (data.get(parent).stream().noneMatch(p -> p.get("id").equals(row.get(column)))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void store(Map<String, List<Map<String, String>>> data) throws SQLException {
        List<String> names = new ArrayList<>(data.keySet());
        Collections.reverse(names);
        for (String table : names) {
            execute("DELETE FROM " + table);
        }
        for (Map.Entry<String, List<Map<String, String>>> table : data.entrySet()) {
            for (Map<String, String> row : table.getValue()) {
                execute("INSERT INTO " + table.getKey() + " VALUES (" + String.join(", ", row.values()) + ")");
            }
        }
    }

    /** The bag of rows that a query gives, sorted; one line for an error. */
    List<String> rows(String sql) throws SQLException {
        List<String> out = new ArrayList<>();
        try {
            PreparedStatement query = queries.get(sql);
            if (query == null) {
                query = connection.prepareStatement(sql);
                queries.put(sql, query);
            }
            try (ResultSet rows = query.executeQuery()) {
                out.addAll(PlainSql.lines(rows));
            }
        } catch (SQLException refused) {
            return List.of("error");
        }
        Collections.sort(out);
        return out;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
