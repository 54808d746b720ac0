package io.dataops.testing.mutation;

import io.dataops.testing.property.Column;
import io.dataops.testing.property.ColumnOrder;
import io.dataops.testing.property.ColumnType;
import io.dataops.testing.property.ForeignKey;
import io.dataops.testing.property.RelationalSchema;
import io.dataops.testing.property.TableSchema;
import io.dataops.testing.property.TimeOfDay;
import io.dataops.testing.property.ZonedTime;
import io.dataops.testing.property.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;

/**
 * Few values for every column of the sources: the literals of the queries that a step needs, what lies beside them, and some
 * simple ones. Small pools make rows meet in joins, groups and comparisons.
 */
final class ValuePools {
    private static final int LARGEST = 40;
    private static final Pattern CLOCK = Pattern.compile(
            "(?:(\\d{4}-[01]\\d-[0-3]\\d)[T ])?([01]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?|2[0-3]:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?)"
                    + "\\s?(Z|[+-](?:0\\d|1[0-8])(?::?[0-5]\\d)?)?");
    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    private final Pipeline pipeline;
    private final Catalog catalog;
    private final Map<String, Literals> literals = new HashMap<>();

    ValuePools(Pipeline pipeline, Catalog catalog) {
        this.pipeline = pipeline;
        this.catalog = catalog;
    }

    private static final class Literals {
        final Set<BigDecimal> numbers = new LinkedHashSet<>();
        final Set<String> texts = new LinkedHashSet<>();
        final Set<LocalDate> dates = new LinkedHashSet<>();
        final Set<LocalDateTime> moments = new LinkedHashSet<>();
        final Set<LocalTime> times = new LinkedHashSet<>();
    }

    /** The sources that a step needs, and those that they refer to. */
    Set<String> sourcesOf(String step) {
        Set<String> out = new LinkedHashSet<>();
        for (Step needed : pipeline.needed(step, Set.of())) {
            for (String read : pipeline.readsOf(needed.name())) {
                catalog.source(read).ifPresent(t -> out.add(t.name()));
            }
        }
        List<String> open = new ArrayList<>(out);
        for (int i = 0; i < open.size(); i++) {
            for (ForeignKey fk : pipeline.sources().table(open.get(i)).foreignKeys()) {
                if (out.add(fk.table())) {
                    open.add(fk.table());
                }
            }
        }
        return out;
    }

    private Literals literals(String step) {
        return literals.computeIfAbsent(step, s -> {
            Literals out = new Literals();
            for (Step needed : pipeline.needed(s, Set.of())) {
                trees(needed).forEach(tree -> collect(tree, out));
            }
            return out;
        });
    }

    private List<SqlTree> trees(Step step) {
        try {
            if (step instanceof Step.Query query) {
                return List.of(new SqlTree(SqlText.parse(query.name(), query.sql()), catalog));
            } else if (step instanceof Step.Script script) {
                SqlScript parsed = SqlScript.parse(script.name(), script.sql());
                List<SqlTree> out = new ArrayList<>();
                for (int i = 0; i < parsed.size(); i++) {
                    parsed.part(i, catalog).ifPresent(part -> out.add(part.tree));
                }
                return out;
            }
        } catch (io.dataops.api.InputException unreadable) {
            // Without its literals the pools are poorer, and nothing else is lost.
        }
        return List.of();
    }

    private static void collect(SqlTree tree, Literals out) {
        for (SqlTree.Site site : tree.sites) {
            Expression node = site.node();
            String text = node.toString();
            if ((node instanceof LongValue || node instanceof DoubleValue) && text.length() < 20) {
                out.numbers.add(new BigDecimal(text));
            } else if (node instanceof IntervalExpression interval && interval.getParameter() != null) {
                String digits = interval.getParameter().replace("'", "");
                if (digits.matches("\\d{1,6}")) {
                    out.numbers.add(new BigDecimal(digits));
                }
            } else if (node instanceof StringValue value) {
                text(value.getValue().replace("''", "'"), out);
            } else if (node instanceof DateTimeLiteralExpression moment) {
                text(moment.getValue().replace("'", ""), out);
            }
        }
    }

