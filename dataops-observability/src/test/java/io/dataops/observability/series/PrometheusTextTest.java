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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrometheusTextTest {
    private static final Instant SCRAPED = Instant.parse("2026-01-05T00:00:00Z");

    private static PrometheusText read(String text) {
        return PrometheusText.read("scrape", new StringReader(text), SCRAPED);
    }

    @Test
    void theExampleOfTheFormatIsRead() {
        PrometheusText scrape = read("""
                # HELP http_requests_total The total number of HTTP requests.
                # TYPE http_requests_total counter
                http_requests_total{method="post",code="200"} 1027 1395066363000
                http_requests_total{method="post",code="400"}    3 1395066363000

                # Escaping in label values:
                msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

                # Minimalistic line:
                metric_without_timestamp_and_labels 12.47

                # A weird metric from before the epoch:
                something_weird{problem="division by zero"} +Inf -3982045

                # TYPE http_request_duration_seconds histogram
                http_request_duration_seconds_bucket{le="0.05"} 24054
                http_request_duration_seconds_bucket{le="+Inf"} 144320
                http_request_duration_seconds_sum 53423
                http_request_duration_seconds_count 144320

                # TYPE rpc_duration_seconds summary
                rpc_duration_seconds{quantile="0.01"} NaN
                rpc_duration_seconds_count 2693
                """);
        assertThat(scrape.series())
                .extracting(TimeSeries::name)
                .containsExactly(
                        "http_requests_total{code=\"200\",method=\"post\"}",
                        "http_requests_total{code=\"400\",method=\"post\"}",
                        "msdos_file_access_time_seconds{error=\"Cannot find file:\\n\\\"FILE.TXT\\\"\","
                                + "path=\"C:\\\\DIR\\\\FILE.TXT\"}",
                        "metric_without_timestamp_and_labels",
                        "something_weird{problem=\"division by zero\"}",
                        "http_request_duration_seconds_bucket{le=\"0.05\"}",
                        "http_request_duration_seconds_bucket{le=\"+Inf\"}",
                        "http_request_duration_seconds_sum",
                        "http_request_duration_seconds_count",
                        "rpc_duration_seconds{quantile=\"0.01\"}",
                        "rpc_duration_seconds_count");
        assertThat(scrape.series())
                .extracting(s -> s.value(0))
                .containsExactly(
                        1027.0,
                        3.0,
                        1.458255915e9,
                        12.47,
                        Double.POSITIVE_INFINITY,
                        24054.0,
                        144320.0,
                        53423.0,
                        144320.0,
                        Double.NaN,
                        2693.0);
        assertThat(scrape.series())
                .extracting(scrape::isCounter)
                .containsExactly(true, true, false, false, false, true, true, true, true, false, true);
        assertThat(scrape.series().get(0).asset()).isEqualTo("http_requests_total");
        assertThat(scrape.series().get(0).time(0)).isEqualTo(Instant.ofEpochMilli(1395066363000L));
        assertThat(scrape.series().get(3).time(0)).isEqualTo(SCRAPED);
        assertThat(scrape.series().get(4).time(0)).isEqualTo(Instant.ofEpochMilli(-3982045));
    }

    @Test
    void linesOfTheSameLabelsInAnyOrderAreOneSeries() {
        PrometheusText scrape = read("a{x=\"1\",y=\"2\",} 1 1000\r\na { y = \"2\" , x = \"1\" } 2 2000\na{} 3\na 4");
        assertThat(scrape.series()).extracting(TimeSeries::size).containsExactly(2, 2);
        assertThat(scrape.series().get(0).values()).containsExactly(1, 2);
        assertThat(read("").series()).isEmpty();
    }

    @Test
    void everyWrongLineIsNamedWithWhatWasExpected() {
        refused("1a 2", "expected the name of a metric");
        refused("a-b 2", "character '-'");
        refused("a", "value ''");
        refused("a x", "value 'x' is not a number");
        refused("a 1f", "value '1f'");
        refused("a 0x10", "value '0x10'");
        refused("a 1 1.5", "time '1.5'");
        refused("a 1 99999999999999999", "before the year 9000");
        refused("a 1 9999999999999999999999", "time '9999999999999999999999'");
        refused("a 1 5 6", "'6' after the time");
        refused("a{b=\"1\" 2", "expected ',' or '}'");
        refused("a{b=1} 2", "expected \" at column 5");
        refused("a{b} 2", "expected = at column 4");
        refused("a{1=\"\"} 2", "expected the name of a label");
        refused("a{b=\"\\t\"} 2", "escape \\t");
        refused("a{b=\"x", "expected \" at the end");
        refused("a{b=\"\\", "escape");
        refused("a{b=\"1\",b=\"2\"} 3", "label 'b' twice");
        refused("# TYPE a", "expected '# TYPE metric type'");
        refused("# TYPE a wheel", "type 'wheel' is unknown");
        refused("# TYPE a gauge\n# TYPE a counter", "is gauge and counter");
        refused("a{b=\"" + "x".repeat(70_000) + "\"} 1", "at most 65536 characters");
    }

    private static void refused(String text, String expected) {
        long line = 2 + text.chars().filter(c -> c == '\n').count();
        assertThatThrownBy(() -> read("ok 1\n" + text + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scrape at line " + line)
                .hasMessageContaining(expected);
    }

    @Test
    void anyDamageGivesAnInputExceptionOrSeries() {
        String good = "# TYPE a counter\na{b=\"x\\n\",c=\"\"} 12.5e3 1395066363000\n";
        Random random = new Random(4);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            char[] chars = good.toCharArray();
            for (int k = 0; k <= random.nextInt(3); k++) {
                chars[random.nextInt(chars.length)] = "\0{}\"\\,=# \n1aé\uD800".charAt(random.nextInt(14));
            }
            try {
                read(new String(chars));
            } catch (InputException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 4_999);
    }

    @Test
    void aFileThatIsNotTextIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("metrics");
        Files.write(file, new byte[] {'a', ' ', (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> PrometheusText.read(file, SCRAPED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> PrometheusText.read(folder.resolve("none"), SCRAPED))
                .isInstanceOf(InputException.class);
    }
}
