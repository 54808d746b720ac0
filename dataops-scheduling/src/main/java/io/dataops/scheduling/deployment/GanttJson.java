package io.dataops.scheduling.deployment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dataops.api.Interval;
import io.dataops.scheduling.deployment.GanttChart.Bar;
import io.dataops.scheduling.deployment.GanttChart.Load;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes a chart. */
final class GanttJson {

    private GanttJson() {}

    static String of(GanttChart chart) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            interval(json, "horizon", chart.horizon());
            json.writeArrayFieldStart("bars");
            for (Bar bar : chart.bars()) {
                bar(json, bar);
            }
            json.writeEndArray();
            intervals(json, "open", chart.open());
            json.writeObjectFieldStart("blackouts");
            for (Map.Entry<String, Interval> blackout : chart.blackouts().entrySet()) {
                interval(json, blackout.getKey(), blackout.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("loads");
            for (Map.Entry<String, List<Load>> resource : chart.loads().entrySet()) {
                json.writeArrayFieldStart(resource.getKey());
                for (Load load : resource.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("from", load.from().toString());
                    json.writeNumberField("used", load.used());
                    json.writeNumberField("capacity", load.capacity());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void bar(JsonGenerator json, Bar bar) throws IOException {
        json.writeStartObject();
        json.writeStringField("job", bar.job());
        json.writeStringField("strategy", bar.strategy());
        intervals(json, "runs", bar.runs());
        json.writeStringField("start", bar.start().toString());
        json.writeStringField("end", bar.end().toString());
        json.writeArrayFieldStart("after");
        for (String job : bar.after()) {
            json.writeString(job);
        }
        json.writeEndArray();
        if (bar.deadline().isPresent()) {
            json.writeStringField("deadline", bar.deadline().get().toString());
        }
        json.writeBooleanField("pinned", bar.pinned());
        json.writeStringField("waitsFor", bar.waitsFor());
        json.writeEndObject();
    }

    private static void intervals(JsonGenerator json, String name, List<Interval> stretches) throws IOException {
        json.writeArrayFieldStart(name);
        for (Interval stretch : stretches) {
            json.writeStartObject();
            ends(json, stretch);
        }
        json.writeEndArray();
    }

    private static void interval(JsonGenerator json, String name, Interval stretch) throws IOException {
        json.writeObjectFieldStart(name);
        ends(json, stretch);
    }

    private static void ends(JsonGenerator json, Interval stretch) throws IOException {
        json.writeStringField("start", stretch.start().toString());
        json.writeStringField("end", stretch.end().toString());
        json.writeEndObject();
    }
}
