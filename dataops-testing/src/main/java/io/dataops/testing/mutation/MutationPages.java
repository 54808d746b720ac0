package io.dataops.testing.mutation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import io.dataops.testing.property.Reproduction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as JSON, and as a page from a template that escapes every value. */
final class MutationPages {
    private MutationPages() {}

    private static Map<String, Object> model(MutationReport report) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("score_low", report.score().low());
        out.put("score_high", report.score().high());
        out.put("dominator_score", report.dominatorScore());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (MutantStatus status : MutantStatus.values()) {
            counts.put(status.name().toLowerCase(Locale.ROOT), report.count(status));
        }
        out.put("counts", counts);
        out.put("complete", report.isComplete());
        out.put("problems", report.problems());
        out.put("reused", report.reused());
        out.put("suspicion", report.suspicion());
        out.put("seed", report.provenance().seed());
        List<Object> tests = new ArrayList<>();
        List<String> redundant = report.redundant();
        for (TestRecord test : report.tests()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", test.name());
            one.put("micros", test.duration().toNanos() / 1_000);
            one.put("reaches", test.reaches().stream().sorted().toList());
            one.put(
                    "kills",
                    report.results().stream()
                            .filter(r -> r.killedBy().contains(test.name()))
                            .count());
            one.put("redundant", redundant.contains(test.name()));
            tests.add(one);
        }
        out.put("tests", tests);
        List<Object> mutants = new ArrayList<>();
        for (MutantResult result : report.results()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", result.mutant().id());
            one.put("operator", result.mutant().operator().name());
            one.put("step", result.mutant().step());
            one.put("place", result.mutant().place());
            one.put("diff", result.mutant().diff());
            one.put("status", result.status().name());
            one.put("killed_by", result.killedBy());
            one.put("reason", result.reason());
            result.witness().ifPresent(w -> {
                one.put("witness_csv", Reproduction.csv(w.dataset()));
                one.put("witness_java", w.java("kills " + result.mutant().id()));
                one.put("witness", w.explain());
            });
            mutants.add(one);
        }
        out.put("mutants", mutants);
        return out;
    }

    static String json(MutationReport report) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(model(report)) + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("the report cannot be written: " + e.getMessage(), e);
        }
    }

    static String html(MutationReport report) {
        Map<String, Object> model = model(report);
        model.put("low", MutationReport.percent(report.score().low()));
        model.put("high", MutationReport.percent(report.score().high()));
        model.put("dominator", MutationReport.percent(report.dominatorScore()));
        model.put("killed", report.count(MutantStatus.KILLED) + report.count(MutantStatus.TIMED_OUT));
        model.put("survived", report.count(MutantStatus.SURVIVED));
        model.put("suspected", report.count(MutantStatus.SUSPECTED));
        try (InputStream template = MutationPages.class.getResourceAsStream("report.mustache")) {
            if (template == null) {
                throw new IllegalStateException("the template of the report is not on the class path.");
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            return Mustache.compiler()
                    .escapeHTML(true)
                    .emptyStringIsFalse(true)
                    .defaultValue("")
                    .compile(text)
                    .execute(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
