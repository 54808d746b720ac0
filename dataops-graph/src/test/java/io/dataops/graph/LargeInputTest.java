package io.dataops.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.dataops.api.InputException;
import io.dataops.graph.openlineage.OpenLineage;
import io.dataops.graph.sql.SqlLineage;
import io.dataops.graph.terraform.Terraform;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input of a size that no person writes: an answer or one line that says what is wrong, in time. */
final class LargeInputTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static OpenLineage events(String text) {
        return OpenLineage.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "events");
    }

    @Test
    void sixteenMegabytesOnOneLineAreRead() {
        StringBuilder inputs = new StringBuilder();
        int datasets = 0;
        while (inputs.length() < 16_000_000) {
            inputs.append(datasets == 0 ? "" : ",")
                    .append("{\"namespace\":\"db\",\"name\":\"t")
                    .append(datasets++)
                    .append("\",\"facets\":{\"skipped\":\"")
                    .append("x".repeat(500))
                    .append("\"}}");
        }
        String event = "{\"job\":{\"namespace\":\"n\",\"name\":\"j\"},\"inputs\":[" + inputs + "]}";
        OpenLineage read = assertTimeoutPreemptively(LIMIT, () -> events(event));
        assertThat(read.datasets()).hasSize(datasets);
        String cut = event.substring(0, event.length() - 1);
        Throwable thrown = assertTimeoutPreemptively(LIMIT, () -> catchThrowable(() -> events(cut)));
        oneLine(thrown, "line 1");
        Throwable other = assertTimeoutPreemptively(
                LIMIT,
                () -> catchThrowable(() ->
                        Terraform.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), "plan")));
        oneLine(other, "plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" union all select a from t", " and a = 1", " + a", " or not a = 2", ", a", " join t using (a)"})
    void longChainsOfSqlAreAnsweredOrRefused(String link) {
        String start = link.startsWith(" +") || link.startsWith(",")
                ? "select a"
                : link.startsWith(" union") || link.startsWith(" join")
                        ? "select a from t"
                        : "select a from t where a = 0";
        String sql = start
                + link.repeat(link.startsWith(" union") ? 10_000 : 20_000)
                + (start.contains("from") ? "" : " from t");
        SqlLineage lineage = SqlLineage.builder().build();
        Throwable thrown = assertTimeoutPreemptively(LIMIT, () -> catchThrowable(() -> lineage.of(sql)));
        if (thrown != null) {
            oneLine(thrown, "SQL");
        }
        Map<String, String> project = new LinkedHashMap<>();
        project.put("large", sql);
        project.put("small", "select a from t");
        assertThat(assertTimeoutPreemptively(LIMIT, () -> lineage.project(project))
                        .get("small"))
                .isEqualTo(lineage.of("small", "select a from t"));
    }

    private static void oneLine(Throwable thrown, String part) {
        assertThat(thrown).isInstanceOf(InputException.class).hasMessageContaining(part);
        assertThat(thrown.getMessage()).hasSizeLessThan(1_000).doesNotContainPattern("\\p{Cntrl}");
    }
}
