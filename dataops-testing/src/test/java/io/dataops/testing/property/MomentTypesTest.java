package io.dataops.testing.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dataops.api.Budget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Times of day, instants, identifiers and bytes from a catalogue to a database and back. */
class MomentTypesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void bothSidesOfEveryChangeOfOffsetAreBoundaryValues() {
        assertThat(Schema.instant(BERLIN).edges())
                .contains(
                        OffsetDateTime.parse("2024-03-31T01:59:59+01:00"),
                        OffsetDateTime.parse("2024-03-31T03:00:00+02:00"),
                        OffsetDateTime.parse("2024-10-27T02:30:00+02:00"),
                        OffsetDateTime.parse("2024-10-27T02:30:00+01:00"));
        assertThat(Schema.instant().edges())
                .contains(OffsetDateTime.parse("2024-03-31T01:00:00Z"), OffsetDateTime.parse("2024-03-10T07:00:00Z"));
        assertThat(Schema.instant(BERLIN).accepts(OffsetDateTime.parse("2024-07-01T00:00:00+01:00")))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZonedTimestamp(Instant.EPOCH.plusSeconds(1), Instant.EPOCH, BERLIN))
                .withMessageContaining("must have a whole second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bytes.ofHex("0"))
                .withMessageContaining("expected pairs of hexadecimal digits, found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binary(3, 2))
                .withMessageContaining("max (2) must be at least min (3)");
    }

    @Test
    void aDatabaseGivesBackWhatWasGenerated() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:moments");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE t (
                        id UUID PRIMARY KEY, opens TIME NOT NULL UNIQUE, shuts TIME(6),
                        rings TIME(3) WITH TIME ZONE NOT NULL, at TIMESTAMP WITH TIME ZONE NOT NULL UNIQUE, body VARBINARY(40) NOT NULL UNIQUE, hash BINARY(16) NOT NULL)
                    """);
            RelationalSchema schema = JdbcCatalog.read(connection, "PUBLIC");
            assertThat(schema.table("T").columns())
                    .extracting(Column::type)
                    .containsExactly(
                            Schema.uuid(),
                            Schema.time(0),
                            Schema.time(6),
                            new ZonedTime(Schema.time(3), ZoneOffset.UTC),
                            Schema.instant(),
                            Schema.bytes(40),
                            new Binary(16, 16));
            for (int seed = 0; seed < 10; seed++) {
                Dataset data =
                        Datasets.of(schema).rows(60, 60).edges(0.4).seed(seed).generate();
                assertThat(data.violations()).isEmpty();
                insert(connection, data.table("T"));
                assertThat(stored(statement)).containsExactlyInAnyOrderElementsOf(rows(data.table("T")));
                statement.execute("DELETE FROM t");
            }
        }
    }

    private static List<List<@Nullable Object>> rows(Table table) {
        return table.rows().stream().map(Row::values).toList();
    }

    private static void insert(Connection connection, Table table) throws Exception {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : table.rows()) {
                for (int c = 0; c < 7; c++) {
                    Object cell = row.values().get(c);
                    insert.setObject(c + 1, cell instanceof Bytes bytes ? bytes.toArray() : cell);
                }
                insert.executeUpdate();
            }
        }
    }

    private static List<List<@Nullable Object>> stored(Statement statement) throws Exception {
        List<List<@Nullable Object>> out = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(rows.getObject(1, UUID.class));
                row.add(rows.getObject(2, LocalTime.class));
                row.add(rows.getObject(3, LocalTime.class));
                row.add(rows.getObject(4, OffsetTime.class));
                row.add(rows.getObject(5, OffsetDateTime.class));
                row.add(Bytes.of(rows.getBytes(6)));
                row.add(Bytes.of(rows.getBytes(7)));
                out.add(row);
            }
        }
        return out;
    }

    @Test
    void failuresShrinkToTheBoundaryAndCanBePasted() {
        RelationalSchema schema = Schema.of(Schema.table("t")
                .pk("id", Schema.uuid())
                .column("opens", Schema.time())
                .column("rings", Schema.zonedTime(ZoneOffset.ofHours(2)))
                .column("at", Schema.instant(BERLIN))
                .column("body", Schema.bytes(30))
                .build());
        Dataset start = Datasets.of(schema).rows(40, 40).edges(0.5).seed(3).generate();
        DatasetProperty property = data -> {
            for (Row row : data.table("t").rows()) {
                boolean late = ((LocalTime) row.get("opens")).compareTo(LocalTime.of(9, 0, 7)) >= 0;
                boolean recent =
                        !((OffsetDateTime) row.get("at")).toInstant().isBefore(Instant.parse("2024-01-01T00:00:05Z"));
                boolean large = ((Bytes) row.get("body")).length() >= 3;
                boolean rings = ((OffsetTime) row.get("rings")).isAfter(OffsetTime.parse("07:00:00Z"));
                if (late && recent && large && rings) {
                    throw new AssertionError("late");
                }
            }
        };
        Dataset shrunk =
                DatasetShrinker.shrink(start, property, Budget.steps(3_000)).dataset();
        assertThat(rows(shrunk.table("t")))
                .containsExactly(List.of(
                        UUID.fromString("00000000-0000-4000-8000-000000000000"),
                        LocalTime.of(9, 0, 7),
                        OffsetTime.parse("09:00:01+02:00"),
                        OffsetDateTime.parse("2024-01-01T01:00:05+01:00"),
                        Bytes.ofHex("000000")));
        assertThat(Reproduction.java(shrunk))
                .contains(
                        "Arrays.asList(UUID.fromString(\"00000000-0000-4000-8000-000000000000\"), LocalTime.parse(\"09:00:07\"),"
                                + " OffsetTime.parse(\"09:00:01+02:00\"), OffsetDateTime.parse(\"2024-01-01T01:00:05+01:00\"), Bytes.ofHex(\"000000\"))");
        assertThat(Reproduction.csv(shrunk))
                .endsWith(
                        "00000000-0000-4000-8000-000000000000,09:00:07,09:00:01+02:00,2024-01-01T01:00:05+01:00,000000");
    }
}