    private static void text(String value, Literals out) {
        out.texts.add(value.replace("%", ""));
        if (value.contains("%") || value.contains("_")) {
            out.texts.add(value.replace("%", "a").replace("_", "b"));
        }
        try {
            out.dates.add(LocalDate.parse(value.length() > 10 ? value.substring(0, 10) : value));
        } catch (DateTimeException notADate) {
            // Most texts are none.
        }
        Matcher clock = CLOCK.matcher(value);
        if (clock.matches()) {
            LocalTime time = LocalTime.parse(clock.group(2));
            if (clock.group(1) == null) {
                out.times.add(time);
                if (clock.group(3) != null) {
                    out.times.add(
                            time.minusSeconds(ZoneOffset.of(clock.group(3)).getTotalSeconds()));
                }
            } else if (isDate(clock.group(1))) {
                LocalDateTime told = LocalDate.parse(clock.group(1)).atTime(time);
                String offset = clock.group(3);
                out.moments.add(told);
                if (offset != null && !offset.isEmpty()) {
                    // What a session in another zone would show; the offset of the value is that of its column.
                    out.moments.add(told.minusSeconds(ZoneOffset.of(offset).getTotalSeconds()));
                }
            }
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The sources with column types of few values, other ones every time. */
    RelationalSchema schema(String step, SplittableRandom random) {
        Literals known = literals(step);
        Map<String, ColumnType> chosen = new HashMap<>();
        List<TableSchema> tables = new ArrayList<>();
        for (TableSchema table : pipeline.sources().tables()) {
            List<Column> columns = new ArrayList<>();
            for (Column column : table.columns()) {
                String root = root(table.name(), column.name());
                boolean key = isKey(root);
                ColumnType type = chosen.computeIfAbsent(root, r -> few(column.type(), known, key, random));
                boolean ordered = table.orders().stream().anyMatch(o -> has(o, column.name()));
                columns.add(new Column(column.name(), ordered ? column.type() : type, column.nullable()));
            }
            tables.add(new TableSchema(
                    table.name(),
                    columns,
                    table.primaryKey(),
                    table.uniqueKeys(),
                    table.foreignKeys(),
                    table.orders()));
        }
        return new RelationalSchema(tables);
    }

    private static boolean has(ColumnOrder order, String column) {
        return order.lower().equals(column) || order.upper().equals(column);
    }

    /** The column from which a column takes its values, over its references. */
    private String root(String table, String column) {
        String atTable = table;
        String atColumn = column;
        for (int i = 0; i < 20; i++) {
            boolean moved = false;
            for (ForeignKey fk : pipeline.sources().table(atTable).foreignKeys()) {
                int at = fk.columns().indexOf(atColumn);
                if (at >= 0 && !fk.table().equals(atTable)) {
                    atTable = fk.table();
                    atColumn = fk.referenced().get(at);
                    moved = true;
                    break;
                } else if (at >= 0 && !fk.referenced().get(at).equals(atColumn)) {
                    atColumn = fk.referenced().get(at);
                    moved = true;
                    break;
                }
            }
            if (!moved) {
                break;
            }
        }
        return atTable + "." + atColumn;
    }

    private boolean isKey(String place) {
        int dot = place.lastIndexOf('.');
        TableSchema table = pipeline.sources().table(place.substring(0, dot));
        return table.keys().stream().anyMatch(k -> k.contains(place.substring(dot + 1)));
    }

    private static ColumnType few(ColumnType type, Literals known, boolean key, SplittableRandom random) {
        List<Object> pool = new ArrayList<>(candidates(type, known));
        pool.removeIf(v -> !type.accepts(v));
        if (pool.isEmpty()) {
            return type;
        }
        if (!key) {
            int size = switch (random.nextInt(4)) {
                case 0 -> 1;
                case 1 -> 2;
                case 2 -> 3;
                default -> pool.size();
            };
            while (pool.size() > size) {
                pool.remove(random.nextInt(pool.size()));
            }
        }
        return new ColumnType.Choice(pool);
    }

    private static Set<Object> candidates(ColumnType type, Literals known) {
        Set<Object> out = new LinkedHashSet<>();
        if (type instanceof ColumnType.Int64) {
            for (long n = 0; n < 4; n++) {
                out.add(n);
            }
            for (BigDecimal number : known.numbers) {
                long n = number.setScale(0, RoundingMode.FLOOR).longValue();
                out.addAll(List.of(n - 1, n, n + 1));
            }
            out.add(-1L);
            for (long n = 4; n < 10; n++) {
                out.add(n);
            }
        } else if (type instanceof ColumnType.Decimal decimal) {
            BigDecimal unit = BigDecimal.valueOf(1, decimal.scale());
            for (BigDecimal number : numbers(known)) {
                BigDecimal n = number.setScale(decimal.scale(), RoundingMode.FLOOR);
                out.addAll(List.of(n, n.subtract(unit), n.add(unit), n.add(BigDecimal.ONE)));
            }
        } else if (type instanceof ColumnType.Float64) {
            for (BigDecimal number : numbers(known)) {
                double n = number.doubleValue();
                out.addAll(List.of(n, n - 0.5, n + 0.5, n + 1));
            }
        } else if (type instanceof ColumnType.Text) {
            out.addAll(List.of("a", "b"));
            for (String text : known.texts) {
                out.addAll(List.of(text, text.toUpperCase(Locale.ROOT), text + "x"));
            }
            out.addAll(List.of("", "A", "ab", "c"));
        } else if (type instanceof ColumnType.Date) {
            out.addAll(days(known));
        } else if (type instanceof ColumnType.Timestamp) {
            for (LocalDate day : days(known)) {
                out.add(day.atStartOfDay());
                out.add(LocalDateTime.of(day.getYear(), day.getMonth(), day.getDayOfMonth(), 12, 0));
            }
            known.moments.forEach(m -> out.addAll(List.of(m, m.minusSeconds(1), m.plusSeconds(1))));
        } else if (type instanceof ZonedTimestamp zoned) {
            Set<LocalDateTime> told = new LinkedHashSet<>();
            known.moments.forEach(m -> told.addAll(List.of(m, m.minusSeconds(1), m.plusSeconds(1))));
            days(known).forEach(day -> told.addAll(List.of(day.atStartOfDay(), day.atTime(LocalTime.NOON))));
            for (LocalDateTime moment : told) {
                out.add(moment.atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(zoned.zone())
                        .toOffsetDateTime());
                out.add(moment.atZone(zoned.zone()).toOffsetDateTime());
            }
        } else if (type instanceof ZonedTime zoned) {
            for (LocalTime time : known.times) {
                for (LocalTime near : List.of(time, time.minusSeconds(1), time.plusSeconds(1))) {
                    out.add(near.atOffset(ZoneOffset.UTC).withOffsetSameInstant(zoned.offset()));
                    out.add(near.atOffset(zoned.offset()));
                }
            }
            List.of(LocalTime.MIDNIGHT, LocalTime.NOON).forEach(t -> out.add(t.atOffset(zoned.offset())));
        } else if (type instanceof TimeOfDay) {
            known.times.forEach(t -> out.addAll(List.of(t, t.minusSeconds(1), t.plusSeconds(1))));
            out.addAll(List.of(LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.of(23, 59, 59)));
        } else if (type.cardinality() <= LARGEST) {
            for (long i = 0; i < type.cardinality(); i++) {
                out.add(type.valueAt(i));
            }
        } else {
            for (long i = 0; i < 4; i++) {
                out.add(type.valueAt(i));
            }
        }
        Set<Object> bounded = new LinkedHashSet<>();
        out.stream().limit(LARGEST).forEach(bounded::add);
        type.edges().stream().limit(3).forEach(bounded::add);
        return bounded;
    }

    private static List<BigDecimal> numbers(Literals known) {
        List<BigDecimal> out = new ArrayList<>(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TEN));
        out.addAll(known.numbers);
        return out;
    }

    private static Set<LocalDate> days(Literals known) {
        Set<LocalDate> out = new LinkedHashSet<>();
        for (LocalDate day : known.dates) {
            out.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
        }
        out.addAll(List.of(DAY, DAY.plusDays(1)));
        for (BigDecimal number : known.numbers) {
            if (number.signum() > 0 && number.compareTo(BigDecimal.valueOf(400)) < 0) {
                long n = number.longValue();
                out.addAll(List.of(DAY.plusDays(n - 1), DAY.plusDays(n), DAY.plusDays(n + 1)));
            }
        }
        out.addAll(List.of(DAY.minusDays(1), LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 1)));
        return out;
    }
}
