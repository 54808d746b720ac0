package io.dataops.benchmarks.testing;

import io.dataops.testing.property.Dataset;
import io.dataops.testing.property.Row;
import io.dataops.testing.property.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs a query on a dataset by JDBC alone, with the constraints of the schema enforced by the database: it shares no code with
 * the mutation tests that it checks.
 */
final class PlainSql {
    private PlainSql() {}

    /** The rows as text, sorted unless their order counts; one line for an error. */
    static List<String> rows(String ddl, Dataset data, String query, boolean ordered) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;NON_KEYWORDS=VALUE");
                Statement statement = connection.createStatement()) {
            for (String create : ddl.split(";", -1)) {
                if (!create.isBlank()) {
                    statement.execute(create);
                }
            }
            for (Table table : data.tables()) {
                String marks = String.join(
                        ", ", Collections.nCopies(table.schema().columns().size(), "?"));
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + table.schema().name() + " VALUES (" + marks + ")")) {
                    for (Row row : table.rows()) {
                        for (int c = 0; c < row.values().size(); c++) {
                            insert.setObject(c + 1, row.values().get(c));
                        }
                        insert.executeUpdate();
                    }
                }
            }
            List<String> out = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(query)) {
                out.addAll(lines(rows));
            } catch (SQLException refused) {
                out.add("error");
            }
            if (!ordered) {
                Collections.sort(out);
            }
            return out;
        }
    }

    /** A line a row, numbers rounded to twelve digits, in the order of the query. */
    static List<String> lines(ResultSet rows) throws SQLException {
        List<String> out = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringBuilder line = new StringBuilder();
            for (int c = 1; c <= width; c++) {
                Object cell = rows.getObject(c);
                line.append(
                                cell instanceof Number n
                                        ? new BigDecimal(n.toString())
                                                .round(new MathContext(12))
                                                .stripTrailingZeros()
                                                .toPlainString()
                                        : String.valueOf(cell))
                        .append('|');
            }
            out.add(line.toString());
        }
        return out;
    }
}
