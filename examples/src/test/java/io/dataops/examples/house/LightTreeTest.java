package io.dataops.examples.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A module without its optional libraries names the one that is missing, and needs no other for what it can do. */
final class LightTreeTest {
    private static final String ALWAYS =
            ".*(dataops-(api|graph|testing|scheduling|observability)|jgrapht|guava|jspecify|commons-).*";

    private static URLClassLoader without(String optional) throws MalformedURLException {
        List<URL> kept = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.matches(ALWAYS) || !entry.matches(".*(" + optional + ").*")) {
                kept.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(kept.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @ParameterizedTest
    @CsvSource({
        "jsqlparser, com.github.jsqlparser:jsqlparser, io.dataops.testing.property.SqlDefinitions, parse, 2",
        "jsqlparser, com.github.jsqlparser:jsqlparser, io.dataops.graph.sql.SqlLineage, builder, 0",
        "snakeyaml, org.snakeyaml:snakeyaml-engine, io.dataops.testing.property.DbtSchemas, parse, 2",
        "snakeyaml, org.snakeyaml:snakeyaml-engine, io.dataops.graph.airflow.DagFile, parse, 2",
        "jackson, com.fasterxml.jackson.core:jackson-databind, io.dataops.testing.property.JsonSchemas, parse, 3",
        "jackson, com.fasterxml.jackson.core:jackson-databind, io.dataops.testing.property.AvroSchemas, parse, 2"
    })
    void aMissingLibraryIsNamed(String absent, String artifact, String type, String method, int parameters)
            throws Exception {
        try (URLClassLoader loader = without(absent)) {
            Throwable thrown = catchThrowable(() -> call(loader, type, method, parameters));
            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause()).hasMessageContaining("is on the class path. Add " + artifact + ".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jackson, com.fasterxml.jackson.core:jackson-core, io.dataops.observability.series.SeriesJson, java.io.Reader",
        "jackson, com.fasterxml.jackson.core:jackson-core, io.dataops.observability.series.SeriesJson, java.nio.file.Path",
        "jackson, com.fasterxml.jackson.core:jackson-core, io.dataops.observability.regression.JmhResults, java.nio.file.Path",
        "jackson-dataformat-csv, com.fasterxml.jackson.dataformat:jackson-dataformat-csv,"
                + " io.dataops.observability.series.SeriesCsv, java.io.Reader",
        "jackson-dataformat-csv, com.fasterxml.jackson.dataformat:jackson-dataformat-csv,"
                + " io.dataops.observability.series.SeriesCsv, java.nio.file.Path"
    })
    void aReaderOfSeriesNamesItsParser(String absent, String artifact, String type, String from) throws Exception {
        try (URLClassLoader loader = without(absent)) {
            Class<?> reader = loader.loadClass(type);
            boolean made = type.endsWith("SeriesCsv");
            Object on = made ? reader.getMethod("withTimesIn", String.class).invoke(null, "time") : null;
            boolean file = from.equals("java.nio.file.Path");
            Method read =
                    file ? reader.getMethod("read", Path.class) : reader.getMethod("read", String.class, Reader.class);
            Object[] given = file ? new Object[] {Path.of("none")} : new Object[] {"text", new StringReader("{}")};
            Throwable thrown = catchThrowable(() -> read.invoke(on, given));
            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause()).hasMessageContaining("is on the class path. Add " + artifact + ".");
        }
    }

    @Test
    void whatReadsAndWritesCalendarsNamesItsLibrary() throws Exception {
        try (URLClassLoader loader = without("biweekly|cron-utils")) {
            Class<?> events = loader.loadClass("io.dataops.scheduling.calendar.CalendarEvents");
            Method cron = events.getMethod("cron", String.class, Duration.class, ZoneId.class);
            Method ics = events.getMethod("parseIcs", String.class, String.class, ZoneId.class);
            assertThat(catchThrowable(() -> cron.invoke(null, "0 2 * * *", Duration.ofHours(1), ZoneId.of("UTC")))
                            .getCause())
                    .hasMessageContaining("is on the class path. Add com.cronutils:cron-utils.");
            assertThat(catchThrowable(() -> ics.invoke(null, "", "x", ZoneId.of("UTC")))
                            .getCause())
                    .hasMessageContaining("is on the class path. Add net.sf.biweekly:biweekly.");
        }
    }

    /** What reads JSON does without the library for YAML: it gets as far as the content. */
    @ParameterizedTest
    @CsvSource({"io.dataops.testing.property.JsonSchemas, 3", "io.dataops.testing.property.AvroSchemas, 2"})
    void oneLibraryDoesWithoutTheOther(String type, int parameters) throws Exception {
        try (URLClassLoader loader = without("snakeyaml")) {
            Throwable thrown = catchThrowable(() -> call(loader, type, "parse", parameters));
            assertThat(thrown.getCause().getClass().getName()).isEqualTo("io.dataops.api.InputException");
        }
    }

    private static void call(ClassLoader loader, String type, String name, int parameters) throws Exception {
        for (Method method : loader.loadClass(type).getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters) {
                Object[] texts = new Object[parameters];
                Arrays.fill(texts, "{}");
                method.invoke(null, texts);
                return;
            }
        }
        throw new NoSuchMethodException(type + "." + name);
    }
}
