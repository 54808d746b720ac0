package io.dataops.report;

import io.dataops.api.Outcome;
import io.dataops.api.WatchReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The answers of the loop, written down: what changed, who is hit, what to test, when to deploy, and whether it behaves.
 *
 * <p>The page is one file without references to a network: charts (Apache ECharts), style and data are inside, about 1.1 MB and 0.5 KB an
 * asset. It follows the dark or light setting of the reader, works with the keyboard, and prints. Above 150 assets the graph starts
 * with groups by layer and distance; tables start with their first 25 rows. Names are data: markup in them shows as text, control and
 * direction marks are replaced, and very long ones are cut on the page (not in the JSON).
 *
 * <p>Equal answers give equal bytes. Immutable, safe for use by several threads.
 *
 * <pre>{@code
 * Report.of(outcome).writeHtml(Path.of("report.html"));
 * Report.titled("Release 42").outcome(outcome).watch(watch).build().markdown();
 * Report.titled(" ");   // IllegalArgumentException: title ( ) must not be blank.
 * }</pre>
 */
public final class Report {
    private final ReportBuilder parts;

    Report(ReportBuilder parts) {
        this.parts = parts;
    }

    /**
     * Starts a report.
     *
     * @param title its title
     * @return a builder without any part
     */
    public static ReportBuilder titled(String title) {
        return new ReportBuilder(title);
    }

    /**
     * Reports what came before a deployment.
     *
     * @param outcome the outcome
     * @return a report titled "Release"
     */
    public static Report of(Outcome outcome) {
        return titled("Release").outcome(outcome).build();
    }

    /**
     * Reports what came after a deployment.
     *
     * @param watch the watch report
     * @return a report titled "Watch"
     */
    public static Report of(WatchReport watch) {
        return titled("Watch").watch(watch).build();
    }

    /**
     * Returns the page.
     *
     * @return HTML that needs no other file
     */
    public String html() {
        return HtmlPage.write(parts);
    }

    /**
     * Writes the page.
     *
     * @param file where; an existing file is replaced
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path writeHtml(Path file) throws IOException {
        return Files.writeString(file, html(), StandardCharsets.UTF_8);
    }

    /**
     * Returns the report for a comment on a pull request: verdicts first, then the first ten of each list.
     *
     * @return GitHub-flavoured Markdown
     */
    public String markdown() {
        return MarkdownText.write(parts);
    }

    /**
     * Returns changes that may break readers as findings.
     *
     * @return SARIF 2.1.0; an error where a reader is affected, a note where none is
     */
    public String sarif() {
        return SarifLog.write(parts);
    }

    /**
     * Returns the gates of the loop as test cases: the plan fits, tests fit their limit, every affected asset has a test, no series
     * alarms, the canary passes. A gate without an answer is skipped, not passed.
     *
     * @return JUnit XML
     */
    public String junitXml() {
        return GateSuite.write(parts);
    }

    /**
     * Returns the whole report for programs.
     *
     * @return JSON by the schema of {@link #jsonSchema()}; times are milliseconds since 1970, numbers that are not finite are null
     */
    public String json() {
        return Json.pretty(new ReportDocument(parts, name -> name).tree());
    }

    /**
     * Returns the schema of {@link #json()}.
     *
     * @return a JSON Schema, draft 2020-12
     */
    public static String jsonSchema() {
        return Json.resource("report.schema.json");
    }
}
