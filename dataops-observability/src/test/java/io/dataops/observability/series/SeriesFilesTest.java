package io.dataops.observability.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import io.dataops.api.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeriesFilesTest {

    private static List<TimeSeries> csv(String text) {
        return SeriesCsv.withTimesIn("time").read("table", new StringReader(text));
    }

    private static List<TimeSeries> json(String text) {
        return SeriesJson.read("document", new StringReader(text));
    }

    @Test
    void everyColumnIsASeriesInEveryWayToWriteATime() {
        List<TimeSeries> all =
                csv("\uFEFFrows, time ,\"a, b\"\n1,2026-01-05T00:00:00Z,\n2,2026-01-05 01:00:00,NaN\r\n\n"
                        + "-3e2,2026-01-05T03:00:00+01:00,-Inf\n4,1767582000,NA\n5,1767582000123,7\n6,2026-01-06,8");
        assertThat(all).extracting(TimeSeries::name).containsExactly("rows", "a, b");
        assertThat(all.get(0).values()).containsExactly(1, 2, -300, 4, 5, 6);
        assertThat(all.get(1).values())
                .containsExactly(Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN, 7, 8);
        String[] times = {
            "2026-01-05T00:00:00Z",
            "2026-01-05T01:00:00Z",
            "2026-01-05T02:00:00Z",
            "2026-01-05T03:00:00Z",
            "2026-01-05T03:00:00.123Z",
            "2026-01-06T00:00:00Z"
        };
        for (int i = 0; i < times.length; i++) {
            assertThat(all.get(0).time(i)).isEqualTo(Instant.parse(times[i]));
        }
    }

    @Test
    void separatorAndZoneAreSettings(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "time;x\n2026-07-01 12:00:00;1.5\n");
        List<TimeSeries> all = SeriesCsv.withTimesIn("time")
                .separator(';')
                .zone(ZoneId.of("Europe/Paris"))
                .read(file);
        assertThat(all.get(0).time(0)).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThatThrownBy(() -> SeriesCsv.withTimesIn(" ")).hasMessageContaining("column ( )");
        assertThatThrownBy(() -> SeriesCsv.withTimesIn("t").separator('"')).hasMessageContaining("code 34");
    }

    @Test
    void everyWrongTableIsRefusedWithItsLine() {
        refusedCsv("", "is empty");
        refusedCsv("a,b\n1,2\n", "line 1", "a column 'time'");
        refusedCsv("time,a,a\n", "line 1", "named twice");
        refusedCsv("time,,a\n", "line 1", "blank");
        refusedCsv("time,a\n2026-01-05,1\n2026-01-06\n", "line 3", "1 fields; expected 2");
        refusedCsv("time,a\n2026-01-05,1,2\n", "line 2", "at most 2 fields");
        refusedCsv("time,a\n2026-13-05,1\n", "line 2", "2026-13-05", "expected a time such as");
        refusedCsv("time,a\n1e300,1\n", "line 2", "1e300");
        refusedCsv("time,a\n2026-01-05,1f\n", "line 2", "'1f' in column 'a'");
        refusedCsv("time,a\n2026-01-05,\"1\n", "table");
        refusedCsv("time," + "a".repeat(70_000) + "\n", "table");
    }

    private static void refusedCsv(String text, String... parts) {
        assertThatThrownBy(() -> csv(text)).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void oneSeriesOrAListIsReadFromJson() {
        List<TimeSeries> all = json(
                "[{\"name\":\"rows\",\"more\":{\"x\":[1]},\"points\":[[\"2026-01-05T00:00:00Z\",1],"
                        + "[1767571260,null],[1767571320000,\"Infinity\"]],\"asset\":\"orders\"},{\"points\":[],\"name\":\"b\"}]");
        assertThat(all).extracting(TimeSeries::name).containsExactly("rows", "b");
        assertThat(all.get(0).asset()).isEqualTo("orders");
        assertThat(all.get(0).values()).containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(all.get(0).time(2)).isEqualTo(Instant.parse("2026-01-05T00:02:00Z"));
        assertThat(json("{\"name\":\"a\",\"points\":[[0,1.5]]}")).hasSize(1);
        assertThat(json("[]")).isEmpty();
    }

    @Test
    void everyWrongDocumentIsRefusedWithItsLine() {
        refusedJson("", "expected an object");
        refusedJson("3", "expected an object");
        refusedJson("[3]", "expected an object");
        refusedJson("{\"points\":[]}", "without 'name'");
        refusedJson("{\"name\":\"a\"}", "without 'points'");
        refusedJson("{\"name\":\"a\",\"name\":\"b\",\"points\":[]}", "Duplicate");
        refusedJson("{\"name\":\" \",\"points\":[]}", "'name'; expected a text");
        refusedJson("{\"name\":\"a\",\n\"points\":[[0,1],\n[\"x\",1]]}", "line 3", "'x'; expected a time");
        refusedJson("{\"name\":\"a\",\"points\":[[0,\"1\"]]}", "'1'; expected a number");
        refusedJson("{\"name\":\"a\",\"points\":[[0,1,2]]}", "more than two");
        refusedJson("{\"name\":\"a\",\"points\":[[0]]}", "expected a number");
        refusedJson("{\"name\":\"a\",\"points\":[0]}", "expected a point");
        refusedJson("{\"name\":\"a\",\"points\":[[0,NaN]]}", "line 1");
        refusedJson("{\"name\":\"a\",\"points\":[[0,1]", "line 1");
        refusedJson("{} {}", "without 'name'");
        refusedJson("[] []", "expected the end");
        refusedJson("{\"x\":" + "[".repeat(10_000), "line 1");
        refusedJson("{\"name\":\"a\",\"points\":[[0," + "9".repeat(5_000) + "]]}", "document");
    }

    private static void refusedJson(String text, String... parts) {
        assertThatThrownBy(() -> json(text)).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void anyDamageGivesAnInputExceptionOrSeries() {
        String table = "time,a\n2026-01-05,1\n1767582000,\"2\"\n";
        String document = "[{\"name\":\"a\",\"points\":[[\"2026-01-05\",1],[0,null]]}]";
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 6_000; round++) {
            char[] chars = (round % 2 == 0 ? table : document).toCharArray();
            for (int k = 0; k <= random.nextInt(3); k++) {
                chars[random.nextInt(chars.length)] = "\0{}[]\"\\,:-# \n1aé".charAt(random.nextInt(16));
            }
            try {
                if (round % 2 == 0) {
                    csv(new String(chars));
                } else {
                    json(new String(chars));
                }
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(2_000, 5_999);
    }

    @Test
    void aFileThatCannotBeReadIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {'t', (byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> SeriesJson.read(file)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SeriesCsv.withTimesIn("time").read(file)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SeriesJson.read(folder)).isInstanceOf(InputException.class);
    }
}
