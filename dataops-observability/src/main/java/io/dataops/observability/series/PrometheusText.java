package io.dataops.observability.series;

import io.dataops.api.InputException;
import io.dataops.api.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process exposes in the text format of Prometheus (version 0.0.4): one series for each metric with its labels, named
 * as Prometheus writes it with the labels sorted ({@code http_requests_total{code="200",method="post"}}), of the asset that the
 * metric is. A line with a time gives a point of that time, one without a point of the time of the scrape; lines of the same
 * name and labels are points of one series, in the order of the lines.
 *
 * <p>NaN and infinities are kept. A line of at most 65,536 characters, at most 10 million points. Linear time.
 *
 * <p>Source: Prometheus, Exposition formats, text-based format.
 *
 * <pre>{@code
 * PrometheusText scrape = PrometheusText.read(file, scrapedAt);
 * TimeSeries requests = scrape.series().get(0);
 * TimeSeries increases = scrape.isCounter(requests) ? Counters.increases(requests) : requests;
 * }</pre>
 */
public final class PrometheusText {
    private static final int LONGEST_LINE = 65_536;
    private static final int MOST_POINTS = 10_000_000;

    private final List<TimeSeries> series;
    private final Map<String, String> kinds;

    private PrometheusText(List<TimeSeries> series, Map<String, String> kinds) {
        this.series = series;
        this.kinds = kinds;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param file what was scraped
     * @param scraped the time of points without one
     * @return the series
     * @throws InputException if the file cannot be read or is not in the format, with the line
     */
    public static PrometheusText read(Path file, Instant scraped) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(file.toString(), in, scraped);
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "expected a readable file in UTF-8", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param source its name, for messages
     * @param in the text; not closed
     * @param scraped the time of points without one
     * @return the series
     * @throws InputException if the text cannot be read or is not in the format, with the line
     */
    public static PrometheusText read(String source, Reader in, Instant scraped) {
        Map<String, TimeSeries.Builder> found = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        BufferedReader lines = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in);
        StringBuilder line = new StringBuilder();
        int points = 0;
        try {
            for (int number = 1; next(lines, line, source, number); number++) {
                String text = line.toString().strip();
                PrometheusLine parsed = new PrometheusLine(source, number, text);
                if (text.startsWith("#")) {
                    kind(parsed, text, kinds);
                } else if (!text.isEmpty()) {
                    if (++points > MOST_POINTS) {
                        throw parsed.wrong("more than " + MOST_POINTS + " points; expected at most so many");
                    }
                    parsed.sample();
                    Instant time = parsed.time();
                    found.computeIfAbsent(
                                    parsed.name(),
                                    name -> TimeSeries.builder(name).asset(parsed.metric()))
                            .add(time == null ? scraped : time, parsed.value());
                }
            }
        } catch (IOException e) {
            throw new InputException(source, "", "expected a readable text in UTF-8", e);
        }
        List<TimeSeries> series = new ArrayList<>(found.size());
        found.values().forEach(builder -> series.add(builder.build()));
        return new PrometheusText(List.copyOf(series), kinds);
    }

    private static boolean next(Reader in, StringBuilder line, String source, int number) throws IOException {
        line.setLength(0);
        int c = in.read();
        boolean any = c >= 0;
        while (c >= 0 && c != '\n') {
            if (line.length() >= LONGEST_LINE) {
                throw new InputException(
                        source, "line " + number, "expected a line of at most " + LONGEST_LINE + " characters");
            }
            line.append((char) c);
            c = in.read();
        }
        return any;
    }

    private static void kind(PrometheusLine line, String text, Map<String, String> kinds) {
        String[] words = text.substring(1).strip().split("[ \t]+", -1);
        if (!words[0].equals("TYPE")) {
            return;
        }
        if (words.length != 3) {
            throw line.wrong("expected '# TYPE metric type'");
        }
        String kind = words[2].toLowerCase(Locale.ROOT);
        switch (kind) {
            case "counter", "gauge", "histogram", "summary", "untyped" -> {}
            default ->
                throw line.wrong(
                        "type '" + words[2] + "' is unknown; expected counter, gauge, histogram, summary or untyped");
        }
        @Nullable String before = kinds.putIfAbsent(words[1], kind);
        if (before != null && !before.equals(kind)) {
            throw line.wrong("metric '" + words[1] + "' is " + before + " and " + kind + "; expected one type");
        }
    }

    /**
     * Returns what was read.
     *
     * @return in the order of their first line
     */
    public List<TimeSeries> series() {
        return series;
    }

    /**
     * Says whether a series only grows until its process starts anew: a counter, or count, sum or bucket of a histogram or
     * count or sum of a summary.
     *
     * @param one a series of this
     * @return false for gauges, quantiles and what has no type
     */
    public boolean isCounter(TimeSeries one) {
        String metric = one.asset();
        if ("counter".equals(kinds.get(metric))) {
            return true;
        }
        int last = metric.lastIndexOf('_');
        if (last < 0) {
            return false;
        }
        String of = kinds.getOrDefault(metric.substring(0, last), "untyped");
        return switch (metric.substring(last)) {
            case "_count", "_sum" -> of.equals("histogram") || of.equals("summary");
            case "_bucket" -> of.equals("histogram");
            default -> false;
        };
    }

    @Override
    public String toString() {
        return series.size() + " series";
    }
}
